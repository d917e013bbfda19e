import { sql } from 'kysely'
import type { Db } from '../../../base/server/database.ts'
import { formsIn, LOOKED_BACK_HOURS, Stems } from '../../../language/index.ts'
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
  /** How people wrote a term most often; a Hebrew word without prefixes, where somebody did. */
  readonly written: (term: string) => string
}

/** Reads the last 24 hours. */
export async function latelySaid(db: Db, lived: Lived, past: KnownPast, now: Date): Promise<LatelySaid> {
  const firstHour = hourAt(now) - LOOKED_BACK_HOURS + 1
  const rows: { id: string; hour: number; author: string; streamId: string; forms: readonly string[] }[] = []
  const counts = past.formCounts()
  const surfaces = new Map<string, Map<string, number>>()
  await eachSaid(db, startOfHour(firstHour), now, ({ id, text, saidAt, author, streamId }) => {
    const forms = formsIn(text)
    for (const [form, surface] of forms) {
      counts.set(form, (counts.get(form) ?? 0) + 1)
      const known = surfaces.get(form) ?? new Map<string, number>()
      surfaces.set(form, known.set(surface, (known.get(surface) ?? 0) + 1))
    }
    rows.push({ id, hour: hourAt(saidAt) - firstHour, author, streamId, forms: [...forms.keys()] })
  })
  const stems = new Stems((form) => counts.get(form) ?? 0)
  const [queriesOf, sinceOf] = [await queriesOfMentions(db, startOfHour(firstHour), now), await listenedSince(db, lived, past, now)]
  return {
    firstHour,
    mentions: rows.map(({ id, hour, author, streamId, forms }) => {
      const queryIds = queriesOf.get(id) ?? []
      return { id, hour, author, terms: new Set(forms.map((form) => stems.termOf(form))), queryIds, since: sinceOf(streamId, queryIds) }
    }),
    stems,
    written: writtenBy(surfaces, stems),
  }
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

function writtenBy(surfaces: ReadonlyMap<string, ReadonlyMap<string, number>>, stems: Stems): (term: string) => string {
  const byTerm = Map.groupBy(surfaces.keys(), (form) => stems.termOf(form))
  return (term) => {
    const forms = surfaces.has(term) ? [term] : (byTerm.get(term) ?? [])
    const written = forms.flatMap((form) => [...(surfaces.get(form) ?? [])])
    return written.reduce<readonly [string, number]>((best, one) => (one[1] > best[1] ? one : best), [term, 0])[0]
  }
}
