import { sql } from 'kysely'
import type { ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import { record } from '../../base/server/record.ts'
import { refuseDuplicate } from '../../base/server/refuse-duplicate.ts'
import type { UserCtx } from '../../ctx.ts'
import type { createWorkspace as contract } from '../contract.ts'
import { beginWorkspace } from './create-workspace.ts'

/**
 * Makes the asker an owner of the installation's demo workspace; returns its id. The first to enter begins it as `input` says, and of two
 * who do so at once one joins the other.
 */
export async function enterDemo(ctx: UserCtx, input: ParsedOf<typeof contract> & { slug: string }): Promise<string> {
  const there = await demoWorkspace(ctx)
  if (there !== null) return joinAsOwner(ctx, there)
  const taken = new Refusal('not_found')
  try {
    return (await refuseDuplicate('only_demo', taken, () => beginWorkspace(ctx, { ...input, isDemo: true }))).id
  } catch (error) {
    const begun = error === taken ? await demoWorkspace(ctx) : null
    if (begun === null) throw error
    return joinAsOwner(ctx, begun)
  }
}

async function demoWorkspace(ctx: UserCtx): Promise<string | null> {
  const { rows } = await ctx.transact((db) => sql<{ id: string | null }>`select demo_workspace() as id`.execute(db))
  return rows[0]?.id ?? null
}

async function joinAsOwner(ctx: UserCtx, workspaceId: string): Promise<string> {
  const actor = { workspaceId, userId: ctx.user.id }
  await ctx.inWorkspace(workspaceId, async (db) => {
    const joined = await db
      .insertInto('membership')
      .values({ workspace_id: workspaceId, user_id: ctx.user.id, role: 'owner', created_at: ctx.now() })
      .onConflict((conflict) => conflict.doNothing())
      .returning('user_id')
      .executeTakeFirst()
    if (joined) await record(db, { actor, now: ctx.now }, 'people.member_joined', { userId: ctx.user.id, role: 'owner', invitationId: null })
  })
  return workspaceId
}
