import { sql } from 'kysely'
import type { OutputOf, ParsedOf } from '../../base/endpoint.ts'
import type { Place } from '../../base/paging.ts'
import type { Db, Doors } from '../../base/server/database.ts'
import { record } from '../../base/server/record.ts'
import type { FileAnswer } from '../../base/server/serve.ts'
import type { Ctx } from '../../ctx.ts'
import type * as contract from '../contract.ts'
import { authorKey } from './block-list.ts'
import { forgetRows } from './forget.ts'
import { hashAuthorWith, type HashPost } from './forgotten.ts'

const AUTHORS_MAX = 50
const CHUNK = 500

type Row = { network: string; place: string; author_id: string; handle: string; name: string | null; mentions: number; first: Date; last: Date }

/** Whose words are kept under this handle, name or id; of a profile's address, its last part is the handle. Most mentions first. */
export async function findAuthors(db: Db, who: string): Promise<OutputOf<typeof contract.findAuthor>> {
  const lastPart = URL.parse(who)?.pathname.split('/').filter((part) => part !== '').at(-1)
  const wanted = [...new Set([authorKey(who), ...(lastPart ? [authorKey(decodeSafely(lastPart))] : [])])]
  const { rows } = await sql<Row>`
    select network, min(place) as place, author_id, (array_agg(author_handle order by said_at desc))[1] as handle,
      (array_agg(author_name order by said_at desc))[1] as name, count(*)::int as mentions, min(said_at) as first, max(said_at) as last
    from mention
    where forgotten_at is null and (author_id = ${who} or lower(author_id) = any (${wanted}) or lower(author_handle) = any (${wanted}) or lower(author_name) = any (${wanted}))
    group by network, author_id order by mentions desc, network, author_id limit ${AUTHORS_MAX}`.execute(db)
  const authors = rows.map(({ network, place, author_id, handle, name, mentions, first, last }) => (
    { network, place, authorId: author_id, handle, name, mentions, firstSaidAt: first.toISOString(), lastSaidAt: last.toISOString() }
  ))
  return { authors }
}

/** A part of an address without its escapes; as it is when they are broken. */
function decodeSafely(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** What people said of mentions, by mention: each with what the machine had said, and when it was taken back. */
export type SaidOf = (db: Db, mentionIds: readonly string[]) => Promise<ReadonlyMap<string, readonly object[]>>

/** All that is kept of an author, one mention a line, oldest first: what they said, how it is understood, and what people said of that. */
export async function authorFile(ctx: Ctx, { network, authorId }: ParsedOf<typeof contract.authorFile>, saidOf: SaidOf): Promise<FileAnswer> {
  await ctx.transact((db) => record(db, ctx, 'ingest.author_handed_out', { network }))
  async function* lines() {
    for (let after: Place | undefined; !ctx.io.signal.aborted;) {
      const { rows, judgements } = await ctx.transact(async (db) => {
        const chunk = await chunkOf(db, network, authorId, after)
        return { rows: chunk, judgements: await saidOf(db, chunk.map(({ id }) => id)) }
      })
      for (const row of rows) yield `${JSON.stringify({ ...row, judgements: judgements.get(row.id) ?? [] })}\n`
      const last = rows.at(-1)
      if (!last || rows.length < CHUNK) return
      after = { at: last.said_at, id: last.id }
    }
  }
  return { name: `${network}.jsonl`, type: 'application/jsonl; charset=utf-8', pieces: lines() }
}

function chunkOf(db: Db, network: string, authorId: string, after: Place | undefined) {
  const rows = db
    .selectFrom('mention')
    .select(['id', 'place', 'form', 'author_id', 'author_handle', 'author_name', 'author_followers', 'text', 'lang', 'url', 'said_at', 'heard_at', 'links', 'tags', 'media'])
    .select(['sentiment', 'negative_p', 'positive_p', 'intent', 'question', 'needs_answer', 'about_staff', 'understood_by', 'corrected'])
    .where('network', '=', network)
    .where('author_id', '=', authorId)
    .where('forgotten_at', 'is', null)
    .orderBy('said_at').orderBy('id')
    .limit(CHUNK)
  return (after ? rows.where(sql<boolean>`(said_at, id) > (${after.at}, ${after.id})`) : rows).execute()
}

/**
 * Erases an author from this workspace, in small transactions: of each mention only its count remains, and it cannot come back.
 * Begun again after a crash, it goes on. `andNeverAgain` comes first, so that nothing slips in meanwhile.
 */
export async function eraseAuthor(
  ctx: Ctx,
  { network, authorId, andNeverAgain }: ParsedOf<typeof contract.eraseAuthor>,
  { doors, hash }: { doors: Pick<Doors, 'asIngest'>; hash: HashPost },
): Promise<{ erased: number }> {
  const { workspaceId } = ctx.actor
  const now = ctx.now()
  if (andNeverAgain) {
    await ctx.transact((db) => db
      .insertInto('unheard_author')
      .values({ workspace_id: workspaceId, network, author_hash: hashAuthorWith(hash)(network, authorId), since: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute())
  }
  let erased = 0
  for (let last = CHUNK; last === CHUNK;) {
    last = await doors.asIngest([workspaceId], async (db) => {
      const rows = await db
        .selectFrom('mention')
        .select(['id', 'network', 'external_id'])
        .where('workspace_id', '=', workspaceId)
        .where('network', '=', network)
        .where('author_id', '=', authorId)
        .where('forgotten_at', 'is', null)
        .limit(CHUNK)
        .forUpdate()
        .execute()
      await forgetRows(db, workspaceId, rows, hash, now)
      return rows.length
    })
    erased += last
  }
  await ctx.transact((db) => record(db, ctx, 'ingest.author_erased', { network, count: erased }))
  return { erased }
}
