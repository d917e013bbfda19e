import { z } from 'zod'
import { readMail } from '../../ask/read-mail/read-mail.ts'
import type { Run } from '../command.ts'

/** Of one line: a message of 40 MB in Base64. What is longer is not held in memory. */
const LINE_UNITS_MAX = 56 * 1024 * 1024

const Id = z.union([z.string().max(1_000), z.number()])
const Message = z.object({ id: Id, raw: z.string().optional(), rawBase64: z.base64().optional() })

/**
 * Reads messages as JSON Lines on standard input, `{id, raw}`, and prints `{id, kind, date?, reason?}` for each, in their order. A line
 * that cannot be read becomes `{id?, error}`, and the next one is read. No installation is needed.
 */
export const askReadMail: Run = async (line) => {
  for await (const text of linesOf(process.stdin)) {
    if (text === null || text.trim() !== '') await line.print(JSON.stringify(await answerTo(text)))
  }
}

async function answerTo(text: string | null): Promise<object> {
  if (text === null) return { error: `The line is longer than ${LINE_UNITS_MAX} characters.` }
  const given = parsed(text)
  const { data } = Message.safeParse(given)
  const raw = data && bytesOf(data)
  if (!data || !raw) {
    const id = z.object({ id: Id }).safeParse(given).data?.id
    return { ...(id === undefined ? {} : { id }), error: 'A line is a JSON object with id, and raw or rawBase64.' }
  }
  const { kind, date, reason } = await readMail(raw)
  return { id: data.id, kind, date, reason }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** `raw` is the message as text, or one character for each byte (Latin-1) where bytes above 127 are all that it has and they are no UTF-8. */
function bytesOf({ raw, rawBase64 }: z.infer<typeof Message>): Uint8Array | null {
  if (rawBase64 !== undefined) return Buffer.from(rawBase64, 'base64')
  if (raw === undefined) return null
  return isBytes(raw) ? Buffer.from(raw, 'latin1') : Buffer.from(raw, 'utf8')
}

/** No character needs more than a byte, and some need all of it: Hebrew in UTF-8 text would need more. */
const isBytes = (raw: string): boolean => /[\u0080-\u00ff]/.test(raw) && !/[\u0100-\uffff]/.test(raw)

/** Lines as they come; null for one that is too long. What reads them decides how fast they come. */
async function* linesOf(input: AsyncIterable<Buffer>): AsyncGenerator<string | null> {
  const decoder = new TextDecoder()
  let pieces: string[] = []
  let units = 0
  for await (const chunk of input) {
    const [first = '', ...rest] = decoder.decode(chunk, { stream: true }).split('\n')
    units += first.length
    if (units <= LINE_UNITS_MAX) pieces.push(first)
    for (const next of rest) {
      yield units > LINE_UNITS_MAX ? null : pieces.join('')
      pieces = [next]
      units = next.length
    }
  }
  if (units > 0) yield units > LINE_UNITS_MAX ? null : pieces.join('')
}
