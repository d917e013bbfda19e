import { Check } from 'lucide-react'
import { useId, useState } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'
import type { Figures, Filter } from '../contract.ts'
import { toggled, valuesIn } from './address.ts'
import { type Facet, FACETS, MARKS, useValueWords } from './filter-words.ts'
import { StillUnderstanding } from './still-understanding.tsx'

const SHOWN = 7

/** What is meant, where, in which language and in which form it was said: how many each, and a tick for those that are wanted; none ticked means all. */
export function Facets({ figures, filter, choose }: { figures: Figures | undefined; filter: Filter; choose: (filter: Filter) => void }) {
  return (
    <>
      <Marks figures={figures} filter={filter} choose={choose} />
      {FACETS.map((facet) => (
        <FacetValues key={facet} facet={facet} counted={figures?.facets[facet] ?? []} list={filter[facet]} choose={(list) => choose({ ...filter, [facet]: list })} />
      ))}
    </>
  )
}

/** What waits for somebody, and what only some may look through. */
function Marks({ figures, filter, choose }: { figures: Figures | undefined; filter: Filter; choose: (filter: Filter) => void }) {
  const { t } = useI18n()
  const marks = MARKS.map((one) => ({ ...one, count: figures?.facets[one.mark] ?? 0 })).filter(({ mark, count }) => count > 0 || filter[mark])
  if (marks.length === 0) return null
  const most = Math.max(...marks.map(({ count }) => count), 1)
  return (
    <section aria-label={t('listen.facet.marks')} className="flex flex-col gap-1">
      <ul className="-mx-2 flex flex-col">
        {marks.map(({ mark, means, count }) => (
          <Value
            key={mark}
            name={t(means)}
            count={count}
            share={count / most}
            isChosen={filter[mark] !== undefined}
            choose={() => choose({ ...filter, [mark]: filter[mark] ? undefined : 'yes' })}
          />
        ))}
      </ul>
      <StillUnderstanding />
    </section>
  )
}

function FacetValues({ facet, counted, list, choose }: {
  facet: Facet
  counted: Figures['facets'][Facet]
  list: string | undefined
  choose: (list: string | undefined) => void
}) {
  const { t } = useI18n()
  const titleId = useId()
  const words = useValueWords()
  const [isWhole, setWhole] = useState(false)
  const chosen = valuesIn(list)
  const absent = chosen.filter((value) => !counted.some((each) => each.value === value)).map((value) => ({ value, count: 0 }))
  const all = [...counted, ...absent]
  const shown = isWhole ? all : all.filter(({ value }, at) => at < SHOWN || chosen.includes(value))
  const most = Math.max(...all.map(({ count }) => count), 1)
  if (all.length === 0) return null
  return (
    <section aria-labelledby={titleId} className="flex flex-col gap-1">
      <h2 id={titleId} className="flex min-h-9 items-center text-meta font-medium text-quiet">
        {t(`listen.facet.${facet}`)}
      </h2>
      <ul className="-mx-2 flex flex-col">
        {shown.map(({ value, count }) => (
          <Value
            key={value}
            name={words(facet, value)}
            count={count}
            share={count / most}
            isChosen={chosen.includes(value)}
            choose={() => choose(toggled(list, value))}
          />
        ))}
      </ul>
      {all.length > shown.length && (
        <button type="button" onClick={() => setWhole(true)} className="-mx-2 min-h-8 cursor-default rounded-control px-2 text-start text-meta text-accent hover:bg-sunken max-md:min-h-11">
          {t('listen.facet.all', { count: all.length })}
        </button>
      )}
    </section>
  )
}

function Value({ name, count, share, isChosen, choose }: { name: string; count: number; share: number; isChosen: boolean; choose: () => void }) {
  const { number } = useI18n()
  return (
    <li>
      <label className="grid min-h-8 cursor-default grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-2.5 rounded-control px-2 py-1 hover:bg-sunken max-md:min-h-11">
        <span className="relative flex size-4">
          <input
            type="checkbox"
            checked={isChosen}
            onChange={choose}
            className="peer size-4 appearance-none rounded-mark border border-edge checked:border-fill checked:bg-fill"
          />
          <Check aria-hidden className="pointer-events-none absolute inset-0.5 hidden size-3 text-on-fill peer-checked:block" />
        </span>
        <bdi className="truncate">{name}</bdi>
        <span className="text-meta text-quiet tabular-nums">{number(count)}</span>
        <span aria-hidden className="col-start-2 col-end-4 h-0.5 rounded-full bg-accent/45" style={{ inlineSize: `${share * 100}%` }} />
      </label>
    </li>
  )
}
