import { z } from 'zod'
import { Obstacle } from '../../base/error.ts'
import { PHRASE_WORDS_MAX, tokenise } from '../../engine/index.ts'
import { type Brand, brandMatcher, type BrandMatcher } from '../../language/index.ts'
import { refuseWords, type Run, valueOf } from '../command.ts'
import { type TextLine, jsonOf, linesOf, linesOfFile } from '../json-lines.ts'
import { Id, isId, namedIn } from '../post-id.ts'

/** Of one line, or of the file of brands: a post of 1 MB with each character escaped, and many names. */
const LINE_BYTES_MAX = 32 * 1024 * 1024
const NAME_UNITS_MAX = 500
const BRANDS_MAX = 20_000
const NAMES_MAX = 5_000
/** Lists that were made ready are kept while they have no more names than this together. */
const KEPT_NAMES_MAX = 50_000

const Name = z.string().max(NAME_UNITS_MAX).refine((name) => tokenise(name).length <= PHRASE_WORDS_MAX, 'has too many words')
const Brands = z.array(z.object({ id: Id, names: z.array(Name).max(NAMES_MAX) })).max(BRANDS_MAX).refine(areToldApart, 'has an id as a number and as a text')
const Given = z.object({ id: Id, text: z.string(), brands: Brands })
/** With --brands a line's own are not read. */
const GivenWithout = z.object({ id: Id, text: z.string() }).transform((given) => ({ ...given, brands: [] }))

/**
 * Says which brands posts speak of: reads JSON Lines `{id, text, brands: [{id, names}]}` on standard input, or `{id, text}` with
 * --brands FILE (a JSON array, or JSON Lines, of `{id, names}`), and prints `{id, brands, spans}` for each in its order, only as fast as
 * that is read. `spans` holds, by the brand's id, places in the text as [start, end] in UTF-16 units. A line that cannot be read becomes
 * `{id?, error}`, and the next one is read. No installation is needed.
 */
export const brands: Run = async (line) => {
  refuseWords(line, 'brands [--brands FILE]')
  const file = valueOf(line, 'brands')
  const forAll = file === undefined ? null : brandMatcher(await brandsIn(file))
  const kept = new KeptMatchers()
  for await (const texts of linesOf(process.stdin, LINE_BYTES_MAX)) {
    const answers = texts.flatMap((text) => answerTo(text, forAll, kept) ?? [])
    if (answers.length > 0) await line.print(answers.join('\n'))
  }
}

/** Places are told by ids as texts: two that are the same text would be one. */
function areToldApart(brands: readonly { readonly id: Id }[]): boolean {
  const ids = new Set(brands.map(({ id }) => id))
  return new Set([...ids].map(String)).size === ids.size
}

/** The line to print; null for none. */
function answerTo(line: TextLine, forAll: BrandMatcher<Id> | null, kept: KeptMatchers): string | null {
  if (typeof line !== 'string') return JSON.stringify(line)
  const json = jsonOf(line)
  if (json === undefined) return line.trim() === '' ? null : JSON.stringify({ error: 'The line is not JSON.' })
  const known = forAll ?? kept.knownFor(json)
  if (known && isGiven(json)) return answer(json, known)
  const { data, error } = (forAll ? GivenWithout : Given).safeParse(json)
  if (!data) return JSON.stringify({ ...namedIn(json), error: problemOf(error) })
  return answer(data, forAll ?? kept.keep(json, data.brands))
}

function answer({ id, text }: { readonly id: Id; readonly text: string }, matcher: BrandMatcher<Id>): string {
  const found = matcher.find(text)
  return JSON.stringify({ id, brands: found.map((each) => each.id), spans: Object.fromEntries(found.map((each) => [each.id, each.spans])) })
}

/** Whether it is clear at a glance that a post is as it should be: where its brands are known, the schema would take longer than all else. */
function isGiven(json: unknown): json is { readonly id: Id; readonly text: string } {
  if (typeof json !== 'object' || json === null) return false
  const { id, text }: { readonly id?: unknown; readonly text?: unknown } = json
  return isId(id) && typeof text === 'string'
}

const problemOf = ({ issues }: z.ZodError): string => issues.map(({ path, message }) => [...path, message].join(': ')).join('; ')

/** Matchers of lists that came before: posts of one workspace come with the same list. The one not asked for longest goes first. */
class KeptMatchers {
  readonly #byList = new Map<string, { readonly matcher: BrandMatcher<Id>; readonly names: number }>()
  #names = 0

  /** The matcher of the very list that a line has, if it came before. */
  knownFor(json: unknown): BrandMatcher<Id> | undefined {
    const key = listIn(json)
    const kept = this.#byList.get(key)
    if (!kept) return undefined
    this.#byList.delete(key)
    this.#byList.set(key, kept)
    return kept.matcher
  }

  /** Makes the list of a line ready. */
  keep(json: unknown, list: readonly Brand<Id>[]): BrandMatcher<Id> {
    const matcher = brandMatcher(list)
    const count = list.reduce((sum, { names }) => sum + names.length, 1)
    this.#byList.set(listIn(json), { matcher, names: count })
    this.#names += count
    for (const [oldest, { names }] of this.#byList) {
      if (this.#names <= KEPT_NAMES_MAX || this.#byList.size === 1) break
      this.#byList.delete(oldest)
      this.#names -= names
    }
    return matcher
  }
}

/** A line's list as a text that only an equal list has; '' for a line without one. */
function listIn(json: unknown): string {
  return typeof json === 'object' && json !== null && 'brands' in json ? JSON.stringify(json.brands) : ''
}

/** The brands in a file: a JSON array of them, or one on each line. */
async function brandsIn(file: string): Promise<Brand<Id>[]> {
  const lines: string[] = []
  for await (const texts of linesOfFile(file, LINE_BYTES_MAX)) {
    for (const text of texts) {
      if (typeof text !== 'string') throw new Obstacle(`${file}: ${text.error}`)
      lines.push(text)
    }
  }
  const whole = jsonOf(lines.join('\n'))
  const entries = Array.isArray(whole) ? whole : lines.filter((text) => text.trim() !== '').map(jsonOf)
  const { data, error } = Brands.safeParse(entries)
  if (!data) throw new Obstacle(`${file} is to hold brands {id, names}, as a JSON array or one on each line: ${problemOf(error)}`)
  return data
}
