/** Part of a text, in UTF-16 units: [start, end). */
export type Span = readonly [number, number]

/** A piece of a text, and whether a query matched it. */
export type Segment = { readonly at: number; readonly text: string; readonly matched: boolean }

/**
 * Cuts a text into what matched and what did not. Spans may overlap, touch, come in any order or reach past the text (it was
 * edited since); no letter is split, and the pieces always add up to the text.
 */
export function segments(text: string, spans: readonly Span[]): Segment[] {
  const pieces: Segment[] = []
  let done = 0
  const take = (until: number, matched: boolean) => {
    if (until > done) pieces.push({ at: done, text: text.slice(done, until), matched })
    done = Math.max(done, until)
  }
  for (const [start, end] of joined(text, spans)) {
    take(start, false)
    take(end, true)
  }
  take(text.length, false)
  return pieces
}

/** The spans within the text, in order, those that overlap or touch made one. */
function joined(text: string, spans: readonly Span[]): Span[] {
  const whole = spans
    .map(([start, end]): Span => [letterStart(text, start), letterEnd(text, end)])
    .filter(([start, end]) => start < end)
    .toSorted(([a], [b]) => a - b)
  const result: Span[] = []
  for (const [start, end] of whole) {
    const last = result.at(-1)
    if (last && start <= last[1]) result[result.length - 1] = [last[0], Math.max(last[1], end)]
    else result.push([start, end])
  }
  return result
}

const within = (text: string, at: number) => Math.min(Math.max(at, 0), text.length)
const splitsLetter = (text: string, at: number) => /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(Math.max(at - 1, 0), at + 1))
const letterStart = (text: string, at: number) => (splitsLetter(text, within(text, at)) ? within(text, at) - 1 : within(text, at))
const letterEnd = (text: string, at: number) => (splitsLetter(text, within(text, at)) ? within(text, at) + 1 : within(text, at))

const EXCERPT_CHARS = 900
/** A text that is only a little longer is shown whole: a button for three more words is a nuisance. */
const WHOLE_CHARS = 1200
const BEFORE_MATCH_CHARS = 200

/** What is shown of a long text until somebody asks for all of it: its beginning, or the surroundings of the first match if that comes later. */
export function excerpt(text: string, spans: readonly Span[]): Span {
  if (text.length <= WHOLE_CHARS) return [0, text.length]
  const first = joined(text, spans)[0]
  const start = first && first[1] > EXCERPT_CHARS ? wordStart(text, first[0] - BEFORE_MATCH_CHARS) : 0
  return [start, wordStart(text, start + EXCERPT_CHARS)]
}

/** The beginning of the word at a place, if it is not far. */
function wordStart(text: string, at: number): number {
  const from = within(text, at)
  const space = text.slice(Math.max(from - 40, 0), from).search(/\s\S*$/)
  return space < 0 ? letterStart(text, from) : Math.max(from - 40, 0) + space + 1
}

/** The spans of a whole text as they lie within a part of it. */
export function spansWithin(spans: readonly Span[], [from, until]: Span): Span[] {
  return spans.filter(([start, end]) => start < until && end > from).map(([start, end]) => [Math.max(start - from, 0), Math.min(end, until) - from])
}
