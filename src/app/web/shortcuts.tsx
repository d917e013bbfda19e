import { Dialog } from '../../base/web/dialog.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { KeyCaps } from '../../base/web/key-caps.tsx'
import { allKeys, type Binding, useKeysOn } from '../../base/web/keys.ts'
import { Switch } from '../../base/web/switch.tsx'

/** Every key that works on the page that is open, and the switch for those who want none of them. */
export function Shortcuts({ close }: { close: () => void }) {
  const { t } = useI18n()
  const [areOn, setOn] = useKeysOn()
  const known = allKeys().filter(({ keys }) => areOn || keys.startsWith('mod+'))
  return (
    <Dialog title={t('app.keys.title')} isOpen close={close}>
      <Group title={t('app.keys.here')} bindings={known.filter(({ where }) => where === undefined)} />
      <Group title={t('app.keys.go')} bindings={known.filter(({ where }) => where === 'going')} />
      <Group title={t('app.keys.everywhere')} bindings={known.filter(({ where }) => where === 'everywhere')} />
      <div className="border-t border-line pt-3">
        <Switch label={t('app.keys.on')} hint={t('app.keys.on_about')} isSelected={areOn} onChange={setOn} />
      </div>
    </Dialog>
  )
}

function Group({ title, bindings }: { title: string; bindings: readonly Binding[] }) {
  const { t } = useI18n()
  if (bindings.length === 0) return null
  return (
    <section>
      <h3 className="pb-1.5 text-meta text-quiet">{title}</h3>
      <dl className="grid grid-cols-[1fr_auto] items-center gap-y-2">
        {bindings.map(({ keys, means }) => (
          <div key={keys} className="contents">
            <dt>{t(means)}</dt>
            <dd className="text-end">
              <KeyCaps keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
