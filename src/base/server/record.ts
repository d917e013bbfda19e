import { sql } from 'kysely'
import type { Facts } from '../../facts.ts'
import type { Db } from './database.ts'
import { storedJson } from './stored-json.ts'

/** Who a fact is told of: any Ctx is one. */
type Teller = { readonly actor: { readonly workspaceId: string; readonly userId: string | null }; readonly now: () => Date }

/** One of all facts, with who tells it. */
export type Telling = { [Name in keyof Facts & string]: { readonly teller: Teller; readonly name: Name; readonly data: Facts[Name] } }[keyof Facts & string]

/**
 * Writes down what happened, in the transaction in which it happens: a fact exists exactly if its change does.
 * Listeners (live screens, reactions) hear of it on commit.
 */
export async function record<Name extends keyof Facts & string>(db: Db, teller: Teller, name: Name, data: Facts[Name]): Promise<void> {
  await db.insertInto('fact').values(rowOf(teller, name, data)).execute()
}

/** The same for several facts, of several workspaces too, in one statement and in this order. */
export async function recordAll(db: Db, tellings: readonly Telling[]): Promise<void> {
  if (tellings.length === 0) return
  await db.insertInto('fact').values(tellings.map(({ teller, name, data }) => rowOf(teller, name, data))).execute()
}

function rowOf({ actor: { workspaceId, userId }, now }: Teller, name: string, data: unknown) {
  return { workspace_id: workspaceId, name, user_id: userId, data: sql<Record<string, unknown>>`${storedJson(data)}::jsonb`, at: now() }
}
