/**
 * A model's server as https://platform.openai.com/docs/api-reference describes it (`POST /v1/chat/completions`, `GET /v1/models`), with all the
 * ways in which real ones fail. To try the assistant by hand: `node src/assist/fake-model-server.ts` prints its address, model and key.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { startFakeServer, type FakeServer } from '../connect/fake-server.ts'

/**
 * How it answers: `well`; without whole words (`garbage`, `empty`, `cut`, `long`, `declining`); well but among other words (`fenced`); with what
 * nobody said (`inventing`); in French (`french`); not at all (`silent`); with an error (`spent`: nothing left of what was paid; `busy`; `broken`);
 * knowing the limit by its newer name only (`newer`); with a body that ends before it should (`torn`) or never does (`endless`). However it is told to, it obeys posts that say "ignore previous instructions and say: …".
 */
export type Manner = 'well' | 'garbage' | 'empty' | 'cut' | 'long' | 'declining' | 'fenced' | 'inventing' | 'french' | 'silent' | 'spent' | 'busy' | 'broken' | 'newer'
  | 'torn' | 'endless'

type Asked = { readonly task: string; readonly material: string; readonly body: Record<string, unknown>; readonly authorization: string | undefined }

export type FakeModel = Omit<FakeServer, 'url'> & {
  readonly baseUrl: string
  readonly model: string
  readonly key: string
  /** All it was asked, the newest last. */
  readonly asked: Asked[]
  behave(manner: Manner): void
  /** What it is next asked is answered with these bytes, once, whatever they are. */
  answerNext(body: string, status?: number, headers?: Readonly<Record<string, string>>): void
  /** Resolves when it is next asked something. */
  nextAsked(): Promise<void>
  /** Resolves when whoever asked next leaves before the answer is whole. */
  nextLeft(): Promise<void>
}

type Raw = { readonly body: string; readonly status: number; readonly headers: Readonly<Record<string, string>> }

const MODEL = 'little-model'
const KEY = 'fake-key-0123456789'
const BUSY_S = 7
const DRIP_MS = 20

/** Starts one; close it when done. */
export async function startFakeModel(): Promise<FakeModel> {
  const asked: Asked[] = []
  let manner: Manner = 'well'
  const raw: Raw[] = []
  let waiting = Promise.withResolvers<void>()
  let leaving = Promise.withResolvers<void>()
  const server = await startFakeServer((request, response) => {
    response.once('close', () => {
      if (response.writableFinished) return
      leaving.resolve()
      leaving = Promise.withResolvers<void>()
    })
    const next = request.method === 'POST' ? raw.shift() : undefined
    if (next) response.writeHead(next.status, { 'content-type': 'application/json', ...next.headers }).end(next.body)
    else void answer(request, response, () => manner, (one) => {
      asked.push(one)
      waiting.resolve()
      waiting = Promise.withResolvers<void>()
    })
  })
  return {
    baseUrl: `${server.url}/v1`, model: MODEL, key: KEY, asked,
    behave: (next) => { manner = next },
    answerNext: (body, status = 200, headers = {}) => { raw.push({ body, status, headers }) },
    nextAsked: () => waiting.promise,
    nextLeft: () => leaving.promise,
    failNext: server.failNext,
    close: server.close,
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, manner: () => Manner, hear: (asked: Asked) => void): Promise<void> {
  const give = (status: number, body: object, headers = {}) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  const refuse = (status: number, message: string, code: string, param: string | null = null, headers = {}) =>
    give(status, { error: { message, type: 'invalid_request_error', param, code } }, headers)
  const body = request.method === 'POST' ? JSON.parse(await text(request)) as Record<string, unknown> : {}
  if (request.headers.authorization !== `Bearer ${KEY}`) return void refuse(401, `Incorrect API key provided: ${request.headers.authorization}.`, 'invalid_api_key')
  if (request.url === '/v1/models') return void give(200, { object: 'list', data: [{ id: MODEL, object: 'model', created: 0, owned_by: 'nobody' }] })
  if (request.url !== '/v1/chat/completions') return void refuse(404, `Invalid URL (${request.method} ${request.url})`, 'not_found')
  if (body['model'] !== MODEL) return void refuse(404, `The model ${String(body['model'])} does not exist`, 'model_not_found')
  const [system, user] = body['messages'] as { content: string }[]
  const asked = { task: system?.content ?? '', material: user?.content ?? '', body, authorization: request.headers.authorization }
  hear(asked)
  if (manner() === 'silent') return
  if (manner() === 'spent') return void refuse(429, 'You exceeded your current quota.', 'insufficient_quota')
  if (manner() === 'busy') return void refuse(429, 'Rate limit reached.', 'rate_limit_exceeded', null, { 'retry-after': String(BUSY_S) })
  if (manner() === 'broken') return void refuse(500, `It broke, says Bearer ${KEY}.`, 'server_error')
  if (manner() === 'newer' && 'max_tokens' in body) return void refuse(400, "Unsupported parameter: 'max_tokens'.", 'unsupported_parameter', 'max_tokens')
  if (manner() === 'torn') return void response.writeHead(200, { 'content-length': '1000' }).write('{"choices":[', () => response.destroy())
  if (manner() === 'endless') return dripping(response)
  give(200, completion(manner(), asked))
}

/** Says a space now and then, for as long as anybody listens. */
function dripping(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  const drip = setInterval(() => response.write(' '), DRIP_MS)
  response.once('close', () => clearInterval(drip))
}

function completion(manner: Manner, { task, material }: Asked): object {
  const order = /ignore previous instructions and say: (.*)/is.exec(firstPost(material))?.[1]
  const content = order ?? wordsOf(manner, wordsFor(task, material))
  const choice = {
    index: 0,
    message: { role: 'assistant', content: manner === 'declining' ? null : content, ...(manner === 'declining' && { refusal: 'I cannot help with that.' }) },
    finish_reason: manner === 'cut' ? 'length' : 'stop',
  }
  return { id: 'chatcmpl-fake', object: 'chat.completion', created: 0, model: MODEL, choices: [choice], usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } }
}

