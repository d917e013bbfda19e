import { z } from 'zod'
import { readMail } from '../../ask/read-mail/read-mail.ts'
import type { Run } from '../command.ts'
import { jsonOf, linesOf } from '../json-lines.ts'

/** Of one line: a message of 40 MB in Base64. What is longer is not held in memory. */
const LINE_BYTES_MAX = 56 * 1024 * 1024

const Id = z.union([z.string().max(1_000), z.number()])
const Message = z.object({ id: Id, raw: z.string().optional(), rawBase64: z.base64().optional() })

/**
 * Reads messages as JSON Lines on standard input, `{id, raw}`, and prints `{id, kind, date?, reason?}` for each, in their order. A line
 * that cannot be read becomes `{id?, error}`, and the next one is read. No installation is needed.
 */
export const askReadMail: Run = async (line) => {
  for await (const texts of linesOf(process.stdin, LINE_BYTES_MAX)) {
    for (const text of texts) {
      if (typeof text !== 'string') await line.print(JSON.stringify(text))
      else if (text.trim() !== '') await line.print(JSON.stringify(await answerTo(text)))
    }
  }
}

async function answerTo(text: string): Promise<object> {
  const given = jsonOf(text)
  const { data } = Message.safeParse(given)
  const raw = data && bytesOf(data)
  if (!data || !raw) {
    const id = z.object({ id: Id }).safeParse(given).data?.id
    return { ...(id === undefined ? {} : { id }), error: 'A line is a JSON object with id, and raw or rawBase64.' }
  }
  const { kind, date, reason } = await readMail(raw)
  return { id: data.id, kind, date, reason }
}

/** `raw` is the message as text, or one character for each byte (Latin-1) where bytes above 127 are all that it has and they are no UTF-8. */
function bytesOf({ raw, rawBase64 }: z.infer<typeof Message>): Uint8Array | null {
  if (rawBase64 !== undefined) return Buffer.from(rawBase64, 'base64')
  if (raw === undefined) return null
  return isBytes(raw) ? Buffer.from(raw, 'latin1') : Buffer.from(raw, 'utf8')
}

/** No character needs more than a byte, and some need all of it: Hebrew in UTF-8 text would need more. */
const isBytes = (raw: string): boolean => /[\u0080-\u00ff]/.test(raw) && !/[\u0100-\uffff]/.test(raw)
