import { useId, useState, type FocusEvent, type KeyboardEvent, type PointerEvent } from 'react'
import { useI18n } from './i18n.tsx'

/** How many there were in [from, until), two moments. */
export type Counted = { readonly from: string; readonly until: string; readonly count: number }

/** The words of a histogram, in the person's language. */
export type HistogramWords = {
  /** What is counted. */
  readonly label: string
  /** One bar, or several in a row: when, and how many. */
  readonly describe: (counted: Counted) => string
  /** A moment, briefly, for the axis. */
  readonly mark: (counted: Counted) => string
}

/** Bars from one to another, whichever is first. */
type Range = { readonly anchor: number; readonly head: number }

const GAP_SHARE = 0.16
const LEAST_PX = 2

/**
 * How many there were over time. Time runs from left to right in every language; the scale stands where reading begins. A bar, or
 * several, can be chosen by a click, a drag, or the arrows with Shift and then Enter. Without `choose` it is only looked at.
 */
export function Histogram({ bars, words, heightPx = 88, mostAtLeast = 0, choose }: {
  bars: readonly Counted[]
  words: HistogramWords
  heightPx?: number
  /** The scale goes up to this, or higher: so that histograms beside each other can be compared. */
  mostAtLeast?: number
  choose?: ((from: string, until: string) => void) | undefined
}) {
  const { number } = useI18n()
  const { range, pointed, events, rove } = useRange(bars, choose)
  const readoutId = useId()
  const most = niceCeiling(Math.max(...bars.map(({ count }) => count), mostAtLeast))
  const told = range ?? (pointed === null ? null : { anchor: pointed, head: pointed })
  const summed = told && sum(bars, told)
  const chosen = (at: number) => range !== null && at >= Math.min(range.anchor, range.head) && at <= Math.max(range.anchor, range.head)
  const [first, last] = [bars[0], bars.at(-1)]
  const middle = bars.length > 4 ? bars[bars.length >> 1] : undefined
  return (
    <div className="flex flex-col gap-1">
      <p id={readoutId} aria-hidden className="min-h-5 truncate text-meta text-quiet tabular-nums">
        {summed ? words.describe(summed) : words.label}
      </p>
      <div className="relative pt-3">
        <span aria-hidden className="pointer-events-none absolute start-0 top-0 bg-inherit text-[0.6875rem] leading-3 text-quiet tabular-nums">
          {number(most)}
        </span>
        <svg
          {...(choose ? { role: 'listbox', 'aria-multiselectable': true, 'aria-orientation': 'horizontal', ...events } : { role: 'img', ...events })}
          aria-label={words.label}
          width="100%"
          height={heightPx}
          className={`box-content block touch-pan-y overflow-visible border-y border-line [border-block-start-style:dashed] ${choose ? 'cursor-pointer' : ''}`}
        >
          {bars.map((bar, at) => {
            const spoken = choose
              ? { role: 'option', 'aria-selected': chosen(at), 'aria-label': words.describe(bar), tabIndex: at === rove ? 0 : -1, 'data-at': at }
              : {}
            return (
              <g key={bar.from} className="group outline-none" {...spoken}>
                <rect x={percent(at, bars.length)} width={percent(1, bars.length)} height="100%" className="fill-transparent" />
                <Bar at={at} of={bars.length} heightPx={scaled(bar.count, most, heightPx)} belowPx={heightPx} isLit={chosen(at) || at === pointed} />
              </g>
            )
          })}
        </svg>
      </div>
      <div aria-hidden dir="ltr" className="flex justify-between text-[0.6875rem] leading-4 text-quiet tabular-nums">
        {[first, middle, last].map((bar, at) => bar && <bdi key={at}>{words.mark(bar)}</bdi>)}
      </div>
    </div>
  )
}

