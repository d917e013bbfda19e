import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { INTENTS, SENTIMENTS } from '../src/language/index.ts'
import { type Heed, newHeed } from './support/heed.ts'

const MAIN = fileURLToPath(new URL('../src/app/main.ts', import.meta.url))
const jsonLines = (objects: readonly object[]) => objects.map((each) => JSON.stringify(each)).join('\n')
const error = expect.any(String)

let heed: Heed
beforeAll(async () => {
  heed = await newHeed()
})
afterAll(() => heed.remove())

type Answer = {
  id: string | number
  lang: string
  sentiment: string
  intent: string
  question: boolean
  needsAnswer: boolean
  aboutStaff: boolean
  probabilities: Record<string, number>
  reasons?: { about: string; code: string; spans: number[] }[]
}

/** What is answered to these lines, when all goes well. */
async function answers(input: string | Uint8Array, ...more: readonly string[]): Promise<Answer[]> {
  const { code, out, err } = await heed.runWith(input, 'understand', ...more)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return out.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line))
}

const begin = () => spawn(process.execPath, [MAIN, 'understand'], { cwd: heed.folder, stdio: ['pipe', 'pipe', 'pipe'] })

it('says of each post, in their order, its language, how it is meant and what is wanted', async () => {
  const said = await answers(jsonLines([
    { id: 'a', text: 'מחכה כבר שלושה שבועות להחזר ואף אחד לא עונה לי. בושה' },
    { id: 7, text: 'what time do you open on sunday' },
    { id: 'b', text: 'Thank you so much to Dana from support, amazing service!' },
    { id: '7', text: 'האוכל מעולה, תודה רבה לכל הצוות' },
    { id: 'c', text: '¿Dónde está mi pedido?', lang: 'es-AR' },
    { id: 'd', text: 'The heater exploded and my son is in hospital with burns. Our lawyer will call you' },
  ]))
  expect(said).toMatchObject([
    { id: 'a', lang: 'he', sentiment: 'negative', intent: 'complaint', needsAnswer: true },
    { id: 7, lang: 'en', intent: 'question', question: true, needsAnswer: true },
    { id: 'b', lang: 'en', sentiment: 'positive', intent: 'praise', question: false, aboutStaff: true },
    { id: '7', lang: 'he', sentiment: 'positive', intent: 'praise', needsAnswer: false },
    { id: 'c', lang: 'es', intent: 'question', question: true },
    { id: 'd', lang: 'en', intent: 'crisis', needsAnswer: true },
  ])
  const keys = ['id', 'lang', 'sentiment', 'intent', 'question', 'needsAnswer', 'aboutStaff', 'probabilities']
  expect(said.map((each) => Object.keys(each))).toEqual(said.map(() => keys))
})

it('tells why with --why: a sentence of the messages each, and words that stand in the text', async () => {
  const post = 'עדיין מחכה להחזר, הנציגה שלכם ניתקה לי. מתי זה מגיע?'
  const [said] = await answers(jsonLines([{ id: 1, text: post }]), '--why')
  const words = said?.reasons?.map(({ about, code, spans }) => ({ about, code, words: spans.flatMap((from, at) => (at % 2 === 0 ? post.slice(from, spans[at + 1]) : [])) }))
  expect(words).toContainEqual({ about: 'question', code: 'question_mark', words: ['?'] })
  expect(words).toContainEqual({ about: 'aboutStaff', code: 'word_of_role', words: ['הנציגה'] })
})

it('goes on after a line that is no post, with the id where there is one', async () => {
  const odd = [
    'nonsense', '', '  \t', '[]', 'null', '{"id":1}', '{"id":2,"text":5}', '{"text":"no id"}', '{"id":{},"text":"x"}', '{"id":3,"text":"x","lang":5}',
    '{"id":4,"text":"x","lang":"no such tongue"}', '{"id":5,"text":"שלום לכולם","lang":null}', '{"id":6,"text":"shalom","lang":"iw"}',
  ]
  expect(await answers(odd.join('\n'))).toMatchObject([
    { error }, { error }, { error }, { id: 1, error }, { id: 2, error }, { error }, { error }, { id: 3, error },
    { id: 4, lang: 'und' }, { id: 5, lang: 'he' }, { id: 6, lang: 'he' },
  ])
})

