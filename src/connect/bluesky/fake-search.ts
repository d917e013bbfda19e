/**
 * The search of a small AppView for tests, true to the real one in what matters: words as ICU parts them, in any case, all of them;
 * phrases, tags, domains; newest first; a cursor that counts hits, and an end to it; short pages where posts were taken down;
 * refusals to those without an account; sessions that end. Source: https://github.com/bluesky-social/indigo/tree/main/search
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { AUTHOR_HANDLE, type FakeRecord } from './fake-record.ts'
import { fieldsOf, textOf } from './record.ts'

const RESULTS_MAX = 10_000
const LIMIT_MAX = 100

export type FakeSearch = {
  /** Somebody said this; it can be found from now on. */
  add(uri: string, did: string, record: FakeRecord, indexedAt?: Date): void
  remove(uri: string): void
  /** Still counted, and shown no more. */
  takeDown(uri: string): void
  /** What is found is shown with its neighbours swapped, and with the first of each page once more. */
  isUntidy: boolean
  /** What those may do who have no account: search, search without a cursor, or nothing. */
  strangers: 'all' | 'no_cursor' | 'nothing'
  /** The end of all sessions. */
  expire(): void
  /** Sessions begun so far. */
  readonly signIns: number
  /** Search texts in the order in which they were asked for. */
  readonly searched: readonly string[]
  /** Most results of one search; the cursor ends there. */
  resultsMax: number
  /** Answers what is asked of search, or for a session; false when it is something else. */
  answers(request: IncomingMessage, response: ServerResponse): Promise<boolean>
}

/** The account that may search. */
export const SEARCHER = { handle: 'desk.example', password: 'abcd-efgh-ijkl-mnop' }

type Indexed = { readonly uri: string; readonly did: string; readonly record: FakeRecord; readonly indexedAt: Date; readonly sortAt: number; isDown: boolean }

/** An empty index. */
export function openFakeSearch(): FakeSearch {
  const posts = new Map<string, Indexed>()
  const tokens = new Set<string>()
  const searched: string[] = []
  let signIns = 0

  const search = (query: URLSearchParams) => {
    searched.push(query.get('q') ?? '')
    const since = Date.parse(query.get('since') ?? '1970-01-01')
    const until = Date.parse(query.get('until') ?? '9999-01-01')
    const wants = readQuery(query.get('q') ?? '')
    const hits = [...posts.values()]
      .filter(({ sortAt, record }) => sortAt >= since && sortAt < until && wants(record))
      .toSorted((a, b) => b.sortAt - a.sortAt)
    const offset = Number(query.get('cursor') ?? 0)
    const limit = Math.min(Number(query.get('limit') ?? 25), LIMIT_MAX)
    const page = hits.slice(offset, Math.min(offset + limit, fake.resultsMax))
    const goesOn = page.length === limit && offset + limit < fake.resultsMax
    const shown = page.filter(({ isDown }) => !isDown)
    return { posts: (fake.isUntidy ? untidy(shown) : shown).map(viewOf), ...(goesOn && { cursor: String(offset + limit) }) }
  }

  const answerTo = ({ url, authorization, body }: Question): { status: number; body: unknown } | null => {
    if (url.pathname === '/xrpc/com.atproto.server.createSession') {
      const { identifier, password } = fieldsOf(JSON.parse(body))
      if (identifier !== SEARCHER.handle || password !== SEARCHER.password) return { status: 401, body: { error: 'AuthenticationRequired' } }
      const accessJwt = `token ${signIns += 1}`
      tokens.add(accessJwt)
      return { status: 200, body: { accessJwt, handle: identifier } }
    }
    if (url.pathname !== '/xrpc/app.bsky.feed.searchPosts') return null
    if (!url.searchParams.get('q')) return { status: 400, body: { error: 'BadQueryString' } }
    const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1]
    if (token !== undefined && !tokens.has(token)) return { status: 400, body: { error: 'ExpiredToken' } }
    const isRefused = fake.strangers === 'nothing' || (fake.strangers === 'no_cursor' && url.searchParams.has('cursor'))
    if (token === undefined && isRefused) return { status: 403, body: '<html>403 Forbidden</html>' }
    return { status: 200, body: search(url.searchParams) }
  }

  const fake: FakeSearch = {
    add: (uri, did, record, indexedAt = new Date(record.createdAt)) => {
      const sortAt = Math.min(Date.parse(record.createdAt), indexedAt.getTime())
      posts.set(uri, { uri, did, record, indexedAt, sortAt, isDown: false })
    },
    remove: (uri) => { posts.delete(uri) },
    takeDown: (uri) => {
      const post = posts.get(uri)
      if (post) post.isDown = true
    },
    isUntidy: false,
    strangers: 'all',
    expire: () => { tokens.clear() },
    get signIns() { return signIns },
    searched,
    resultsMax: RESULTS_MAX,
    answers: async (request, response) => {
      const { status, body } = answerTo(await questionOf(request)) ?? {}
      if (status !== undefined) response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      return status !== undefined
    },
  }
  return fake
}

