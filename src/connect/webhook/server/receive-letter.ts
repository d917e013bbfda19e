import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { OutputOf, ParsedOf } from '../../../base/endpoint.ts'
import { Refusal } from '../../../base/error.ts'
import type { Db } from '../../../base/server/database.ts'
import type { TokenCtx } from '../../../ctx.ts'
import type { Post } from '../../connector.ts'
import type { House } from '../../server/house.ts'
import * as contract from '../../handed-in-contract.ts'
import { isDerived, readToken, type TokenOf } from '../../../base/server/derived-token.ts'
import { lay } from '../../server/lay.ts'
import { signedId } from './webhook-signature.ts'
import { addressKey, secretKey } from './webhooks.ts'
import { secretOf } from '../../../base/server/standard-webhook.ts'

/** Senders try again for days when no answer reaches them, and always under the same number. */
export const DELIVERIES_KEPT_MS = 7 * 86_400_000

/**
 * Takes a signed letter: what can be read of it lies in the tray when this returns, and what cannot is told, post by post. A letter
 * that was taken before changes nothing. Refuses one that is unsigned, late, signed otherwise, or of which nothing can be read.
 */
export async function receiveLetter(ctx: TokenCtx, { to }: ParsedOf<typeof contract.receive>, house: House): Promise<OutputOf<typeof contract.receive>> {
  const of = readToken(to)
  if (!of || !isDerived(addressKey(house), to)) throw new Refusal('connect.webhook_unknown')
  return ctx.inWorkspace(of.workspaceId, async (db) => {
    const webhook = await db.selectFrom('webhook').select('generation').where('source_id', '=', of.id).executeTakeFirst()
    if (!webhook) throw new Refusal('connect.webhook_unknown')
    const now = ctx.now()
    const id = signedId(ctx.letter, secretOf(secretKey(house), of, webhook.generation), now)
    const { posts, problems } = readLetter(ctx.letter.bytes)
    if (await isAgain(db, of, id, now)) return { taken: 0, again: true, problems: [] }
    if (posts.length === 0) throw new Refusal('connect.webhook_unreadable', { why: problems[0]?.why ?? 'there is nothing in it', problems })
    await lay(db, { workspace: of.workspaceId, tray: of.id }, posts, now)
    return { taken: posts.length, again: false, problems }
  })
}

/** Whether a letter of this number was taken before; from now on it was, if this transaction commits. Of two at once one waits for the other. */
async function isAgain(db: Db, { workspaceId, id: sourceId }: TokenOf, id: string, now: Date): Promise<boolean> {
  await db
    .deleteFrom('webhook_delivery')
    .where('workspace_id', '=', workspaceId)
    .where('source_id', '=', sourceId)
    .where('taken_at', '<', new Date(now.getTime() - DELIVERIES_KEPT_MS))
    .execute()
  const taken = await db
    .insertInto('webhook_delivery')
    .values({ workspace_id: workspaceId, source_id: sourceId, id_hash: createHash('sha256').update(id).digest(), taken_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('taken_at')
    .executeTakeFirst()
  return taken === undefined
}

type ReadLetter = { readonly posts: readonly Post[]; readonly problems: OutputOf<typeof contract.receive>['problems'] }

/** The posts of a letter, one or a list, and what is wrong with the others. */
function readLetter(bytes: Uint8Array): ReadLetter {
  const json = jsonOf(bytes)
  const list = Array.isArray(json) ? json : [json]
  if (list.length > contract.LETTER_POSTS_MAX) throw new Refusal('connect.webhook_unreadable', { why: `more than ${contract.LETTER_POSTS_MAX} posts` })
  const read = list.map((one: unknown, at) => ({ at, one, result: contract.HandedPost.safeParse(one) }))
  return {
    posts: read.flatMap(({ result }) => (result.success ? [asPost(result.data)] : [])),
    problems: read.flatMap(({ at, one, result }) => (result.success ? [] : [{ at, id: idIn(one), why: sentenceOf(result.error) }])),
  }
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new Refusal('connect.webhook_unreadable', { why: 'not JSON in UTF-8' })
  }
}

const idIn = (one: unknown): string | null => (
  typeof one === 'object' && one !== null && 'id' in one && typeof one.id === 'string' ? one.id.slice(0, 100) : null)

const sentenceOf = (error: z.ZodError): string => error.issues.slice(0, 5).map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')

function asPost({ id, kind, text, author, saidAt, url, network, lang, form, links, replyTo }: contract.HandedPost): Post {
  return {
    kind,
    externalId: id,
    form,
    author: { id: author.id || author.handle || author.name || 'unknown', handle: author.handle ?? '', name: author.name || null, followers: null },
    text,
    lang,
    url,
    saidAt: saidAt === null ? null : new Date(saidAt),
    links,
    tags: [],
    media: [],
    replyTo: replyTo === null ? null : { parent: replyTo, root: replyTo },
    origin: network,
  }
}
