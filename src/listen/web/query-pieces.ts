import { pieces, type Piece, type Problem } from '../../engine/index.ts'

/** A stretch of a query's text, as it is drawn: what it means to the language, whether a problem lies in it, and whether it is a bracket at the caret or its partner. */
export type Drawn = {
  readonly at: number
  readonly text: string
  readonly is: Piece['is'] | 'plain'
  readonly isWrong: boolean
  readonly isPartner: boolean
}

type Stretch = Pick<Problem, 'from' | 'to'>

/**
 * Cuts a query's text at its pieces, its problems and the brackets at `caret` (null: it is not in the text). What is drawn adds up to
 * the text. A problem without a width gets one letter. Plain words are not pieces of their own, so that a long query draws fast.
 */
export function drawn(text: string, problems: readonly Stretch[], caret: number | null): Drawn[] {
  const all = pieces(text)
  const special = all.filter(({ is }) => is !== 'word')
  const partners = caret === null ? [] : bracketsAt(text, all, caret)
  const wrong = problems.map(({ from, to }) => (to > from ? { from, to } : { from: Math.max(Math.min(from, text.length - 1), 0), to: from + 1 }))
  const edges = [...special, ...wrong, ...partners].flatMap(({ from, to }) => [from, to]).filter((at) => at > 0 && at < text.length)
  const cuts = text === '' ? [] : [0, ...new Set(edges.toSorted((a, b) => a - b)), text.length]
  let next = 0
  return cuts.slice(0, -1).map((at, index) => {
    while (next < special.length && (special[next]?.to ?? 0) <= at) next++
    const piece = special[next]
    const isOf = ({ from, to }: Stretch) => from <= at && at < to
    return {
      at,
      text: text.slice(at, cuts[index + 1]),
      is: piece && isOf(piece) ? piece.is : 'plain',
      isWrong: wrong.some(isOf),
      isPartner: partners.some(isOf),
    }
  })
}

/** The bracket that the caret touches, before it rather than behind it, and its partner; nothing where either is missing. */
function bracketsAt(text: string, all: readonly Piece[], caret: number): Stretch[] {
  const open: Piece[] = []
  const pairs: [Piece, Piece][] = []
  for (const bracket of all) {
    if (bracket.is !== 'bracket') continue
    if (/[(（]/.test(text.slice(bracket.from, bracket.to))) open.push(bracket)
    else {
      const partner = open.pop()
      if (partner) pairs.push([partner, bracket])
    }
  }
  const touched = (edge: 'to' | 'from') => pairs.find((pair) => pair.some((bracket) => bracket[edge] === caret))
  return touched('to') ?? touched('from') ?? []
}
