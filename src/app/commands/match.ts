import { z } from 'zod'
import { type Matcher, type Post, type Query, compile, parse } from '../../engine/index.ts'
import { identify } from '../../language/index.ts'
import { type Line, type Run, required } from '../command.ts'
import { type TextLine, jsonOf, linesOf, linesOfFile } from '../json-lines.ts'
import { problemLine } from './query-check.ts'

/** Of one line: a post of 1 MB with each character escaped. */
const POST_BYTES_MAX = 16 * 1024 * 1024
/** Of one line: a query with each character escaped. */
const QUERY_BYTES_MAX = 1024 * 1024
/** Most wrong queries named at once. */
const WRONG_MAX = 20
const WRONG_QUERY = 2

const ID_UNITS_MAX = 1_000
const Id = z.union([z.string().max(ID_UNITS_MAX), z.number()])
const Asked = z.object({ id: Id, query: z.string() })
const maybe = z.string().nullish()
const Given = z.object({
  id: Id,
  text: z.string(),
  lang: maybe,
  network: maybe,
  kind: maybe,
  author: maybe,
  url: maybe,
  links: z.array(z.string()).optional(),
  followers: z.number().nullish(),
  has: z.array(z.string()).optional(),
})
type Given = z.infer<typeof Given>

/**
 * Matches posts, as JSON Lines on standard input, with the queries of a file of JSON Lines `{id, query}`, and prints `{id, matches}` for
 * each in its order: only as fast as that is read, and only those that match with --only-matches. A line that cannot be read becomes
 * `{id?, error}`, and the next one is read. Exits with 2 when a query is wrong. No installation is needed.
 */
export const match: Run = async (line) => {
  const matcher = await matcherOf(line, required(line, 'queries'))
  if (!matcher) return WRONG_QUERY
  const onlyMatches = line.values['only-matches'] === true
  for await (const texts of linesOf(process.stdin, POST_BYTES_MAX)) {
    const answers: string[] = []
    for (const text of texts) {
      const answer = answerTo(text, matcher, onlyMatches)
      if (answer !== null) answers.push(answer)
    }
    if (answers.length > 0) await line.print(answers.join('\n'))
  }
  return undefined
}

/** Says which queries are wrong, and where; null when some are. */
async function matcherOf(line: Line, file: string): Promise<Matcher | null> {
  const entries: { id: string; query: Query }[] = []
  const numbers = new Map<string, number>()
  const wrong: string[] = []
  let number = 0
  for await (const texts of linesOfFile(file, QUERY_BYTES_MAX)) {
    for (const text of texts) {
      number += 1
      if (isBlank(text)) continue
      const read = queryOf(text, numbers)
      if ('problems' in read) wrong.push(...read.problems.map((problem) => `${file}, line ${number}${problem}`))
      else {
        numbers.set(read.id, number)
        entries.push(read)
      }
    }
  }
  for (const each of wrong.slice(0, WRONG_MAX)) line.note(each)
  if (wrong.length > WRONG_MAX) line.note(`… and ${wrong.length - WRONG_MAX} more.`)
  if (wrong.length > 0) return null
  if (entries.length === 0) line.note(`${file} holds no query: nothing will match.`)
  return compile(entries)
}

/** Queries stand under their id as JSON writes it, so that 7 and "7" are two, and each is answered as it was given. */
function queryOf(text: TextLine, numbers: ReadonlyMap<string, number>): { id: string; query: Query } | { problems: readonly string[] } {
  if (typeof text !== 'string') return { problems: [`: ${text.error}`] }
  const { data } = Asked.safeParse(jsonOf(text))
  if (!data) return { problems: [': A line is a JSON object with id and query.'] }
  const id = JSON.stringify(data.id)
  const earlier = numbers.get(id)
  if (earlier !== undefined) return { problems: [`: The id ${id} is that of line ${earlier}.`] }
  const read = parse(data.query)
  return read.ok ? { id, query: read.query } : { problems: read.problems.map((problem) => `, ${problemLine(problem)}`) }
}

/** The line to print; null for none. */
function answerTo(line: TextLine, matcher: Matcher, onlyMatches: boolean): string | null {
  if (typeof line !== 'string') return JSON.stringify(line)
  const json = jsonOf(line)
  if (json === undefined && isBlank(line)) return null
  const given = isGiven(json) ? json : read(json)
  if ('error' in given) return JSON.stringify(given)
  const matches = matcher.match(postOf(given), { language: () => identify(given.text).lang })
  if (matches.length === 0 && onlyMatches) return null
  const found = matches.map(({ query, spans }) => `{"query":${query},"spans":${JSON.stringify(spans)}}`)
  return `{"id":${JSON.stringify(given.id)},"matches":[${found.join(',')}]}`
}

const isBlank = (line: TextLine): boolean => typeof line === 'string' && line.trim() === ''

/** Whether it is clear at a glance that all is as it should be. It nearly always is, and the schema would take longer than the match. */
function isGiven(json: unknown): json is Given {
  if (typeof json !== 'object' || json === null) return false
  const { id, text, lang, network, kind, author, url, links, followers, has }: { readonly [key in keyof Given]?: unknown } = json
  return (typeof id === 'string' ? id.length <= ID_UNITS_MAX : Number.isFinite(id)) && typeof text === 'string'
    && isTextOrNone(lang) && isTextOrNone(network) && isTextOrNone(kind) && isTextOrNone(author) && isTextOrNone(url)
    && areTextsOrNone(links) && areTextsOrNone(has) && (followers === undefined || followers === null || Number.isFinite(followers))
}

const isTextOrNone = (value: unknown): boolean => typeof value === 'string' || value === undefined || value === null
const isText = (value: unknown): boolean => typeof value === 'string'
const areTextsOrNone = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.every(isText))

function read(json: unknown): Given | { readonly id?: Given['id']; readonly error: string } {
  if (json === undefined) return { error: 'The line is not JSON.' }
  const { data, error } = Given.safeParse(json)
  if (data) return data
  const named = z.object({ id: Id }).safeParse(json).data ?? {}
  return { ...named, error: error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ') }
}

/** Always of the same shape, in which code that reads posts is fastest. */
function postOf({ text, lang, network, kind, author, url, links, followers, has }: Given): Post {
  return { text, lang, network, kind, author, url, links, followers, has }
}
