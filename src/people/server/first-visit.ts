import { createHash, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { OutputOf, ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import { say } from '../../base/messages.ts'
import type { Db } from '../../base/server/database.ts'
import type { Secrets } from '../../base/server/secrets.ts'
import type { TokenCtx, UserCtx } from '../../ctx.ts'
import type { Language, claim as claimContract, firstVisit as contract } from '../contract.ts'
import type { Auth } from './auth.ts'

/** The account of whoever only looks at the demo, which makes nobody an owner. No letter reaches its address (RFC 2606), and it has no password. */
export const VISITOR = 'visitor@demo.invalid'

/** The key of the advisory lock under which accounts are made while there is no owner: any number that nobody else takes. */
const FIRST_VISIT_LOCK = 4_333_001

/** The token of the link that `heed up` prints while nobody has begun. The same at each start: it is worthless once somebody has. */
export const firstVisitToken = (secrets: Secrets): string => secrets.derive('first visit')

/** Whether there is an account, that of the demo's visitor aside: from then on the first visit is over. */
export async function isClaimed(db: Db): Promise<boolean> {
  return (await db.selectFrom('auth.user').select('id').where('email', '!=', VISITOR).limit(1).executeTakeFirst()) !== undefined
}

/** What the link of the first visit still opens. */
export async function firstVisit(ctx: TokenCtx, { token }: ParsedOf<typeof contract>, secrets: Secrets): Promise<OutputOf<typeof contract>> {
  if (await ctx.transact(isClaimed)) return { state: 'claimed' }
  return { state: isToken(token, secrets) ? 'open' : 'locked' }
}

/** Makes the owner's account, which takes over that of the demo's visitor with all it has. Of two at once, one wins and the other is told. */
export function claim(ctx: TokenCtx, { token, ...account }: ParsedOf<typeof claimContract>, { auth, secrets }: House): Promise<Record<string, never>> {
  if (account.email === VISITOR) throw new Refusal('bad_input')
  return whileUnclaimed(ctx, token, secrets, async () => {
    const visitor = await auth.accountOf(VISITOR)
    await (visitor ? auth.handOver(visitor.id, account) : auth.createAccount(account))
    return {}
  })
}

/** Lets somebody without an account look at the demo: as whom, and the token of a link that signs them in as such. */
export async function enterAsVisitor(ctx: TokenCtx, input: { token: string; language: Language }, { auth, secrets }: House): Promise<{ visitor: UserCtx; token: string }> {
  return whileUnclaimed(ctx, input.token, secrets, async () => {
    const user = (await auth.accountOf(VISITOR)) ?? (await auth.createAccount({ email: VISITOR, name: say(input.language, 'people.visitor') }))
    const token = new URL(await auth.signInLink(VISITOR)).searchParams.get('token') ?? ''
    return { visitor: { ...ctx, user }, token }
  })
}

type House = { readonly auth: Auth; readonly secrets: Secrets }

/** Does the work of whoever has the token, one after the other and only while there is no owner. */
function whileUnclaimed<T>(ctx: TokenCtx, token: string, secrets: Secrets, work: () => Promise<T>): Promise<T> {
  const mayBegin = isToken(token, secrets)
  return ctx.transact(async (db) => {
    if (mayBegin) await sql`select pg_advisory_xact_lock(${FIRST_VISIT_LOCK})`.execute(db)
    if (await isClaimed(db)) throw new Refusal('people.already_claimed')
    if (!mayBegin) throw new Refusal('people.first_visit_locked')
    return work()
  })
}

const isToken = (said: string | undefined, secrets: Secrets): boolean => said !== undefined && timingSafeEqual(hashOf(said), hashOf(firstVisitToken(secrets)))

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest()
