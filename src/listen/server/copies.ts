import { sql } from 'kysely'
import type { OutputOf, ParsedOf } from '../../base/endpoint.ts'
import { cut, unpack } from '../../base/paging.ts'
import type { Ctx } from '../../ctx.ts'
import type * as contract from '../contract.ts'
import { MENTION_COLUMNS, type MentionRow, placeOfMention, withMatches } from './mentions.ts'
import { BEGINNING } from './search.ts'
import { clusterOf, membersOf } from './spread.ts'

/** A page of all that say the same as one mention, newest first. */
export function copies(ctx: Ctx, { mentionId, limit, after }: ParsedOf<typeof contract.copies>): Promise<OutputOf<typeof contract.copies>> {
  const before = after === undefined ? BEGINNING : unpack(after)
  return ctx.transact(async (db) => {
    const one = await db.selectFrom('mention').select(['id', 'copy_of']).where('id', '=', mentionId).executeTakeFirst()
    if (!one) return { mentions: [], next: null }
    const { rows } = await sql<MentionRow>`
      select ${MENTION_COLUMNS} from (${membersOf(sql`${clusterOf(one)}::uuid`)}) m
      where (m.said_at, m.id) < (${before.at}, ${before.id}) order by m.said_at desc, m.id desc limit ${limit + 1}`.execute(db)
    const page = cut(rows, limit, placeOfMention)
    return { mentions: await withMatches(db, ctx.actor, page.rows), next: page.next }
  })
}
