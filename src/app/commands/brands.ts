import { createReadStream } from 'node:fs'
import { z } from 'zod'
import { Obstacle } from '../../base/error.ts'
import { PHRASE_WORDS_MAX, tokenise } from '../../engine/index.ts'
import { type Brand, brandMatcher, type BrandMatcher } from '../../language/index.ts'
import { type Run, valueOf } from '../command.ts'
import { type TextLine, jsonOf, linesOf } from '../json-lines.ts'

/** Of one line, or of the file of brands: a post of 1 MB with each character escaped, and many names. */
const LINE_BYTES_MAX = 32 * 1024 * 1024
const ID_UNITS_MAX = 1_000
const NAME_UNITS_MAX = 500
const BRANDS_MAX = 20_000
const NAMES_MAX = 5_000
/** Lists that were made ready are kept while they have no more names than this together. */
const KEPT_NAMES_MAX = 50_000

type Id = string | number
const Id = z.union([z.string().max(ID_UNITS_MAX), z.number()])
const Name = z.string().max(NAME_UNITS_MAX).refine((name) => tokenise(name).length <= PHRASE_WORDS_MAX, 'has too many words')
const Brands = z.array(z.object({ id: Id, names: z.array(Name).max(NAMES_MAX) })).max(BRANDS_MAX)
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
  const file = valueOf(line, 'brands')
  const forAll = file === undefined ? null : brandMatcher(await brandsIn(file))
  const kept = new KeptMatchers()
  for await (const texts of linesOf(process.stdin, LINE_BYTES_MAX)) {
    const answers = texts.flatMap((text) => answerTo(text, forAll, kept) ?? [])
    if (answers.length > 0) await line.print(answers.join('\n'))
  }
}

/** The line to print; null for none. */
function answerTo(line: TextLine, forAll: BrandMatcher<Id> | null, kept: KeptMatchers): string | null {
  if (typeof line !== 'string') return JSON.stringify(line)
  const json = jsonOf(line)
  if (json === undefined) return line.trim() === '' ? null : JSON.stringify({ error: 'The line is not JSON.' })
  const { data, error } = forAll ? GivenWithout.safeParse(json) : Given.safeParse(json)
  if (!data) return JSON.stringify({ ...z.object({ id: Id }).safeParse(json).data, error: problemOf(error) })
  const found = (forAll ?? kept.matcherFor(data.brands)).find(data.text)
  return JSON.stringify({ id: data.id, brands: found.map(({ id }) => id), spans: Object.fromEntries(found.map(({ id, spans }) => [id, spans])) })
}

const problemOf = ({ issues }: z.ZodError): string => issues.map(({ path, message }) => [...path, message].join(': ')).join('; ')

/** Matchers of lists that came before: posts of one workspace come with the same list. The one not asked for longest goes first. */
class KeptMatchers {
  readonly #byList = new Map<string, { readonly matcher: BrandMatcher<Id>; readonly names: number }>()
  #names = 0

  matcherFor(list: readonly Brand<Id>[]): BrandMatcher<Id> {
    const key = JSON.stringify(list)
    const known = this.#byList.get(key)
    const kept = known ?? { matcher: brandMatcher(list), names: list.reduce((sum, { names }) => sum + names.length, 1) }
    this.#byList.delete(key)
    this.#byList.set(key, kept)
    if (!known) this.#names += kept.names
    for (const [oldest, { names }] of this.#byList) {
      if (this.#names <= KEPT_NAMES_MAX || oldest === key) break
      this.#byList.delete(oldest)
      this.#names -= names
    }
    return kept.matcher
  }
}

/** The brands in a file: a JSON array of them, or one on each line. */
async function brandsIn(file: string): Promise<Brand<Id>[]> {
  const lines: string[] = []
  for await (const texts of linesOf(createReadStream(file), LINE_BYTES_MAX)) {
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
