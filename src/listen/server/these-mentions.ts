import { z } from 'zod'
import type { OutputOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import type { Ctx } from '../../ctx.ts'
import * as contract from '../contract.ts'
import { mentionsById } from './mentions.ts'

const Ids = z.array(z.uuid()).max(contract.MENTIONS_BY_ID_MAX)

/** The mentions with these ids (separated by commas), newest first. Refuses what are no ids. */
export function theseMentions(ctx: Ctx, { ids }: { ids: string }): Promise<OutputOf<typeof contract.mentionsById>> {
  const known = Ids.safeParse(ids === '' ? [] : ids.split(','))
  if (!known.success) throw new Refusal('bad_input', { field: 'ids' })
  return ctx.transact(async (db) => ({ mentions: await mentionsById(db, ctx.actor, known.data) }))
}
