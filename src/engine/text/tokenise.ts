import { Reading } from './reading.ts'
import type { Quote, Token } from './token.ts'

const NO_QUOTES: readonly Quote[] = []
const shared = new Reading()

/** The words of a text as objects, in order: for what is not read by the thousand. */
export function tokenise(text: string): Token[] {
  shared.read(text, 0)
  return Array.from({ length: shared.count }, (_, word) => ({
    key: shared.keyOf(word),
    start: shared.start(word),
    end: shared.end(word),
    script: shared.script(word) as Token['script'],
    hard: shared.isHard(word),
    quotes: shared.unusual.get(word)?.quotes ?? NO_QUOTES,
    letterStarts: shared.unusual.get(word)?.letterStarts ?? null,
  }))
}
