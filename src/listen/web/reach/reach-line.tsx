import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useI18n } from '../../../base/web/i18n.tsx'
import { useMay } from '../../../base/web/may.ts'
import { useSpan } from '../../../base/web/use-span.ts'
import type { Filter, LanguageLine, PlaceLine, ReachLine } from '../../contract.ts'
import type { ListenLink } from '../listen-link.ts'
import { usePlaceName } from '../place-name.ts'
import { useInHundred } from './in-hundred.ts'

type Span = { readonly from: string; readonly until: string }
type OfLine<Line> = { line: Line; span: Span; Listen: ListenLink }

const LINK = 'inline-flex min-h-6 items-center font-medium text-accent underline max-md:min-h-11'

/** A place: what is heard there beside what is stated, who listens, and where that can be mended. */
export function PlaceItem({ line, span, Listen }: OfLine<PlaceLine>) {
  const { t } = useI18n()
  const spanWords = useSpan()
  const maySource = useMay('source:manage')
  const mayImport = useMay('import:manage')
  const name = usePlaceName()(line.value)
  const { source, connector, missedS, mentions } = line
  return (
    <Item line={line} name={name} unheard="listen.reach.unheard_place" filter={{ places: line.values.join(','), ...span }} Listen={Listen}>
      {source === 'none' && mentions === 0 && (
        <p>
          {t(connector ? 'listen.reach.no_source' : 'listen.reach.no_connector')}{' '}
          {connector && maySource && <Link to="/sources/add" search={{ connector }} className={LINK}>{t('listen.reach.add_source')}</Link>}
          {!connector && mayImport && <Link to="/import" className={LINK}>{t('listen.reach.bring_file')}</Link>}
        </p>
      )}
      {(source === 'ailing' || missedS > 0) && (
        <p>
          {source === 'ailing' && t('listen.reach.ailing')}{' '}
          {missedS > 0 && t('listen.reach.missed', { span: spanWords(missedS * 1_000) })}{' '}
          <Link to="/sources" className={LINK}>{t('listen.reach.see_sources')}</Link>
        </p>
      )}
    </Item>
  )
}

/** A language: what is heard in it beside what is stated, and whether anybody knows how well it is understood. */
export function LanguageItem({ line, span, Listen }: OfLine<LanguageLine>) {
  const { t, languageName } = useI18n()
  const maySource = useMay('source:manage')
  const isUnknown = line.value === 'und'
  const name = isUnknown ? t('listen.reach.unknown_language') : languageName(line.value) ?? line.value
  return (
    <Item line={line} name={name} unheard="listen.reach.unheard_language" filter={{ langs: line.value, ...span }} Listen={Listen}>
      {!line.isMeasured && !isUnknown && line.mentions > 0 && <p>{t('listen.reach.not_measured')}</p>}
      {line.verdict === 'unheard' && maySource && <Link to="/sources/add" className={LINK}>{t('listen.reach.add_source')}</Link>}
    </Item>
  )
}

function Item({ line, name, unheard, filter, Listen, children }: {
  line: ReachLine
  name: string
  unheard: 'listen.reach.unheard_place' | 'listen.reach.unheard_language'
  filter: Filter
  Listen: ListenLink
  children: ReactNode
}) {
  const { t } = useI18n()
  const inHundred = useInHundred()
  const { verdict, percent, people, mentions, share, interval } = line
  const isBad = verdict === 'unheard' || verdict === 'fewer'
  return (
    <li className="flex flex-col gap-1.5 border-b border-line py-3 last:border-none">
      <p className={isBad ? 'font-medium' : ''}>
        {t(verdict === 'unheard' ? unheard : `listen.reach.${verdict}`, { name, percent: percent ?? 0, people, share: inHundred(share ?? 0) })}
      </p>
      {percent !== null && verdict !== 'too_few' && <Beside percent={percent} interval={mentions > 0 ? interval : null} isBad={isBad} />}
      <div className="flex flex-col gap-0.5 text-meta text-quiet">
        {mentions > 0 && (
          <p>
            <Listen filter={{ ...filter, copies: 'each' }} className={LINK}>{t('listen.reach.open', { count: mentions })}</Listen>
            {interval && ` · ${t('listen.reach.between', { low: inHundred(interval[0]), high: inHundred(interval[1]) })}`}
          </p>
        )}
        {children}
      </div>
    </li>
  )
}

/** From none at the start to all at the end: where the share of people heard may lie, and a mark where customers are. The sentence says the same. */
function Beside({ percent, interval, isBad }: { percent: number; interval: readonly [number, number] | null; isBad: boolean }) {
  return (
    <span aria-hidden className="relative my-1 block h-2.5 rounded-full bg-sunken">
      {interval && (
        <span
          className={`absolute inset-y-0 min-w-1 rounded-full ${isBad ? 'bg-warn' : 'bg-accent'}`}
          style={{ insetInlineStart: `${interval[0] * 100}%`, inlineSize: `${(interval[1] - interval[0]) * 100}%` }}
        />
      )}
      <span className="absolute -inset-y-1 w-0.5 bg-ink" style={{ insetInlineStart: `calc(${percent}% - 1px)` }} />
    </span>
  )
}
