import { randomInt } from 'node:crypto'
import { z } from 'zod'
import type { OutputOf } from '../../../base/endpoint.ts'
import { Refusal } from '../../../base/error.ts'
import type { Ctx } from '../../../ctx.ts'
import type * as contract from '../../handed-in-contract.ts'

/** Letters and digits that are not mistaken for one another when somebody types them. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'
const TOKEN_LENGTH = 10

/** The asker’s own addition to a mailbox’s address, made when it is first asked for, and the whole addresses of the workspace’s mailboxes. */
export async function clipAddress(ctx: Ctx): Promise<OutputOf<typeof contract.clipAddress>> {
  const { workspaceId, userId } = ctx.actor
  if (userId === null) throw new Refusal('not_allowed')
  return ctx.transact(async (db) => {
    await db
      .insertInto('clip_address')
      .values({ workspace_id: workspaceId, user_id: userId, token: newToken() })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const { token } = await db.selectFrom('clip_address').select('token').where('workspace_id', '=', workspaceId).where('user_id', '=', userId).executeTakeFirstOrThrow()
    const sources = await db.selectFrom('source').innerJoin('stream', 'stream.id', 'source.stream_id').select('settings').where('paused_at', 'is', null).orderBy('source.created_at').execute()
    const mailboxes = new Set(sources.flatMap(({ settings }) => mailboxIn(settings)))
    return { token, addresses: [...mailboxes].map((mailbox) => mailbox.replace('@', `+clip-${token}@`)) }
  })
}

/** Any source whose settings are those of a mailbox with an address for its name. */
const Mailbox = z.object({ host: z.string(), user: z.email() })

function mailboxIn(settings: unknown): string[] {
  const { data } = Mailbox.safeParse(settings)
  return data ? [data.user] : []
}

const newToken = (): string => Array.from({ length: TOKEN_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
