import { parse } from '../../engine/index.ts'
import type { ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import { enqueue } from '../../base/server/jobs.ts'
import { record } from '../../base/server/record.ts'
import { refuseDuplicate } from '../../base/server/refuse-duplicate.ts'
import { uuidv7 } from '../../base/server/uuid.ts'
import type { Ctx } from '../../ctx.ts'
import type * as contract from '../contract.ts'
import { applyBlock } from './apply-block.ts'
import { authorKey } from './block-list.ts'
import { BLOCKS_MAX, presentBlock } from './blocks.ts'

/** Hides an author, a site or certain words: from now on, and soon in what was heard before. */
export function addBlock(ctx: Ctx, input: ParsedOf<typeof contract.addBlock>): Promise<contract.Block> {
  const value = readValue(input)
  const { workspaceId, userId } = ctx.actor
  const now = ctx.now()
  return refuseDuplicate('block_workspace_id_kind_value_key', new Refusal('ingest.block_exists', { value }), () => ctx.transact(async (db) => {
    const { count } = await db.selectFrom('block').select(({ fn }) => fn.countAll<string>().as('count')).executeTakeFirstOrThrow()
    if (Number(count) >= BLOCKS_MAX) throw new Refusal('too_many', { max: BLOCKS_MAX })
    const row = await db
      .insertInto('block')
      .values({ workspace_id: workspaceId, id: uuidv7(now), kind: input.kind, value, created_by: userId, created_at: now })
      .returningAll()
      .executeTakeFirstOrThrow()
    await record(db, ctx, 'ingest.block_added', { blockId: row.id, kind: row.kind })
    await enqueue(db, applyBlock, { blockId: row.id, after: null, hidden: 0, shown: 0 })
    return presentBlock(row)
  }))
}

/** Takes an entry off the list; what it alone has hidden is soon shown again. */
export function removeBlock(ctx: Ctx, { blockId }: ParsedOf<typeof contract.removeBlock>): Promise<Record<string, never>> {
  return ctx.transact(async (db) => {
    const row = await db.deleteFrom('block').where('id', '=', blockId).returning('kind').executeTakeFirst()
    if (!row) throw new Refusal('not_found')
    await record(db, ctx, 'ingest.block_removed', { blockId, kind: row.kind })
    await enqueue(db, applyBlock, { blockId, after: null, hidden: 0, shown: 0 })
    return {}
  })
}

/** The value as it is stored and compared; a Refusal when nothing could ever be hidden by it. */
function readValue({ kind, value }: ParsedOf<typeof contract.addBlock>): string {
  if (kind === 'author') return nonEmpty(authorKey(value))
  if (kind === 'site') return nonEmpty(hostOf(value))
  const read = parse(value)
  if (!read.ok) throw new Refusal('listen.bad_query', { problems: read.problems })
  return value
}

/** `https://www.Example.com/page` and `example.com` name the same site. */
function hostOf(value: string): string {
  const host = URL.parse(/^[a-z]+:\/\//i.test(value) ? value : `https://${value}`)?.hostname ?? ''
  return host.includes('.') ? host.replace(/^www\./, '') : ''
}

function nonEmpty(value: string): string {
  if (value === '') throw new Refusal('bad_input', { field: 'value' })
  return value
}
