/** Somebody who hands in: real trays on a real database, for there is no network behind them. */
import { sql } from 'kysely'
import { type Channel, openChannel } from '../../base/server/channel.ts'
import type { Ctx } from '../../ctx.ts'
import { type Scene, workspaceListeningFor } from '../../../tests/simulate/scene.ts'
import type { Connector, Post } from '../connector.ts'
import type { FakeNetwork } from '../fake-network.ts'
import { lay } from '../server/lay.ts'
import { openTrayDoor, TRAY_CHANNEL } from '../server/tray-door.ts'
import { addTraySource } from '../server/tray-source.ts'
import { idInTray, type TrayDoor, type TrayPlace } from './tray.ts'

/** A post as it is laid into a tray, with what the test cares about. */
export function handed(parts: Partial<Post> & { readonly externalId: string }): Post {
  return {
    kind: 'said', form: 'post', author: { id: 'dana', handle: '', name: 'Dana', followers: null }, text: '', lang: null, url: null,
    saidAt: null, links: [], tags: [], media: [], replyTo: null, ...parts,
  }
}

/** A context of this workspace, as a request to the server has it. */
export function ctxIn(scene: Scene, workspaceId: string): Ctx {
  return {
    now: () => new Date(), io: {} as Ctx['io'], actor: { workspaceId, userId: null, role: 'owner' },
    transact: (work) => scene.doors.inWorkspace(workspaceId, work),
  }
}

/** A workspace with one tray of this kind. */
export async function newTray(scene: Scene, connector: string): Promise<TrayPlace> {
  const { workspaceId } = await workspaceListeningFor(scene.db, [])
  const ctx = ctxIn(scene, workspaceId)
  return ctx.transact((db) => addTraySource(db, ctx, { connector, name: 'A tray', hearsAll: true }))
}

/** Lays one post, in a transaction of its own. */
export const layOne = (scene: Scene, place: TrayPlace, post: Post): Promise<string[]> =>
  scene.doors.inWorkspace(place.workspace, (db) => lay(db, place, [post], new Date()))

/** A door to the trays of a scene that may open later than this is called; and how to begin and end. */
export function doorOf(scene: Scene): { door: TrayDoor; open: () => Promise<void>; close: () => Promise<void> } {
  let channel: Channel | undefined
  let real: TrayDoor | undefined
  const opened = (): TrayDoor => {
    if (!real) throw new Error('the scene has not begun')
    return real
  }
  return {
    door: {
      nameOf: (place) => opened().nameOf(place),
      read: (place, after, most) => opened().read(place, after, most),
      clear: (place, upTo, at) => opened().clear(place, upTo, at),
      laid: (place, waitMs, signal) => opened().laid(place, waitMs, signal),
    },
    open: async () => {
      channel = await openChannel(scene.connections.app, TRAY_CHANNEL)
      real = openTrayDoor(scene.doors, channel)
    },
    close: async () => channel?.stop(),
  }
}

/** One tray, and who lays into it. */
export async function openFakeHandingIn(scene: Scene, { id, can }: Pick<Connector, 'id' | 'can'>): Promise<FakeNetwork<TrayPlace>> {
  const place = await newTray(scene, id)
  let said = 0
  const change = async (kind: Post['kind'], externalId: string, text: string): Promise<void> => {
    await layOne(scene, place, handed({ kind, externalId: externalId.split('/').at(-1) ?? '', text }))
  }
  return {
    settings: place,
    wrong: [{ ...place, tray: place.workspace }, { ...place, workspace: place.tray }],
    say: async (text) => {
      const externalId = `post-${said += 1}`
      await layOne(scene, place, handed({ externalId, text }))
      return idInTray(place.tray, externalId)
    },
    ...(can.edits ? { edit: (externalId: string, text: string) => change('edited', externalId, text) } : {}),
    ...(can.deletes ? { remove: (externalId: string) => change('deleted', externalId, '') } : {}),
    listening: async () => undefined,
    cut: () => {
      void scene.doors.asUser(null, (db) => (
        sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = ${TRAY_CHANNEL.who} and datname = current_database()`.execute(db)))
    },
    close: async () => undefined,
  }
}