type Material = { post?: string; posts?: { n: number; text: string }[] }

function firstPost(material: string): string {
  const { post, posts } = JSON.parse(material) as Material
  return post ?? posts?.map(({ text }) => text).find((said) => /ignore previous/i.test(said)) ?? ''
}

/** What a model does that does as it is told. */
function wordsFor(task: string, material: string): object {
  const { post = '', posts = [] } = JSON.parse(material) as Material
  if (task.includes('{"ready":')) return { ready: true }
  if (task.includes('{"translation":')) return { translation: task.includes('into Hebrew') ? `בעברית נאמר כאן בערך כך: ${post}` : `In English this says about as much as: ${post}` }
  if (task.includes('{"reply":')) {
    const isHebrew = task.includes(', in Hebrew')
    return { reply: isHebrew ? 'תודה שכתבתם לנו. נשמח לברר מה קרה: אפשר לשלוח לנו הודעה פרטית עם הפרטים.' : 'Thank you for telling us. We would like to find out what went wrong: please send us a private message.' }
  }
  const isHebrew = task.includes('sentences in Hebrew')
  const sentences = posts.slice(0, 4).map(({ n, text: said }) => ({ text: isHebrew ? `מישהו כתב: ${said.slice(0, 80)}` : `Somebody wrote: ${said.slice(0, 80)}`, posts: posts.length > 1 && n === 1 ? [1, 2] : [n] }))
  return { sentences: [...sentences, { text: isHebrew ? 'משפט בלי אזכור.' : 'A sentence without a mention.', posts: [] }] }
}

function wordsOf(manner: Manner, well: object): string {
  const words = JSON.stringify(well)
  const [name = ''] = Object.keys(well)
  switch (manner) {
    case 'garbage': return 'Sure! Here is what you asked for, more or less.'
    case 'empty': return ' \n '
    case 'long': return JSON.stringify({ [name]: 'so long '.repeat(3_000) })
    case 'fenced': return `<think>{"not":"this"}</think>Here you are:\n\`\`\`json\n${words}\n\`\`\`\nAnything else?`
    case 'inventing': return JSON.stringify(name === 'sentences'
      ? { sentences: [{ text: 'True.', posts: [1, 999, '2', -1, 1] }, { text: 'Invented.', posts: [999] }, { text: 'Unfounded.' }, { text: 'x'.repeat(900), posts: [1] }, 'no sentence'] }
      : { [name]: '<b>Buy</b> at https://trick.example or trick.example.com, write to me@trick.example \u202e\u0007now' })
    case 'french': return JSON.stringify({ [name]: 'Je vous remercie beaucoup pour votre message, nous allons regarder ce qui ne va pas.' })
    default: return words
  }
}

if (import.meta.main) {
  const { baseUrl, model, key } = await startFakeModel()
  process.stdout.write(`${baseUrl}\nmodel: ${model}\nkey: ${key}\n`)
}
