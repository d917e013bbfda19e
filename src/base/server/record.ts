import { sql } from 'kysely'
import type { Facts } from '../../facts.ts'
import type { Db } from './database.ts'
import { storedJson } from './stored-json.ts'

/** Who a fact is told of: any Ctx is one. */
type Teller = { readonly actor: { readonly workspaceId: string; readonly userId: string | null }; readonly now: () => Date }

/**
 * Writes down what happened, in the transaction in which it happens: a fact exists exactly if its change does.
 * Listeners (live screens, reactions) hear of it on commit.
 */
export async function record<Name extends keyof Facts & string>(db: Db, teller: Teller, name: Name, data: Facts[Name]): Promise<void> {
  const { workspaceId, userId } = teller.actor
  await db
    .insertInto('fact')
    .values({ workspace_id: workspaceId, name, user_id: userId, data: sql`${storedJson(data)}::jsonb`, at: teller.now() })
    .execute()
}
