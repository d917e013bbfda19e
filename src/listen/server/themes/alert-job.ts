import { z } from 'zod'
import { SourceError } from '../../../base/error.ts'
import type { Db } from '../../../base/server/database.ts'
import type { Job } from '../../../base/server/jobs.ts'
import { type Letter, type Mail, MaybeTaken } from '../../../base/server/mail.ts'
import type { Ctx } from '../../../ctx.ts'
import { alertLetter } from './alert-letter.ts'
import { rulesOf } from './alert-rules.ts'
import { livedIn } from './lived.ts'
import { presentSurges } from './present-surges.ts'

const Data = z.object({ alertId: z.uuid() })
/** A mail server that is away for longer has the letter given up: what it says is old. */
const GIVE_UP_AFTER_MS = 12 * 3_600_000

/** The work of mailing one alert. */
export const MAIL_ALERT = { name: 'listen.mail_alert', data: Data }

/** How letters leave, and where Heed is. */
export type AlertHouse = { readonly mail: Mail; readonly url: string }

/**
 * Mails one alert, at most once: that it is handed over is written down before, so that a run which finds it so knows that nobody knows. A server that
 * is busy or away is tried again by the queue. What has no mentions behind it any more, or whose reader has left, is not sent.
 */
export const mailAlert = ({ mail, url }: AlertHouse): Job<z.infer<typeof Data>> => ({
  ...MAIL_ALERT,
  run: async (ctx, { alertId }) => {
    const letter = await ctx.transact((db) => begin(db, ctx, alertId, { mail, url }))
    if (!letter) return
    try {
      await mail.send(letter)
      await ctx.transact((db) => settle(db, ctx, alertId, 'sent'))
    } catch (error) {
      const isAgain = error instanceof SourceError && error.then !== 'stop' && !(error instanceof MaybeTaken)
      await ctx.transact((db) => settle(db, ctx, alertId, isAgain ? 'waiting' : 'failed'))
      if (isAgain || !(error instanceof SourceError)) throw error
    }
  },
})

async function begin(db: Db, ctx: Ctx, alertId: string, { mail, url }: AlertHouse): Promise<Letter | null> {
  const { workspaceId } = ctx.actor
  const alert = await db.selectFrom('alert').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', alertId).forUpdate().executeTakeFirst()
  if (alert?.letter !== 'waiting') return null
  const surge = await db.selectFrom('surge').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', alert.surge_id).executeTakeFirst()
  const [shown] = await presentSurges(db, surge ? [surge] : [], ctx.now())
  const reader = await readerOf(db, workspaceId, alert.user_id)
  const isLate = ctx.now().getTime() - alert.raised_at.getTime() > GIVE_UP_AFTER_MS
  const isSent = mail.configured && shown !== undefined && reader !== undefined && !isLate
  await settle(db, ctx, alertId, isSent ? 'sending' : 'failed')
  if (!isSent) return null
  const { zone } = await livedIn(db, ctx.now())
  const rule = (await rulesOf(db, workspaceId)).find(({ id }) => id === alert.rule_id)?.name ?? null
  return alertLetter({ ...reader, zone, rule, surge: shown, url })
}

const settle = (db: Db, ctx: Ctx, alertId: string, letter: 'waiting' | 'sending' | 'sent' | 'failed') =>
  db.updateTable('alert').set({ letter }).where('workspace_id', '=', ctx.actor.workspaceId).where('id', '=', alertId).execute()

async function readerOf(db: Db, workspaceId: string, userId: string) {
  const row = await db
    .selectFrom('membership')
    .innerJoin('auth.user', 'auth.user.id', 'membership.user_id')
    .innerJoin('workspace', 'workspace.workspace_id', 'membership.workspace_id')
    .leftJoin('person', (join) => join.onRef('person.workspace_id', '=', 'membership.workspace_id').onRef('person.user_id', '=', 'membership.user_id'))
    .select(['auth.user.email as to', 'person.language', 'workspace.language as usual', 'workspace.name as workspace'])
    .where('membership.workspace_id', '=', workspaceId)
    .where('membership.user_id', '=', userId)
    .executeTakeFirst()
  return row && { to: row.to, workspace: row.workspace, language: row.language ?? row.usual }
}
