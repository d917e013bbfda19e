import { useI18n } from './i18n.tsx'

const isMac = /^(?:Mac|iP)/.test(navigator.platform)

/** Keys as they stand on a keyboard, one after the other. */
export function KeyCaps({ keys, className = '' }: { keys: string; className?: string }) {
  const { t } = useI18n()
  const caps = keys.replace('mod+', isMac ? '⌘ ' : 'Ctrl ').split(' ')
  return (
    <span dir="ltr" className={`inline-flex shrink-0 items-center gap-1 ${className}`}>
      {caps.map((cap, at) => (
        <kbd key={cap} className="inline-block min-w-6 rounded-mark border border-line bg-surface px-1.5 text-center font-mono text-meta text-quiet">
          {at > 0 && !keys.includes('+') && <span className="sr-only">{t('base.then')} </span>}
          {cap}
        </kbd>
      ))}
    </span>
  )
}
