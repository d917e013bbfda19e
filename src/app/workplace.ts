import { systemNow } from '../base/server/clock.ts'
import { createIo } from '../base/server/safe-fetch.ts'
import { type Db, type Doors, openDb, openDoors, openPool } from '../base/server/database.ts'
import type { Ctx, UserCtx, User } from '../ctx.ts'
import { type Line, UsageError, valueOf } from './command.ts'
import { type Installation, openInstallation } from './installation.ts'
import { userAgent } from './version.ts'

/** What a command works with: the installation, as whoever holds its secret. */
export type Workplace = {
  readonly installation: Installation
  readonly doors: Doors
  /** The database's owner, bound by no workspace: only to find workspaces, never for verbs. */
  readonly owner: Db
  /** The context of verbs in a workspace, as Heed itself. */
  readonly ctxIn: (workspaceId: string) => Ctx
  readonly ctxAs: (user: User) => UserCtx
}

/** Opens the installation (joining a running server, or starting what is needed), does the work, and closes what it opened. */
export async function atWork<T>(line: Line, work: (place: Workplace) => Promise<T>, options: { migrateUpTo?: string } = {}): Promise<T> {
  const installation = await openInstallation(line.config, {
    ...options,
    role: 'command',
    log: () => undefined,
    gaveUp: (failure) => line.note(failure.message),
  })
  const doors = openDoors(installation)
  const owner = openDb(openPool(installation.owner, { max: 2, name: 'command' }))
  const ending = new AbortController()
  const world = {
    now: systemNow,
    io: createIo({ allowPrivate: line.config.allowPrivate, userAgent, signal: ending.signal }),
  }
  try {
    return await work({
      installation,
      doors,
      owner,
      ctxIn: (workspaceId) => ({
        ...world,
        actor: { workspaceId, userId: null, role: 'owner' },
        transact: (inside) => doors.inWorkspace(workspaceId, inside),
      }),
      ctxAs: (user) => ({ ...world, user, transact: (inside) => doors.asUser(user.id, inside), inWorkspace: doors.inWorkspace }),
    })
  } finally {
    ending.abort()
    await Promise.all([doors.close(), owner.destroy()])
    await installation.close()
  }
}

/** The workspace that `--in` names, or the only one there is. */
async function workspaceOf(line: Line, owner: Db): Promise<string> {
  const wanted = valueOf(line, 'in')
  const all = await owner.selectFrom('workspace').select(['workspace_id', 'slug']).orderBy('slug').limit(1_000).execute()
  const slugs = all.map((row) => row.slug).join(', ')
  if (all.length === 0) throw new UsageError('There is no workspace yet: heed init --workspace NAME --brand WORD --owner EMAIL makes one.')
  const found = wanted === undefined ? all : all.filter((row) => row.slug === wanted)
  if (found.length > 1) throw new UsageError(`There are several workspaces (${slugs}): say which with --in.`)
  const [workspace] = found
  if (!workspace) throw new UsageError(`There is no workspace ${wanted}; there are: ${slugs}.`)
  return workspace.workspace_id
}

/** Does the work in the workspace that the line means. */
export function inWorkspace<T>(line: Line, work: (ctx: Ctx, place: Workplace) => Promise<T>): Promise<T> {
  return atWork(line, async (place) => work(place.ctxIn(await workspaceOf(line, place.owner)), place))
}
