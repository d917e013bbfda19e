import { DIALECTS, GIVEN_CHARACTERS_MAX, translate } from '../../engine/index.ts'
import { type Run, required, UsageError } from '../command.ts'

const NO_QUERY = 2
/** A character is at most 3 bytes of UTF-8 for each of its UTF-16 units. */
const INPUT_BYTES_MAX = 3 * GIVEN_CHARACTERS_MAX + 1

/**
 * Prints TEXT, a query of another product, in our words, and says on standard error what could not be kept and where; exits with 2 when
 * nothing was left of it. No installation is needed.
 */
export const queryTranslate: Run = async (line) => {
  const [word] = line.words
  if (word === undefined || line.words.length > 1) throw new UsageError('Give the query as one word: quote it. With - it is read from standard input.')
  const named = required(line, 'from')
  const from = DIALECTS.find((each) => each === named.toLowerCase())
  if (!from) throw new UsageError(`--from is one of ${DIALECTS.join(', ')}.`)
  const { text, lost } = translate(word === '-' ? await standardInput() : word, from)
  if (line.values['json']) await line.print(JSON.stringify({ text, lost }))
  else {
    if (text !== '') await line.print(text)
    for (const { from: at, message } of lost) line.note(`at ${at + 1}: ${message}`)
  }
  return text === '' ? NO_QUERY : undefined
}

/** All of it, unless it is too long for a query anyway. */
async function standardInput(): Promise<string> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of process.stdin) {
    pieces.push(piece)
    bytes += piece.length
    if (bytes > INPUT_BYTES_MAX) break
  }
  return Buffer.concat(pieces).toString('utf8').replace(/^\ufeff/, '')
}
