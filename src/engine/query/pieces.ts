import { lex, type Lexeme } from './lex.ts'

/**
 * A stretch of a query's text that an editor shows as one: UTF-16 offsets, the end not included. A `field` goes up to
 * its `value` or `number`. `field` names the field that a piece belongs to, in small letters.
 */
export type Piece = {
  readonly is: 'word' | 'phrase' | 'stem' | 'operator' | 'field' | 'value' | 'tag' | 'handle' | 'bracket' | 'number'
  readonly from: number
  readonly to: number
  readonly field?: string
}

/**
 * The pieces of any text, also of one that is no query or not one yet, in order; between them is only what cannot be seen. In linear
 * time. A half-written value is the piece that ends at the caret; where that piece is a field, nothing of its value is written yet.
 */
export function pieces(text: string): Piece[] {
  return lex(text, []).flatMap(piecesOf)
}

function piecesOf(lexeme: Lexeme): readonly Piece[] {
  const { from, to } = lexeme
  switch (lexeme.is) {
    case 'open':
    case 'close':
      return [{ is: 'bracket', from, to }]
    case 'NEAR':
      return parted({ is: 'operator', from, to: lexeme.value }, { is: 'number', from: lexeme.value, to })
    case 'term': {
      if (lexeme.looks !== 'field') return [{ is: lexeme.looks, from, to }]
      const { field, value } = lexeme
      return parted({ is: 'field', from, to: value, field }, { is: field === 'followers' ? 'number' : 'value', from: value, to, field })
    }
    default:
      return [{ is: 'operator', from, to }]
  }
}

/** The second piece only if there is any of it. */
function parted(first: Piece, second: Piece): readonly Piece[] {
  return second.from < second.to ? [first, second] : [{ ...first, to: second.to }]
}
