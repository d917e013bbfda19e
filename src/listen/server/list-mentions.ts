import type { OutputOf, ParsedOf } from '../../base/endpoint.ts'
import type { Ctx } from '../../ctx.ts'
import type * as contract from '../contract.ts'
import { findMentions } from './find-mentions.ts'
import { pageOfMentions } from './mentions.ts'

/** A page of mentions, newest first: all, those of one query, or those found by words. */
export function listMentions(ctx: Ctx, { find, ...page }: ParsedOf<typeof contract.listMentions>): Promise<OutputOf<typeof contract.listMentions>> {
  return ctx.transact((db) => (find === undefined || find.trim() === '' ? pageOfMentions(db, page) : findMentions(db, find, page)))
}
