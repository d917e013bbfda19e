import type { Insertable } from 'kysely'
import { assert } from '../../base/error.ts'
import type { ParsedOf } from '../../base/endpoint.ts'
import type { Db } from '../../base/server/database.ts'
import { record } from '../../base/server/record.ts'
import { uuidv7 } from '../../base/server/uuid.ts'
import type { UserCtx } from '../../ctx.ts'
import type { Workspace, createWorkspace as contract } from '../contract.ts'
import { addMarket } from './add-market.ts'
import { presentWorkspace } from './present.ts'
import { anotherSlug, slugOf } from './slug.ts'
import type { WorkspaceTable } from './tables.ts'

const SLUG_TRIES_MAX = 8

/** Begins a workspace: the asker owns it, and it has one market, with the customs of its country. */
export async function createWorkspace(ctx: UserCtx, input: ParsedOf<typeof contract>): Promise<Workspace> {
  return beginWorkspace(ctx, { ...input, slug: slugOf(input.name), isDemo: false })
}

/** The same under a name in addresses of one's own choice; another if that is taken. */
export async function beginWorkspace(ctx: UserCtx, input: ParsedOf<typeof contract> & { slug: string; isDemo: boolean }): Promise<Workspace> {
  const workspaceId = uuidv7(ctx.now())
  return ctx.inWorkspace(workspaceId, async (db) => {
    const actor = { workspaceId, userId: ctx.user.id, role: 'owner' as const }
    const workspace = await insertWorkspace(db, {
      workspace_id: workspaceId, slug: input.slug, name: input.name, language: input.language, is_demo: input.isDemo, created_at: ctx.now(),
    })
    await db
      .insertInto('membership')
      .values({ workspace_id: workspaceId, user_id: ctx.user.id, role: 'owner', created_at: ctx.now() })
      .execute()
    await record(db, { actor, now: ctx.now }, 'people.workspace_created', { name: input.name })
    const inside = { ...ctx, actor, transact: <T>(work: (db: Db) => Promise<T>) => work(db) }
    await addMarket(inside, { country: input.country, zone: input.zone, weekStarts: input.weekStarts })
    return presentWorkspace(workspace)
  })
}

/** The first name in addresses that is free. */
async function insertWorkspace(db: Db, made: Insertable<WorkspaceTable>) {
  for (let tries = 0; tries < SLUG_TRIES_MAX; tries++) {
    const slug = tries === 0 ? made.slug : anotherSlug(made.slug)
    const row = await db
      .insertInto('workspace')
      .values({ ...made, slug })
      .onConflict((conflict) => conflict.column('slug').doNothing())
      .returningAll()
      .executeTakeFirst()
    if (row) return row
  }
  assert(false, 'one of a thousand slugs is free')
}
