/** The mentions behind surges: one rule for what is counted of one, what its sentence says and what its list shows. */
import { type RawBuilder, sql } from 'kysely'
import { cut, type Place } from '../../../base/paging.ts'
import type { Db } from '../../../base/server/database.ts'
import { type MentionPage, mentionsById, placeOfMention } from '../mentions.ts'
import type { Reader, SurgeWanted, Wanted } from '../read-filter.ts'
import { CANDIDATE_COLUMNS, type Candidate, isWanted, searchFor } from '../search.ts'
import { membersOf } from '../spread.ts'

/** Mentions read of one surge with all copies; of more, the newest. */
const READ_MAX = 20_000

/** A mention, named m, that stands behind a surge: nothing blocked, deleted or forgotten does. */
export const STANDS = sql<boolean>`m.blocked_by is null and m.deleted_at is null and m.forgotten_at is null`

/** The mentions that surges count: those that stand, and of copies of one another the oldest, also where they became copies later. */
export const countedIn = (surgeIds: readonly string[]): RawBuilder<unknown> => sql`
  select distinct on (s.surge_id, coalesce(m.copy_of, m.id)) s.surge_id, m.*
  from surge_mention s join mention m on m.workspace_id = s.workspace_id and m.id = s.mention_id
  where s.surge_id = any (${[...surgeIds]}::uuid[]) and ${STANDS}
  order by s.surge_id, coalesce(m.copy_of, m.id), m.said_at, m.id`

/** How many mentions and people are behind each of these surges, by id; without any, none. */
export async function countsOfSurges(db: Db, surgeIds: readonly string[]): Promise<Map<string, { count: number; people: number }>> {
  const { rows } = await sql<{ id: string; count: number; people: number }>`
    select surge_id as id, count(*)::int as count, count(distinct (network, author_id))::int as people from (${countedIn(surgeIds)}) c group by 1`.execute(db)
  return new Map(rows.map(({ id, ...counted }) => [id, counted]))
}

/** A mention of a surge, with who said it. */
export type OfSurge = Candidate & { readonly network: string; readonly author_id: string }

/** All mentions of a surge, newest first: those that it counts, or with all their copies. `isCut`: there are more than are read. */
export async function mentionsOfSurge(db: Db, { id, isEach }: SurgeWanted): Promise<{ mentions: OfSurge[]; isCut: boolean }> {
  const counted = countedIn([id])
  const members = isEach ? sql`select * from (${membersOf(sql`any (array(select coalesce(copy_of, id) from (${counted}) c))`)}) m where m.deleted_at is null` : counted
  const columns = sql.raw([...new Set([...CANDIDATE_COLUMNS, 'network', 'author_id'])].map((column) => `o.${column}`).join(', '))
  const { rows } = await sql<OfSurge>`select ${columns} from (${members}) o order by o.said_at desc, o.id desc limit ${READ_MAX + 1}`.execute(db)
  return { mentions: rows.slice(0, READ_MAX), isCut: rows.length > READ_MAX }
}

/** Those that a filter means, its places, languages, forms and meanings apart. */
export async function wantedOfSurge(db: Db, { queryId, find, from, until }: Wanted, all: readonly OfSurge[]): Promise<OfSurge[]> {
  const search = find === null ? null : searchFor(find)
  const ofQuery = queryId === null ? null : await idsOfQuery(db, queryId, all)
  return all.filter((one) => (
    (!from || one.said_at >= from) && (!until || one.said_at < until) && (ofQuery?.has(one.id) ?? true) && (search === null || search.match(one) !== null)))
}

async function idsOfQuery(db: Db, queryId: string, all: readonly OfSurge[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select mention_id as id from mention_match where query_id = ${queryId} and mention_id = any (${all.map(({ id }) => id)}::uuid[])`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** A page of the mentions of a surge that a filter means, newest first. */
export async function pageOfSurge(db: Db, reader: Reader, wanted: Wanted & { readonly surge: SurgeWanted }, before: Place, limit: number): Promise<MentionPage> {
  const { mentions } = await mentionsOfSurge(db, wanted.surge)
  const meant = (await wantedOfSurge(db, wanted, mentions)).filter((one) => isWanted(wanted, one) && isBefore(one, before))
  const { rows, next } = cut(meant.slice(0, limit + 1), limit, placeOfMention)
  return { mentions: await mentionsById(db, reader, rows.map(({ id }) => id)), next }
}

const isBefore = ({ said_at, id }: OfSurge, before: Place): boolean => said_at < before.at || (said_at.getTime() === before.at.getTime() && id < before.id)
