import type { Db } from '../../../base/server/database.ts'
import type { AskRow } from '../lock-ask.ts'

/** Where the ticket system of the asked department takes mail; null where it has none, or a person of no department is asked. */
export async function ticketAddressOf(db: Db, { workspace_id, to_department_id }: AskRow): Promise<string | null> {
  const card = await db
    .selectFrom('service_card')
    .select('ticket_address')
    .where('workspace_id', '=', workspace_id)
    .where('department_id', '=', to_department_id)
    .executeTakeFirst()
  return card?.ticket_address ?? null
}
