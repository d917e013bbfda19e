import { z } from 'zod'
import { calendarIn, type Rest, SENSITIVITIES, SurgingThemes, WEEKS } from '../../language/index.ts'
import { isZone } from '../../people/index.ts'
import { holidaysOf } from '../../people/holidays.ts'
import { type Line, refuseWords, type Run, UsageError, valueOf } from '../command.ts'
import { jsonOf, linesOf, type TextLine } from '../json-lines.ts'
import { Id, namedIn } from '../post-id.ts'

/** Of one line: a post of 1 MB with each character escaped. */
const POST_BYTES_MAX = 16 * 1024 * 1024
const HOUR_MS = 3_600_000
const AUTHOR_UNITS_MAX = 1_000
const YEARS = { from: 1990, to: 2100 }
/** Numbers below are seconds since 1970, above milliseconds. */
const SECONDS_MAX = 1e11
const WHOLE_BASELINE_DAYS = 35
const JERUSALEM = 'Asia/Jerusalem'

const Given = z.object({
  id: Id,
  text: z.string(),
  at: z.union([z.string().max(64), z.number()]),
  author: z.union([z.string().max(AUTHOR_UNITS_MAX), z.number()]).nullish(),
})

/**
 * Reads posts as JSON Lines `{id, text, at, author?}` on standard input, in any order, and at their end prints the themes that were said clearly
 * more than usual as `{theme, terms, from, to, posts, count, expected, pValue, medoid}`, by when they began. A line that cannot be read
 * becomes `{id?, error}` at once, and the next one is read. No installation is needed.
 */
export const surges: Run = async (line) => {
  refuseWords(line, 'surges')
  const how = lived(line)
  const until = valueOf(line, 'at')
  const end = until === undefined ? undefined : momentOf(until)
  if (end === null) throw new UsageError('--at is a moment, such as 2026-03-01T12:00Z.')
  const themes = new SurgingThemes<Id>()
  for await (const texts of linesOf(process.stdin, POST_BYTES_MAX)) {
    const errors = texts.map((text) => taken(text, themes)).filter((error) => error !== null)
    if (errors.length > 0) await line.print(errors.join('\n'))
  }
  if (themes.days < WHOLE_BASELINE_DAYS) {
    line.note(`${themes.days.toFixed(1)} days of posts: what is usual is known well after ${WHOLE_BASELINE_DAYS}. Until then only stronger surges are found.`)
  }
  if (themes.dropped > 0) line.note(`The oldest ${themes.dropped} posts were left out: there were too many to keep.`)
  for (const { names, terms, from, to, posts, expected, pValue, medoid } of themes.themes({ ...how, ...(end === undefined ? {} : { until: end }) })) {
    await line.print(JSON.stringify({
      theme: names.join(', '), terms, from: new Date(from * HOUR_MS).toISOString(), to: new Date(to * HOUR_MS).toISOString(),
      posts, count: posts.length, expected: Number(expected.toPrecision(3)), pValue: Number(pValue.toPrecision(3)), medoid,
    }))
  }
}

function lived(line: Line): Parameters<SurgingThemes<Id>['themes']>[0] {
  const zone = valueOf(line, 'zone') ?? 'UTC'
  if (!isZone(zone)) throw new UsageError(`There is no time zone ${zone}.`)
  const week = oneOf(['sun-thu', 'mon-fri'], 'week', valueOf(line, 'week') ?? (zone === JERUSALEM ? 'sun-thu' : 'mon-fri'))
  const days = WEEKS[week]
  const local = calendarIn(zone, { days, ...(zone === JERUSALEM ? israeliHolidays() : { holidays: new Set(), eves: new Set() }) })
  return { local, restDays: days, sensitivity: oneOf(SENSITIVITIES, 'sensitivity', valueOf(line, 'sensitivity') ?? 'normal') }
}

function oneOf<T extends string>(choices: readonly T[], name: string, value: string): T {
  const chosen = choices.find((choice) => choice === value)
  if (chosen === undefined) throw new UsageError(`--${name} is one of: ${choices.join(', ')}.`)
  return chosen
}

function israeliHolidays(): Pick<Rest, 'holidays' | 'eves'> {
  const all = Array.from({ length: YEARS.to - YEARS.from }, (_, at) => holidaysOf('IL', YEARS.from + at)).flat()
  const of = (kind: string) => new Set(all.filter((one) => one.kind === kind).map(({ day }) => day))
  return { holidays: of('holiday'), eves: of('eve') }
}

/** What to say of a line that could not be taken; null when it could. */
function taken(line: TextLine, themes: SurgingThemes<Id>): string | null {
  if (typeof line !== 'string') return JSON.stringify(line)
  if (line.trim() === '') return null
  const json = jsonOf(line)
  if (json === undefined) return JSON.stringify({ error: 'The line is not JSON.' })
  const { data, error } = Given.safeParse(json)
  const named = namedIn(json)
  if (error) return JSON.stringify({ ...named, error: error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ') })
  const at = momentOf(data.at)
  if (at === null) return JSON.stringify({ ...named, error: `at: neither ISO 8601 nor a number of seconds or milliseconds since 1970, between ${YEARS.from} and ${YEARS.to}` })
  themes.add({ id: data.id, text: data.text, at, ...(data.author === null || data.author === undefined ? {} : { author: String(data.author) }) })
  return null
}

/** A moment in milliseconds since 1970; null when it is none, or far away. Without a zone it is UTC. */
function momentOf(given: string | number): number | null {
  const text = String(given).trim()
  const at = NUMBER.test(text) && !YEAR_ALONE.test(text) ? Number(text) * (Number(text) < SECONDS_MAX ? 1_000 : 1) : dated(text)
  return at >= Date.UTC(YEARS.from, 0) && at < Date.UTC(YEARS.to, 0) ? at : null
}

/** What ISO 8601 says, in milliseconds since 1970; NaN also of a day that its month does not have, which a Date would take for one of the next. */
function dated(text: string): number {
  const day = ISO.exec(text)?.[1]
  if (day === undefined || !isDay(day)) return Number.NaN
  return Date.parse(ZONED.test(text) ? text.replace(' ', 'T') : `${text.replace(' ', 'T')}Z`)
}

function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day)
}

const NUMBER = /^\d+(?:\.\d+)?(?:e\+?\d+)?$/i
const YEAR_ALONE = /^\d{4}$/
const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/i
/** A date alone is UTC by itself. */
const ZONED = /^\d{4}-\d\d-\d\d$|(?:Z|[+-]\d\d:?\d\d)$/i
