import { expect, it } from 'vitest'
import { eventsOf } from './event-stream.ts'

async function read(...chunks: (string | Uint8Array)[]): Promise<string[]> {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(typeof chunk === 'string' ? encoder.encode(chunk) : chunk)
      controller.close()
    },
  })
  const events = []
  for await (const data of eventsOf(body)) events.push(data)
  return events
}

it('reads each event, wherever the network cut it', async () => {
  expect(await read('data: {"a"', ':1}\n', '\ndata: two\n\n')).toEqual(['{"a":1}', 'two'])
  expect(await read('data: one\r', '\n\r\n', 'data:two\r\n\r\n')).toEqual(['one', 'two'])
})

it('keeps a letter whole that arrives in two pieces', async () => {
  const [first, second] = [Uint8Array.of(...new TextEncoder().encode('data: '), 0xd7), Uint8Array.of(0xa9, 10, 10)]
  expect(await read(first, second)).toEqual(['ש'])
})

it('joins the lines of one event and leaves out comments and names', async () => {
  expect(await read(': beat\n\nevent: x\nid: 7\ndata: one\ndata: two\n\n')).toEqual(['one\ntwo'])
})

it('does not hand over an event that was cut off', async () => {
  expect(await read('data: whole\n\ndata: half')).toEqual(['whole'])
})

it('gives up on an event that never ends', async () => {
  await expect(read('data: ' + 'x'.repeat(4_000_001))).rejects.toThrow('without an end')
})
