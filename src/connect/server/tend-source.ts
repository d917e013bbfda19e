import { sql } from 'kysely'
import type { ParsedOf } from '../../base/endpoint.ts'
import { record } from '../../base/server/record.ts'
import type { Ctx } from '../../ctx.ts'
import type * as contract from '../contract.ts'
import { changeStream } from './change-settings.ts'
import { type Connectors, oneSource, presentSource } from './sources.ts'

/** Stops listening to a source, or starts again. */
export function pauseSource(ctx: Ctx, input: ParsedOf<typeof contract.pauseSource>, connectors: Connectors): Promise<contract.Source> {
  return ctx.transact(async (db) => {
    const before = await oneSource(db, input.sourceId)
    if ((before.paused_at !== null) !== input.paused) {
      await db.updateTable('source').set({ paused_at: input.paused ? ctx.now() : null }).where('id', '=', input.sourceId).execute()
      await record(db, ctx, input.paused ? 'connect.source_paused' : 'connect.source_resumed', { sourceId: input.sourceId })
    }
    return presentSource(await oneSource(db, input.sourceId), connectors, ctx.now())
  })
}

/** Ends a subscription. Mentions already heard stay, and so does a stream that others hear; one's own loses its settings and secrets. */
export function removeSource(ctx: Ctx, input: ParsedOf<typeof contract.removeSource>): Promise<Record<string, never>> {
  return ctx.transact(async (db) => {
    const { id, connector, name, stream_id } = await oneSource(db, input.sourceId)
    await db.deleteFrom('source').where('id', '=', id).execute()
    await changeStream(db, stream_id, { settings: {}, sealed: null })
    await record(db, ctx, 'connect.source_removed', { sourceId: id, connector, name })
    return {}
  })
}

/** Sets a stopped stream in motion again, now that somebody has looked at its problem. */
export function retrySource(ctx: Ctx, input: ParsedOf<typeof contract.retrySource>, connectors: Connectors): Promise<contract.Source> {
  return ctx.transact(async (db) => {
    const { id, stream_id } = await oneSource(db, input.sourceId)
    await sql`select retry_stream(${stream_id})`.execute(db)
    await record(db, ctx, 'connect.source_retried', { sourceId: id })
    return presentSource(await oneSource(db, id), connectors, ctx.now())
  })
}
