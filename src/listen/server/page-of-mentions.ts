import { sql } from 'kysely'
import { cut, type Place, unpack } from '../../base/paging.ts'
import type { Db } from '../../base/server/database.ts'
import type * as contract from '../contract.ts'
import { findMentions } from './find-mentions.ts'
import { MENTION_COLUMNS, MENTION_SHOWN, type MentionPage, type MentionRow, placeOfMention, withMatches } from './mentions.ts'
import { mentionsOfKinds } from './mentions-of-kinds.ts'
import { isOfKinds, type Reader, readFilter, type Wanted } from './read-filter.ts'
import { BEGINNING, LOWEST_ID } from './search.ts'
import { pageOfSurge } from './themes/mentions-of-surge.ts'

/** How much of a list is wanted: so many, beyond the place that `after` names. */
export type PageWanted = { readonly limit: number; readonly after?: string | undefined }

/** The mentions that a filter means, newest first, without what is blocked or forgotten. Keyset-paged: page 400 costs what page 1 costs. */
export async function pageOfMentions(db: Db, reader: Reader, { limit, after, ...filter }: PageWanted & contract.Filter): Promise<MentionPage> {
  const wanted = readFilter(filter, reader)
  const begin = firstPlace(wanted, after)
  if (wanted.surge !== null) return pageOfSurge(db, reader, { ...wanted, surge: wanted.surge }, begin, limit)
  if (wanted.find !== null) return findMentions(db, reader, { ...wanted, find: wanted.find }, begin, limit)
  if (isOfKinds(wanted)) return mentionsOfKinds(db, reader, wanted, begin, limit)
  const { rows, next } = cut(await newestRows(db, wanted, begin, limit + 1), limit, placeOfMention)
  return { mentions: await withMatches(db, reader, rows), next }
}

function firstPlace({ until }: Wanted, after: string | undefined): Place {
  const place = after === undefined ? BEGINNING : unpack(after)
  return until && until <= place.at ? { at: until, id: LOWEST_ID } : place
}

/** Along the index of all mentions; or of one query’s matches, so that a rare query need not pass by all that other queries found. */
async function newestRows(db: Db, { queryId, from }: Wanted, before: Place, limit: number): Promise<MentionRow[]> {
  const [source, at, id] = queryId === null
    ? [sql`mention m where true`, sql`m.said_at`, sql`m.id`]
    : [sql`mention_match x join mention m on m.workspace_id = x.workspace_id and m.id = x.mention_id where x.query_id = ${queryId}`, sql`x.said_at`, sql`x.mention_id`]
  const { rows } = await sql<MentionRow>`
    select ${MENTION_COLUMNS} from ${source}
      and ${MENTION_SHOWN} and (${at}, ${id}) < (${before.at}, ${before.id}) ${from ? sql`and ${at} >= ${from}` : sql``}
    order by ${at} desc, ${id} desc limit ${limit}`.execute(db)
  return rows
}
