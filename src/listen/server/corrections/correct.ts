import type { OutputOf, ParsedOf } from '../../../base/endpoint.ts'
import { assert, Refusal } from '../../../base/error.ts'
import type { Db } from '../../../base/server/database.ts'
import { record } from '../../../base/server/record.ts'
import { uuidv7 } from '../../../base/server/uuid.ts'
import type { Ctx } from '../../../ctx.ts'
import type * as contract from '../../contract.ts'
import { mentionsById } from '../mentions.ts'
import { mayKnowStaff } from '../read-filter.ts'
import { whatCounts } from './effective.ts'
import { machineWord, type What, wordsOf } from './heads.ts'
import { holdMention, makeItCount, saidByRow, understandNow } from './judged-mention.ts'
import type { JudgedMention } from './said-of-first.ts'

/** Writes down what somebody says of a mention and makes it count. What they have said of it before, and still stands, is not written twice. */
export async function correct(ctx: Ctx, { mentionId, says }: ParsedOf<typeof contract.correct>): Promise<OutputOf<typeof contract.correct>> {
  refuseUnknowable(ctx, says)
  return ctx.transact(async (db) => {
    const ids = await writeDown(db, ctx, await holdMention(db, mentionId), says, { isCheck: false })
    const [mention] = await mentionsById(db, ctx.actor, [mentionId])
    assert(mention, 'a mention that is held is shown')
    return { mention, ids }
  })
}

/** Who may not know what is about staff may not say it either. */
export function refuseUnknowable(ctx: Ctx, { aboutStaff }: contract.Saying): void {
  if (aboutStaff !== undefined && !mayKnowStaff(ctx.actor)) throw new Refusal('not_allowed')
}

/** Adds a row for each thing that is said of a mention that is held, makes it count, and tells of it. Returns the rows' ids. */
export async function writeDown(db: Db, ctx: Ctx, mention: JudgedMention, says: contract.Saying, { isCheck }: { isCheck: boolean }): Promise<string[]> {
  const { actor: { workspaceId, userId } } = ctx
  const counting = new Map((await whatCounts(db, mention.id)).map((one) => [one.what, one]))
  const isNew = ({ what, said }: { what: What; said: string }) => isCheck || counting.get(what)?.said !== said || counting.get(what)?.saidBy !== userId
  const words = wordsOf(says).filter(isNew)
  if (words.length === 0) return []
  const machine = await machineOf(db, workspaceId, mention, words.some(({ what }) => mention.corrected?.includes(what)))
  const rows = words.map(({ what, said }) => ({
    workspace_id: workspaceId, id: uuidv7(ctx.now()), mention_id: mention.id, what, said, takes_back: null,
    machine: what === 'lang' ? (counting.get('lang')?.machine ?? mention.lang) : machineWord(what, { ...machine.said, lang: mention.lang }),
    understood_by: machine.row.understood_by, negative_p: machine.row.negative_p, positive_p: machine.row.positive_p,
    place: mention.place, lang: mention.lang, is_check: isCheck, said_by: userId, said_at: ctx.now(),
  }))
  await db.insertInto('mention_correction').values(rows).execute()
  await makeItCount(db, workspaceId, mention, says.lang !== undefined && says.lang !== mention.lang)
  await record(db, ctx, 'listen.understanding_corrected', { mentionIds: [mention.id], what: rows.map(({ what }) => what), isCheck })
  return rows.map(({ id }) => id)
}

/** What the machine says of it: as its row has it, or asked anew where a person's word stands in the row. */
async function machineOf(db: Db, workspaceId: string, mention: JudgedMention, isHidden: boolean) {
  const row = isHidden || mention.sentiment === null ? await understandNow(db, workspaceId, mention) : mention
  const said = saidByRow(row)
  assert(said, 'what is understood has all of its answers')
  return { row, said }
}
