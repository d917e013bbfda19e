import { TriangleAlert } from 'lucide-react'
import { useI18n } from '../../base/web/i18n.tsx'
import type { Trial } from '../contract.ts'

const WORDS_SHOWN = 3
/** The engine keeps words without final letters; nobody writes them so. */
const FINALS: Readonly<Record<string, string>> = { כ: 'ך', מ: 'ם', נ: 'ן', פ: 'ף', צ: 'ץ' }
const written = (anchor: string) => anchor.replace(/(?<=[א-ת])[כמנפצ](?![א-ת*])/g, (letter) => FINALS[letter] ?? letter)

/** What a query asks of the engine, in words: how much a day, what it waits on, and what it means that it is broad. */
export function QueryCost({ cost: { perDay, anchors, isBroad, share } }: { cost: Trial['cost'] }) {
  const { t } = useI18n()
  const listed = useListed()
  const words = listed(anchors)
  return (
    <>
      <p className="text-quiet">
        {t('listen.trial.per_day', { count: Math.round(perDay) })}
        {words !== '' && ` · ${t('listen.trial.waits', { words })}`}
      </p>
      {isBroad && (
        <p className="flex gap-2.5 rounded-card bg-warn-wash px-4 py-3">
          <TriangleAlert aria-hidden className="mt-0.5 size-4.5 shrink-0 text-warn" />
          <span className="min-w-0">
            {t('listen.trial.broad', { words })}
            {share !== null && share > 0 && ` ${t('listen.trial.share', { one_in: Math.max(Math.round(1 / share), 1) })}`}
          </span>
        </p>
      )}
    </>
  )
}

/** Some words as people list them: the first few, each in quotation marks, and how many more. */
function useListed(): (words: readonly string[]) => string {
  const { t, language } = useI18n()
  return (words) => {
    const more = words.length - WORDS_SHOWN
    const shown = words.slice(0, WORDS_SHOWN).map((word) => t('listen.trial.quoted', { word: written(word) }))
    return new Intl.ListFormat(language, { type: 'disjunction' }).format(more > 0 ? [...shown, t('listen.trial.words_more', { count: more })] : shown)
  }
}
