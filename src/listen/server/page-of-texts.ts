import { type RawBuilder, sql } from 'kysely'
import { pack } from '../../base/paging.ts'
import type { Db } from '../../base/server/database.ts'
import type * as contract from '../contract.ts'
import { ofKinds } from './counted.ts'
import { type MentionPage, placeOfMention } from './mentions.ts'
import { type PageWanted, pageOfMentions } from './page-of-mentions.ts'
import { type Reader, readFilter, type Wanted } from './read-filter.ts'
import { CANDIDATE_COLUMNS, type Candidate, searchFor } from './search.ts'
import { membersOf } from './spread.ts'

/** Mentions read at once after the first, and in all for one page: more is left to the next page. */
const READ_AT_ONCE = 200
const READ_MAX = 2_000
/** Older ones that say the same and are looked at for searched words; they say the same, so the first nearly always decides. */
const OLDER_MAX = 50

/**
 * The mentions that a filter means, newest first, but of those that say the same only the oldest that it means: no text is missing, also
 * where its first is not shown, and none is there twice. Keyset-paged like the list it is taken from.
 */
export async function pageOfTexts(db: Db, reader: Reader, { limit, after, ...filter }: PageWanted & contract.Filter): Promise<MentionPage> {
  const wanted = readFilter(filter, reader)
  const mentions: contract.Mention[] = []
  let next = after ?? null
  for (let read = 0; read < READ_MAX;) {
    const atOnce = read === 0 ? limit : READ_AT_ONCE
    const page = await pageOfMentions(db, reader, { ...filter, limit: atOnce, after: next ?? undefined })
    const repeated = await thoseWithOlder(db, wanted, page.mentions)
    mentions.push(...page.mentions.filter(({ id }) => !repeated.has(id)))
    const last = mentions[limit - 1]
    if (last && (mentions.length > limit || page.next !== null)) {
      return { mentions: mentions.slice(0, limit), next: pack(placeOfMention({ id: last.id, said_at: new Date(last.saidAt) })) }
    }
    if (page.next === null) return { mentions, next: null }
    read += Math.max(page.mentions.length, atOnce)
    next = page.next
  }
  return { mentions, next }
}

/** Of these, the ids of those that an older mention says too, which the filter means. */
async function thoseWithOlder(db: Db, wanted: Wanted, mentions: readonly contract.Mention[]): Promise<Set<string>> {
  const asked = mentions.filter(({ spread }) => spread !== null)
  if (asked.length === 0) return new Set()
  const of = sql`json_to_recordset(${JSON.stringify(asked.map(({ id, copyOf, saidAt }) => ({ of: id, cluster: copyOf ?? id, at: saidAt })))}::json) a ("of" uuid, cluster uuid, at timestamptz)`
  if (wanted.find === null) {
    const { rows } = await sql<{ of: string }>`select a."of" from ${of} where exists (${older(wanted)})`.execute(db)
    return new Set(rows.map((row) => row.of))
  }
  const search = searchFor(wanted.find)
  const columns = sql.raw(CANDIDATE_COLUMNS.map((column) => `o.${column}`).join(', '))
  const { rows } = await sql<Candidate & { of: string }>`
    select a."of", ${columns} from ${of} cross join lateral (${older(wanted)} order by m.said_at, m.id limit ${OLDER_MAX}) o`.execute(db)
  return new Set(rows.filter((row) => search.match(row)).map((row) => row.of))
}

/** What says the same as a, is older, and is meant, words apart. */
function older(wanted: Wanted): RawBuilder<unknown> {
  const { queryId, from } = wanted
  return sql`
    select m.* from (${membersOf(sql`a.cluster`)}) m
    where (m.said_at, m.id) < (a.at, a."of") ${from ? sql`and m.said_at >= ${from}` : sql``} ${ofKinds(wanted)}
      ${queryId === null ? sql`` : sql`and exists (
        select from mention_match x where x.workspace_id = m.workspace_id and x.mention_id = m.id and (x.query_id = ${queryId}) is true)`}`
}
