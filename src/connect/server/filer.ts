import type { Db } from '../../base/server/database.ts'

/** How a member stands in `filedBy` of a post filed on a page of ours. */
export const filerOfMember = (userId: string): string => `member-${userId}`

const MEMBER = /^member-([\w-]{1,64})$/
/** As whoever reads the mailbox writes it: `clip-` and the token of a personal address. */
const BY_MAIL = /^clip-([a-z0-9]{8,40})$/

/**
 * Who filed mentions by hand, by the `filedBy` they carry: a member’s id, or the token of a personal address. Those whom nobody knows
 * are left out.
 */
export async function filerNames(db: Db, filers: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const tokens = filers.flatMap((filer) => BY_MAIL.exec(filer)?.[1] ?? [])
  const addresses = tokens.length === 0 ? [] : await db.selectFrom('clip_address').select(['token', 'user_id']).where('token', 'in', tokens).execute()
  const ownerOf = new Map(addresses.map(({ token, user_id }) => [token, user_id]))
  const users = new Map(filers.flatMap((filer) => {
    const userId = MEMBER.exec(filer)?.[1] ?? ownerOf.get(BY_MAIL.exec(filer)?.[1] ?? '')
    return userId ? [[filer, userId] as const] : []
  }))
  const names = await namesOfUsers(db, [...users.values()])
  return new Map([...users].flatMap(([filer, userId]) => {
    const name = names.get(userId)
    return name ? [[filer, name] as const] : []
  }))
}

/** What these accounts are called. */
export async function namesOfUsers(db: Db, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (userIds.length === 0) return new Map()
  const users = await db.selectFrom('auth.user').select(['id', 'name', 'email']).where('id', 'in', [...new Set(userIds)]).execute()
  return new Map(users.map(({ id, name, email }) => [id, name || email]))
}
