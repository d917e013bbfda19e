import { Dialog } from '../../base/web/dialog.tsx'
import { useI18n } from '../../base/web/i18n.tsx'

const SHORTCUTS = { next: 'j', previous: 'k', open: 'o', search: '/', help: '?' } as const

/** Which keys do what. */
export function Shortcuts({ close }: { close: () => void }) {
  const { t } = useI18n()
  return (
    <Dialog title={t('app.keys.title')} isOpen close={close}>
      <dl className="grid grid-cols-[1fr_auto] items-center gap-y-2.5">
        {Object.entries(SHORTCUTS).map(([does, key]) => (
          <div key={key} className="contents">
            <dt>{t(`app.keys.${does as keyof typeof SHORTCUTS}`)}</dt>
            <dd>
              <kbd className="inline-block min-w-7 rounded-control border border-line bg-sunken px-2 py-0.5 text-center font-mono text-meta">{key}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
