/** Direction marks and zero-width signs that mixed writing leaves behind, anywhere. The joiners of Persian and of emoji are not among them. */
const UNSEEN = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/

/** What can be seen of a query's text, and where its units stood in the original. */
export type Visible = {
  readonly line: string
  /** A stretch of `line` as a stretch of the original text. */
  readonly original: <T extends { readonly from: number; readonly to: number }>(stretch: T) => T
}

/** Takes out what nobody sees, so that an operator with a direction mark inside still is one. Linear. */
export function visible(text: string): Visible {
  if (!UNSEEN.test(text)) return { line: text, original: (stretch) => stretch }
  const places: number[] = []
  let line = ''
  for (let at = 0; at < text.length; at++) {
    const unit = text.charAt(at)
    if (UNSEEN.test(unit)) continue
    places.push(at)
    line += unit
  }
  const place = (at: number) => places[at] ?? text.length
  return {
    line,
    original: (stretch) => {
      const from = place(stretch.from)
      return { ...stretch, from, to: stretch.to > stretch.from ? place(stretch.to - 1) + 1 : from }
    },
  }
}
