import { useI18n } from '../../../base/web/i18n.tsx'

/** How it is set: a language's own figure, that of one of its places, or one that was measured on other text. */
type Look = 'main' | 'place' | 'elsewhere'

const NAME: Readonly<Record<Look, string>> = { main: 'font-medium md:truncate', place: 'ps-4 text-quiet md:truncate', elsewhere: 'ps-4 text-meta text-quiet' }

/** One share with the interval it may be told with, of so many (`of`, in words); `instead` where there are too few to tell one. */
export function ShareLine({ name, look, told, of, instead = '' }: {
  name: string; look: Look; told: { readonly share: number; readonly interval: readonly [number, number] } | null; of: string; instead?: string
}) {
  const { t } = useI18n()
  return (
    <div className="grid grid-cols-[minmax(0,17rem)_minmax(0,1fr)_11rem] items-center gap-x-4 gap-y-1 max-md:grid-cols-[minmax(0,1fr)_auto]">
      <span className={NAME[look]}>
        <bdi>{name}</bdi>
      </span>
      <span className="max-md:order-last max-md:col-span-2">{told && <Interval {...told} isHollow={look === 'elsewhere'} />}</span>
      <span className="text-end text-meta text-quiet tabular-nums">
        {told ? (
          <>
            <span className={look === 'elsewhere' ? '' : 'text-ui text-ink'}>{t('listen.understood.share', { share: told.share })}</span>
            {' · '}
            {of}
          </>
        ) : instead}
      </span>
    </div>
  )
}

/** Where a share may lie, from none at the start to all at the end; hollow where it is not of what is heard here. */
function Interval({ share, interval: [low, high], isHollow }: { share: number; interval: readonly [number, number]; isHollow: boolean }) {
  const { t } = useI18n()
  const percent = (of: number) => `${of * 100}%`
  return (
    <span title={t('listen.understood.between', { low, high })} className={`relative block rounded-full bg-sunken ${isHollow ? 'h-1.5' : 'h-2.5'}`}>
      <span className="sr-only">{t('listen.understood.between', { low, high })}</span>
      <span
        className={`absolute inset-y-0 rounded-full ${isHollow ? 'bg-quiet/35' : 'bg-accent/35'}`}
        style={{ insetInlineStart: percent(low), inlineSize: percent(high - low) }}
      />
      <span className={`absolute inset-y-0 w-0.5 rounded-full ${isHollow ? 'bg-quiet' : 'bg-accent'}`} style={{ insetInlineStart: percent(share) }} />
    </span>
  )
}