function Bar({ at, of, heightPx, belowPx, isLit }: { at: number; of: number; heightPx: number; belowPx: number; isLit: boolean }) {
  return (
    <>
      <rect
        x={percent(at + GAP_SHARE / 2, of)}
        width={percent(1 - GAP_SHARE, of)}
        y={belowPx - heightPx}
        height={heightPx}
        rx={1.5}
        className={isLit ? 'fill-accent' : 'fill-accent/65 group-hover:fill-accent'}
      />
      <rect
        x={percent(at, of)}
        width={percent(1, of)}
        y={1}
        height={belowPx - 2}
        rx={2}
        className="fill-none stroke-transparent stroke-2 group-focus-visible:stroke-accent"
      />
    </>
  )
}

/** Which bars somebody is about to choose, by pointer or keyboard. */
function useRange(bars: readonly Counted[], choose: ((from: string, until: string) => void) | undefined) {
  const [range, setRange] = useState<Range | null>(null)
  const [pointed, setPointed] = useState<number | null>(null)
  const [at, setAt] = useState(Infinity)
  const rove = Math.min(at, bars.length - 1)
  const commit = ({ anchor, head }: Range) => {
    setRange(null)
    setPointed(null)
    const [from, until] = [bars[Math.min(anchor, head)]?.from, bars[Math.max(anchor, head)]?.until]
    if (from && until) choose?.(from, until)
  }
  const under = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return Math.min(Math.max(Math.floor(((event.clientX - box.x) / box.width) * bars.length), 0), bars.length - 1)
  }
  const looking = {
    onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
      const head = under(event)
      setPointed(head)
      setRange((before) => (before && event.buttons > 0 ? { ...before, head } : before))
    },
    onPointerLeave: () => setPointed(null),
  }
  if (!choose) return { range, pointed, rove, events: looking }
  const events = {
    ...looking,
    onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      const anchor = under(event)
      setAt(anchor)
      setRange({ anchor, head: anchor })
    },
    onPointerUp: () => range && commit(range),
    onPointerCancel: () => setRange(null),
    onFocus: () => setPointed(rove),
    onBlur: (event: FocusEvent<SVGSVGElement>) => {
      if (event.currentTarget.contains(event.relatedTarget)) return
      setPointed(null)
      setRange(null)
    },
    onKeyDown: (event: KeyboardEvent<SVGSVGElement>) => {
      const to = stepOf(event.key, rove, bars.length)
      if (to !== null) {
        event.preventDefault()
        setAt(to)
        setPointed(to)
        setRange((before) => (event.shiftKey ? { anchor: before?.anchor ?? rove, head: to } : null))
        event.currentTarget.querySelector<SVGGElement>(`[data-at="${to}"]`)?.focus()
      } else if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault()
        commit(range ?? { anchor: rove, head: rove })
      } else if (event.key === 'Escape' && range) {
        event.stopPropagation()
        setRange(null)
      }
    },
  }
  return { range, pointed, rove, events }
}

/** Where a key leads: to the left is earlier, in every language. */
function stepOf(key: string, at: number, count: number): number | null {
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: count - 1 }[key]
  return to === undefined ? null : Math.min(Math.max(to, 0), count - 1)
}

function sum(bars: readonly Counted[], { anchor, head }: Range): Counted | null {
  const within = bars.slice(Math.min(anchor, head), Math.max(anchor, head) + 1)
  const [first, last] = [within[0], within.at(-1)]
  return first && last ? { from: first.from, until: last.until, count: within.reduce((all, { count }) => all + count, 0) } : null
}

const percent = (part: number, of: number): string => `${((part / of) * 100).toFixed(3)}%`

/** One must be seen however many a thousand are. */
const scaled = (count: number, most: number, heightPx: number): number => (count === 0 ? 0 : Math.max((count / most) * (heightPx - 2), LEAST_PX))

const STEPS = [1, 1.5, 2, 3, 4, 5, 6, 8, 10]

/** The next of 5, 6, 8, 10, 15, 20, 30…: a scale that does not move with each that is added. */
export function niceCeiling(most: number): number {
  if (most <= 5) return 5
  const unit = 10 ** Math.floor(Math.log10(most))
  return (STEPS.find((step) => step * unit >= most) ?? 10) * unit
}
