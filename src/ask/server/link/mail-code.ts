import { z } from 'zod'
import { say } from '../../../base/messages.ts'
import type { Db } from '../../../base/server/database.ts'
import { deriveToken } from '../../../base/server/derived-token.ts'
import type { Job } from '../../../base/server/jobs.ts'
import type { Letter } from '../../../base/server/mail.ts'
import type { Ctx } from '../../../ctx.ts'
import { handOver } from '../tell/mail-letter.ts'
import type { LinkHouse } from './at-link.ts'
import { CODE_MINUTES, codeExpiry, codeOf } from './code.ts'
import { addressOf, linkKey } from './make-link.ts'

const DAY_MS = 86_400_000

/** What is handed over for it to be mailed. */
export const CODE_LETTER = { name: 'ask.mail_code', data: z.object({ answerId: z.uuid(), sendingId: z.uuid() }) }
type Data = z.infer<typeof CODE_LETTER.data>

/**
 * Mails the code for an answer that waits for it; it is good from then on for as long as a code is. A server that is busy is tried again
 * for a day; what became of it stands with the ask's messages.
 */
export const mailCode = (house: LinkHouse): Job<Data> => ({
  ...CODE_LETTER,
  run: async (ctx, { answerId, sendingId }) => {
    const letter = await ctx.transact((db) => letterFor(db, ctx, answerId, house))
    const { state, problem, error } = letter ? await handOver(house, letter) : { state: 'refused' as const, problem: null, error: null }
    if (state === 'waiting') throw error
    await ctx.transact((db) => db
      .updateTable('sending')
      .set({ state, problem, done_at: ctx.now() })
      .where('workspace_id', '=', ctx.actor.workspaceId)
      .where('id', '=', sendingId)
      .where('state', '=', 'waiting')
      .execute())
  },
})

/** The letter; null when the answer waits no longer, or whoever was to have it is gone. */
async function letterFor(db: Db, ctx: Ctx, answerId: string, { secrets, url }: LinkHouse): Promise<Letter | null> {
  const { workspaceId } = ctx.actor
  const row = await db
    .updateTable('answer_code')
    .from('answer')
    .from('answer_link')
    .from('person')
    .from('ask')
    .set({ expires_at: codeExpiry(ctx.now()) })
    .whereRef('answer.workspace_id', '=', 'answer_code.workspace_id').whereRef('answer.id', '=', 'answer_code.answer_id')
    .whereRef('answer_link.workspace_id', '=', 'answer_code.workspace_id').whereRef('answer_link.id', '=', 'answer_code.link_id')
    .whereRef('person.workspace_id', '=', 'answer_link.workspace_id').whereRef('person.id', '=', 'answer_link.person_id')
    .whereRef('ask.workspace_id', '=', 'answer.workspace_id').whereRef('ask.id', '=', 'answer.ask_id')
    .where('answer_code.workspace_id', '=', workspaceId)
    .where('answer_code.answer_id', '=', answerId)
    .where('answer_code.made_at', '>', new Date(ctx.now().getTime() - DAY_MS))
    .where('answer.confirmed_at', 'is', null)
    .where('person.email', 'is not', null)
    .returning(['answer_link.id as linkId', 'person.email', 'person.language', 'ask.title', 'ask.number', 'answer.by_name as by'])
    .executeTakeFirst()
  if (!row || row.email === null) return null
  const { linkId, email, language, title, number, by } = row
  const code = codeOf(secrets, workspaceId, answerId)
  const words = { code, title, number, by, minutes: CODE_MINUTES, url: addressOf(url, deriveToken(linkKey(secrets), { workspaceId, id: linkId })) }
  return {
    to: email,
    subject: say(language, 'ask.answer_page.code_letter.subject', words),
    text: say(language, 'ask.answer_page.code_letter.text', words),
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}