it('answers whatever is written', async () => {
  const texts = [
    '', ' ', '😂😂😂', 'a', 'א', '?', 'https://shop.example/a?b=c', 'SGVsbG8gd29ybGQsIHRoaXMgaXMgYmFzZTY0IGFuZCBub3RoaW5nIGVsc2U=', '\ud800', 'x\udc00y\ud800', '\u0000 \u0007',
    'שָׁלוֹם, אֵיפֹה הַחֲבִילָה שֶׁלִּי?', 'eifo hahavila sheli, ani mehake shavua', 'yeh service bahut kharab hai, kab aayega mera order', 'Z̷̡̢a̸͝l̵̛g̶o̷ ̵c̴o̸m̷e̶s̴', '\u202eevil\u202c', 'בIKEA', '5/5',
  ]
  const said = await answers(jsonLines(texts.map((each, id) => ({ id, text: each }))), '--why')
  expect(said.map(({ id }) => id)).toEqual(texts.map((_, id) => id))
  for (const each of said) {
    expect(each.lang).toMatch(/^(?:[a-z]{2}|und)$/)
    expect(SENTIMENTS).toContain(each.sentiment)
    expect(INTENTS).toContain(each.intent)
    expect(Object.values(each.probabilities).reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 6)
    expect(each.reasons?.every(({ spans }) => spans.every((at) => at >= 0 && at <= (texts[Number(each.id)]?.length ?? 0)))).toBe(true)
  }
  const of = (text: string) => said[texts.indexOf(text)]
  for (const empty of ['', ' ', '😂😂😂', 'https://shop.example/a?b=c']) expect(of(empty)).toMatchObject({ lang: 'und', intent: 'none', question: false, needsAnswer: false })
  expect(of('שָׁלוֹם, אֵיפֹה הַחֲבִילָה שֶׁלִּי?')).toMatchObject({ lang: 'he', question: true })
})

it('reads a post of a megabyte, CRLF, a byte order mark, bytes that are no UTF-8 and an end without a line feed', async () => {
  const long = `${'Where is my order? '.repeat(60_000)}`
  const lines = Buffer.concat([
    Buffer.from(`\ufeff${JSON.stringify({ id: 1, text: long })}\r\n`), Buffer.from('{"id":2,"text":"\xff"}\n', 'latin1'), Buffer.from(JSON.stringify({ id: 3, text: 'where is it?' })),
  ])
  expect(await answers(lines)).toMatchObject([{ id: 1, question: true }, { error }, { id: 3, question: true }])
})

it('refuses a line that is too long and holds none of it', async () => {
  const input = `${JSON.stringify({ id: 1, text: 'x'.repeat(17 * 1024 * 1024) })}\n${JSON.stringify({ id: 2, text: 'thanks' })}\n`
  expect(await answers(input)).toMatchObject([{ error: expect.stringContaining('longer than') }, { id: 2 }])
})

it('answers each line as it comes, before the end', async () => {
  const child = begin()
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  for (const id of [1, 2]) {
    child.stdin.write(`${JSON.stringify({ id, text: 'how are you' })}\n`)
    expect(JSON.parse((await lines.next()).value ?? '')).toMatchObject({ id })
  }
  child.stdin.end()
  expect(await once(child, 'exit')).toEqual([0, null])
})

it('reads no further ahead than its answers are taken', async () => {
  const child = begin()
  const line = `${JSON.stringify({ id: 1, text: 'שלום לכולם '.repeat(20) })}\n`
  let [written, isFull] = [0, false]
  while (!isFull && written < 200_000) {
    written++
    if (!child.stdin.write(line)) {
      const drained = await Promise.race([once(child.stdin, 'drain').then(() => true), stalled()])
      isFull = !drained
    }
  }
  expect(isFull).toBe(true)
  child.stdin.end()
  expect((await text(child.stdout)).split('\n').length).toBe(written + 1)
})

/** A child that takes nothing for so long waits for its answers to be read. */
const stalled = () => new Promise<boolean>((done) => setTimeout(() => done(false), 2_000))
