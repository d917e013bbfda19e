import { pathOf } from '../../../base/endpoint.ts'
import type { OutputOf, ParsedOf } from '../../../base/endpoint.ts'
import { Refusal } from '../../../base/error.ts'
import { say } from '../../../base/messages.ts'
import type { Db } from '../../../base/server/database.ts'
import { record } from '../../../base/server/record.ts'
import type { FileAnswer } from '../../../base/server/serve.ts'
import { uuidv7 } from '../../../base/server/uuid.ts'
import type { Ctx } from '../../../ctx.ts'
import type { Post } from '../../connector.ts'
import * as contract from '../../handed-in-contract.ts'
import { idInTray } from '../../tray/tray.ts'
import { canonicalUrl, hashOfClip } from './canonical-url.ts'
import { cleanPicture, type Picture } from './clean-picture.ts'
import { filerOfMember, namesOfUsers } from '../../server/filer.ts'
import { lay } from '../../server/lay.ts'
import { onlyTraySource } from '../../server/tray-source.ts'
import type { House } from '../../server/house.ts'

type Input = ParsedOf<typeof contract.fileClip>
type Clip = Input & { readonly id: string; readonly url: string | null; readonly cleaned: Picture | null }

const MEGABYTE = 1024 * 1024

/** Files something by hand, once: of two who file the same link, the second is told of the first. */
export async function fileClip(ctx: Ctx, input: Input, house: House): Promise<OutputOf<typeof contract.fileClip>> {
  const cleaned = input.picture && usable(input.picture.base64)
  if (input.text === '' && input.url === null && cleaned === null) throw new Refusal('connect.nothing_to_file')
  const { workspaceId, userId } = ctx.actor
  const now = ctx.now()
  const clip: Clip = { ...input, id: uuidv7(now), url: input.url && canonicalUrl(input.url), cleaned }
  const hash = hashOfClip({ ...clip, picture: cleaned?.bytes ?? null })
  return ctx.transact(async (db) => {
    const { language } = await db.selectFrom('workspace').select('language').where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow()
    const place = await onlyTraySource(db, ctx, { connector: contract.CLIP, name: say(language, 'connect.clip.source'), hearsAll: true })
    const mine = await db
      .insertInto('clip')
      .values({ workspace_id: workspaceId, id: clip.id, what_hash: hash, filed_by: userId, filed_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (mine && cleaned) await db.insertInto('clip_picture').values({ workspace_id: workspaceId, clip_id: clip.id, ...cleaned }).execute()
    if (mine) {
      await lay(db, place, [asPost(ctx, clip, house)], now)
      await record(db, ctx, 'connect.clip_filed', { clipId: clip.id })
    }
    const filed = await filedBefore(db, hash)
    if (!filed) throw new Error('a clip that was just filed is gone')
    return { ...filed, known: mine === undefined }
  })
}

/** What was filed before with the same link or words, if anything. */
export async function filedBefore(db: Db, hash: Buffer): Promise<Omit<OutputOf<typeof contract.fileClip>, 'known'> | null> {
  const row = await db.selectFrom('clip').select(['id', 'filed_by', 'filed_at']).where('what_hash', '=', hash).executeTakeFirst()
  const source = await db.selectFrom('source').select('id').where('connector', '=', contract.CLIP).orderBy('created_at').executeTakeFirst()
  if (!row || !source) return null
  const names = await namesOfUsers(db, row.filed_by === null ? [] : [row.filed_by])
  return { externalId: idInTray(source.id, row.id), filedAt: row.filed_at.toISOString(), filedBy: names.get(row.filed_by ?? '') ?? null }
}

/** A clip’s screenshot, to be saved. */
export async function clipPicture(ctx: Ctx, { clipId }: ParsedOf<typeof contract.clipPicture>): Promise<FileAnswer> {
  const picture = await ctx.transact((db) => db.selectFrom('clip_picture').select(['type', 'bytes']).where('clip_id', '=', clipId).executeTakeFirst())
  if (!picture) throw new Refusal('not_found')
  return { name: `${clipId}.${picture.type.slice('image/'.length)}`, type: picture.type, pieces: onePiece(picture.bytes) }
}

async function* onePiece(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes
}

function usable(base64: string): Picture {
  const bytes = Buffer.from(base64, 'base64')
  const cleaned = bytes.length > contract.PICTURE_BYTES_MAX ? null : cleanPicture(bytes)
  if (!cleaned) throw new Refusal('connect.picture_unusable', { megabytes: contract.PICTURE_BYTES_MAX / MEGABYTE })
  return cleaned
}

function asPost(ctx: Ctx, { id, text, url, author, origin, saidAt, picture, cleaned }: Clip, house: House): Post {
  const address = `${house.url}${pathOf(contract.clipPicture)}?clipId=${id}&workspace=${ctx.actor.workspaceId}`
  return {
    kind: 'said',
    externalId: id,
    form: 'post',
    author: { id: author || (url ? new URL(url).host : 'unknown'), handle: '', name: author || null, followers: null },
    text: text || picture?.alt || url || '',
    lang: null,
    url,
    saidAt: saidAt === null ? null : new Date(saidAt),
    links: url === null ? [] : [url],
    tags: [],
    media: cleaned ? [{ kind: 'image', url: address, alt: picture?.alt || null }] : [],
    replyTo: null,
    origin: origin || null,
    filedBy: ctx.actor.userId === null ? null : filerOfMember(ctx.actor.userId),
  }
}
