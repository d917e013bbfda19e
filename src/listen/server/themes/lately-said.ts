import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '../../../base/server/database.ts'
import { formsIn, isPair, LOOKED_BACK_HOURS, POSTS_MIN, Stems } from '../../../language/index.ts'
import { ANY_QUERY } from '../counted.ts'
import type { KnownPast } from './known-past.ts'
import { dayAt, hourAt, isoOf, type Lived, startOfHour } from './lived.ts'
import { eachSaid } from './said-between.ts'

/** A mention of the last hours. */
export type Lately = {
  readonly id: string
  /** Which of the hours that are looked back on it was said in. */
  readonly hour: number
  readonly author: string
  /** Those that are in three mentions at least. */
  readonly terms: ReadonlySet<string>
  readonly queryIds: readonly string[]
  /** The first day, as an index into the past, on which what brought it was listened to. */
  readonly since: number
}

/** What was said in the last 24 hours, with each word’s stem as these hours and the past show it. */
export type LatelySaid = {
  /** The first of the hours. */
  readonly firstHour: number
  readonly mentions: readonly Lately[]
  readonly stems: Stems
  /** How many different words and pairs were said. */
  readonly tested: number
  /** Which part of what was said that is: less than 1 where so much was said that only a part of the people was looked at. */
  readonly share: number
  /** How people wrote a term most often; a Hebrew word without prefixes, where somebody did. */
  readonly written: (term: string) => string
}

type Row = { readonly id: string; readonly hour: number; readonly author: string; readonly streamId: string; readonly text: string; readonly forms: readonly string[] }

/** Reads the last 24 hours. */
export async function latelySaid(db: Db, lived: Lived, past: KnownPast, now: Date): Promise<LatelySaid> {
  const firstHour = hourAt(now) - LOOKED_BACK_HOURS + 1
  const rows: Row[] = []
  const counts = new Map<string, number>()
  const times = await eachSaid(db, startOfHour(firstHour), now, ({ id, text, saidAt, author, streamId }) => {
    const forms = [...formsIn(text).keys()]
    for (const form of forms) counts.set(form, (counts.get(form) ?? 0) + 1)
    rows.push({ id, hour: hourAt(saidAt) - firstHour, author, streamId, text, forms })
  })
  const before = past.formCounts()
  const stems = new Stems((form) => (counts.get(form) ?? 0) + (before.get(form) ?? 0))
  const terms = await frequentTerms(rows, stems)
  const [queriesOf, sinceOf] = [await queriesOfMentions(db, startOfHour(firstHour), now), await listenedSince(db, lived, past, now)]
  const mentions = rows.map(({ id, hour, author, streamId }, at): Lately => {
    const queryIds = queriesOf.get(id) ?? []
    return { id, hour, author, terms: terms[at] ?? new Set(), queryIds, since: sinceOf(streamId, queryIds) }
  })
  return {
    firstHour,
    mentions,
    stems,
    tested: counts.size,
    share: 1 / times,
    written: (term) => writtenAs(term, rows.flatMap(({ text }, at) => (mentions[at]?.terms.has(term) ? [text] : [])), stems),
  }
}

/** The terms of each mention that are in so many that they may surge. Most pairs of words are said once: those of rare words are not looked at. */
async function frequentTerms(rows: readonly Row[], stems: Stems): Promise<Set<string>[]> {
  const counts = new Map<string, number>()
  const counted = (term: string): string => {
    counts.set(term, (counts.get(term) ?? 0) + 1)
    return term
  }
  const isFrequent = (term: string): boolean => (counts.get(term) ?? 0) >= POSTS_MIN
  const all: Set<string>[] = []
  for await (const { forms } of breathing(rows)) {
    const terms = new Set<string>()
    for (const form of forms) if (!isPair(form)) terms.add(stems.termOf(form))
    for (const term of terms) counted(term)
    all.push(terms)
  }
  let at = 0
  for await (const { forms } of breathing(rows)) {
    const terms = all[at++] ?? new Set()
    for (const form of forms) {
      if (!isPair(form)) continue
      const between = form.indexOf(' ')
      if (!isFrequent(stems.termOf(form.slice(0, between))) || !isFrequent(stems.termOf(form.slice(between + 1)))) continue
      const pair = stems.termOf(form)
      if (terms.has(pair)) continue
      terms.add(counted(pair))
    }
  }
  for (const terms of all) for (const term of terms) if (!isFrequent(term)) terms.delete(term)
  return all
}

/** One after the other, and now and then a break in which others are served. */
async function* breathing<T>(things: readonly T[]): AsyncGenerator<T> {
  for (const [at, thing] of things.entries()) {
    if (at % WITHOUT_BREAK === WITHOUT_BREAK - 1) await setImmediate()
    yield thing
  }
}
const WITHOUT_BREAK = 500

const WRITTEN_OF_MAX = 1_000

/** How people wrote a term most often; without prefixes where somebody did. */
function writtenAs(term: string, texts: readonly string[], stems: Stems): string {
  const [bare, all] = [new Map<string, number>(), new Map<string, number>()]
  for (const text of texts.slice(0, WRITTEN_OF_MAX)) {
    for (const [form, surface] of formsIn(text)) {
      if (form === term) bare.set(surface, (bare.get(surface) ?? 0) + 1)
      if (stems.termOf(form) === term) all.set(surface, (all.get(surface) ?? 0) + 1)
    }
  }
  const written = [...(bare.size > 0 ? bare : all)]
  return written.reduce<readonly [string, number]>((best, one) => (one[1] > best[1] ? one : best), [term, 0])[0]
}

async function queriesOfMentions(db: Db, from: Date, until: Date): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ id: string; queryIds: string[] }>`
    select mention_id as id, array_agg(query_id) as "queryIds" from mention_match where said_at >= ${from} and said_at < ${until} group by 1`.execute(db)
  return new Map(rows.map(({ id, queryIds }) => [id, queryIds]))
}

/**
 * From which day on what a stream brings for these queries can be compared: a query is listened for since it was last changed, or since the first
 * mention that it found; a stream brings since it was added, or since its first mention.
 */
async function listenedSince(db: Db, lived: Lived, past: KnownPast, now: Date): Promise<(streamId: string, queryIds: readonly string[]) => number> {
  const begin = new Date(isoOf(past.firstDay - 1))
  const { rows: queries } = await sql<{ id: string; at: Date }>`
    select q.id, least(q.changed_at, min(c.slot)) as at
    from query q left join (
      select query_id, slot from mention_count_hour where slot >= ${begin} and query_id <> ${ANY_QUERY}
      union all select query_id, slot from mention_count_change where slot >= ${begin} and query_id <> ${ANY_QUERY}) c on c.query_id = q.id
    group by q.id, q.changed_at`.execute(db)
  const sources = await db.selectFrom('source').select(['stream_id', 'created_at']).execute()
  const indexOf = (at: Date): number => Math.max(0, dayAt(lived, at) - past.firstDay)
  const ofQueries = new Map(queries.map(({ id, at }) => [id, indexOf(at)]))
  const added = new Map(sources.map(({ stream_id, created_at }) => [stream_id, indexOf(created_at)]))
  const today = indexOf(now)
  return (streamId, queryIds) => {
    const ofStream = Math.min(added.get(streamId) ?? today, past.streamSince(streamId) ?? today)
    const ofQuery = queryIds.length === 0 ? 0 : Math.min(...queryIds.map((id) => ofQueries.get(id) ?? today))
    return Math.max(ofStream, ofQuery)
  }
}