type Question = { readonly url: URL; readonly authorization: string | undefined; readonly body: string }

async function questionOf(request: IncomingMessage): Promise<Question> {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  return { url: new URL(request.url ?? '/', 'http://localhost'), authorization: request.headers.authorization, body }
}

function viewOf({ uri, did, record, indexedAt }: Indexed) {
  return { uri, cid: 'bafyreib', author: { did, handle: AUTHOR_HANDLE, displayName: 'נועה לוי' }, record, indexedAt: indexedAt.toISOString(), labels: [] }
}

function untidy(page: readonly Indexed[]): Indexed[] {
  const swapped = page.map((_, n) => page[n % 2 === 0 && n + 1 < page.length ? n + 1 : n % 2 === 1 ? n - 1 : n] as Indexed)
  return [...swapped.slice(0, -1), ...page.slice(0, 1), ...swapped.slice(-1)]
}

/** All of these: "phrases", words, #tags, domain:hosts. */
function readQuery(text: string): (record: FakeRecord) => boolean {
  const parts = [...text.matchAll(/"([^"]*)"|(\S+)/g)].map(([, phrase, word = '']) => ({ phrase, word }))
  const tests = parts.map(({ phrase, word }) => {
    if (phrase === undefined && word.startsWith('#')) return (record: FakeRecord) => tagsOf(record).includes(word.slice(1).toLowerCase())
    if (phrase === undefined && word.startsWith('domain:')) return (record: FakeRecord) => linksOf(record).some((link) => URL.parse(link)?.hostname === word.slice(7))
    const wanted = wordsOf(phrase ?? word)
    return ({ text: said }: FakeRecord) => wanted.length > 0 && holds(wordsOf(said), wanted)
  })
  return (record) => tests.every((test) => test(record))
}

const holds = (words: readonly string[], phrase: readonly string[]): boolean => (
  words.some((_, at) => phrase.every((word, n) => words[at + n] === word))
)

const segmenter = new Intl.Segmenter('und', { granularity: 'word' })

/** The words of a text as ICU parts and folds them. */
export function wordsOf(text: string): string[] {
  const words = [...segmenter.segment(text.normalize('NFKC').replaceAll('’', "'"))].filter(({ isWordLike }) => isWordLike)
  return words.map(({ segment }) => segment.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, ''))
}

const featuresOf = (record: FakeRecord) => (record.facets ?? []).flatMap(({ features }) => features)
const tagsOf = (record: FakeRecord): string[] => featuresOf(record).flatMap(({ tag }) => (tag === undefined ? [] : [tag.toLowerCase()]))
const linksOf = (record: FakeRecord): string[] => featuresOf(record).flatMap(({ uri }) => textOf(uri) ?? [])
