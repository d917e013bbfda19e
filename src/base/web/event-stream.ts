const EVENT_CHARS_MAX = 4_000_000

/**
 * The data of each server-sent event (HTML Standard, 9.2.6), as it arrives. Comments, names, ids and retry hints are left
 * out: nobody here uses them. Ends when the stream ends; throws when it breaks or an event is longer than four million
 * characters.
 */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader()
  let rest = ''
  let data: string[] = []
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      const lines = (rest + value).split(/\r\n|\n|\r(?!$)/)
      rest = lines.pop() ?? ''
      if (rest.length > EVENT_CHARS_MAX) throw new Error('an event without an end')
      for (const line of lines) {
        if (line === '' && data.length > 0) {
          yield data.join('\n')
          data = []
        } else if (line.startsWith('data:')) data.push(line.slice(line[5] === ' ' ? 6 : 5))
      }
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}
