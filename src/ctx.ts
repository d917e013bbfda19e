/** Who asks, when, and on which data. Types only: handed to every verb as its first argument. */
import type { Io } from './base/io.ts'
import type { Db } from './base/server/database.ts'
import type { Role } from './people/contract.ts'

/** Somebody at work in one workspace. `userId` is null when Heed itself acts: a job, the command line. */
export type Actor = {
  readonly workspaceId: string
  readonly userId: string | null
  readonly role: Role
}

/** A person with an account, wherever. */
export type User = { readonly id: string; readonly email: string; readonly name: string }

/** What any verb may use. */
export type World = {
  readonly now: () => Date
  readonly io: Io
}

/** The context of a verb within a workspace. */
export type Ctx = World & {
  readonly actor: Actor
  /**
   * One transaction that sees this workspace and nothing else. A verb does its writing, and records its fact, in one.
   * Never talk to the world inside: no transaction stays open while we wait for others.
   */
  readonly transact: <T>(work: (db: Db) => Promise<T>) => Promise<T>
}

/** The context of a verb about the asker's own account, before any workspace is chosen. */
export type UserCtx = World & {
  readonly user: User
  /** Sees the user's own memberships, and no workspace's data. */
  readonly transact: <T>(work: (db: Db) => Promise<T>) => Promise<T>
  /** For the moment a membership begins: creating a workspace, accepting an invitation. */
  readonly inWorkspace: <T>(workspaceId: string, work: (db: Db) => Promise<T>) => Promise<T>
}

/** The context of a verb open to whoever holds the right token. The verb itself checks the token. */
export type TokenCtx = World & {
  readonly transact: <T>(work: (db: Db) => Promise<T>) => Promise<T>
  readonly inWorkspace: <T>(workspaceId: string, work: (db: Db) => Promise<T>) => Promise<T>
  /** From which address it is asked: for limits, and never to be kept. */
  readonly address: string
  /** What was sent, for an endpoint that takes a letter; empty for all others. */
  readonly letter: Letter
}

/** What was sent, as it came. */
export type Letter = { readonly headers: Readonly<Record<string, string | string[] | undefined>>; readonly bytes: Uint8Array }
