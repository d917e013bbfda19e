import type { Doors } from '../../../base/server/database.ts'

/** How far a mailbox has been read. */
export type Place = { readonly uidValidity: string; readonly lastUid: number; readonly readAt: Date }

/** Where reading goes on; null: it has never been read. */
export async function placeOf(doors: Doors, mailbox: string): Promise<Place | null> {
  const row = await doors.asUser(null, (db) => db.selectFrom('inbox_cursor').selectAll().where('mailbox', '=', mailbox).executeTakeFirst())
  return row ? { uidValidity: row.uid_validity, lastUid: Number(row.last_uid), readAt: row.read_at } : null
}

/** Remembers it. */
export async function storePlace(doors: Doors, mailbox: string, { uidValidity, lastUid, readAt }: Place): Promise<void> {
  const place = { uid_validity: uidValidity, last_uid: lastUid, read_at: readAt }
  await doors.asUser(null, (db) => db
    .insertInto('inbox_cursor')
    .values({ mailbox, ...place })
    .onConflict((conflict) => conflict.column('mailbox').doUpdateSet(place))
    .execute())
}
