import { z } from 'zod'
import { Copies } from '../../language/copies/copies.ts'
import { refuseWords, type Run, UsageError, valueOf } from '../command.ts'
import { jsonOf, linesOf, type TextLine } from '../json-lines.ts'
import { Id, namedIn } from '../post-id.ts'

/** Of one line: a post of 1 MB with each character escaped. */
const POST_BYTES_MAX = 16 * 1024 * 1024
const DAY_MS = 86_400_000
const DAYS_MAX = 3_650
const Given = z.object({ id: Id, text: z.string(), at: z.iso.datetime({ offset: true }).nullish() })
type Given = z.infer<typeof Given>

/**
 * Reads posts as JSON Lines `{id, text, at?}` on standard input and prints `{id, cluster}` for each in its order, where `cluster` is the id of
 * the first post that it is a copy of, or its own: only as fast as that is read. A line that cannot be read becomes `{id?, error}`, and the
 * next one is read. No installation is needed.
 */
export const duplicates: Run = async (line) => {
  refuseWords(line, 'duplicates')
  const days = valueOf(line, 'days')
  const copies = new Copies<Id>(days === undefined ? {} : { windowMs: daysOf(days) * DAY_MS })
  for await (const texts of linesOf(process.stdin, POST_BYTES_MAX)) {
    const answers = texts.map((text) => answerTo(text, copies)).filter((answer) => answer !== null)
    if (answers.length > 0) await line.print(answers.join('\n'))
  }
}

function daysOf(text: string): number {
  const days = Number(text)
  if (text.trim() === '' || !(days > 0 && days <= DAYS_MAX)) throw new UsageError(`--days is a number of days, at most ${DAYS_MAX}.`)
  return days
}

/** The line to print; null for none. */
function answerTo(line: TextLine, copies: Copies<Id>): string | null {
  if (typeof line !== 'string') return JSON.stringify(line)
  if (line.trim() === '') return null
  const given = read(jsonOf(line))
  if ('error' in given) return JSON.stringify(given)
  const { id, text, at } = given
  const cluster = typeof at === 'string' ? copies.add(id, text, Date.parse(at)) : copies.add(id, text)
  return `{"id":${JSON.stringify(id)},"cluster":${JSON.stringify(cluster)}}`
}

function read(json: unknown): Given | { readonly id?: Id; readonly error: string } {
  if (json === undefined) return { error: 'The line is not JSON.' }
  const { data, error } = Given.safeParse(json)
  if (data) return data
  return { ...namedIn(json), error: error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ') }
}
