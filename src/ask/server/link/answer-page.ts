import type { Db } from '../../../base/server/database.ts'
import type { ParsedOf } from '../../../base/endpoint.ts'
import type { TokenCtx } from '../../../ctx.ts'
import type * as contract from '../../contract.ts'
import { DEEDS, type Deed } from '../../machine.ts'
import { choicesOf } from '../answer-choices.ts'
import { standInOf } from '../cards/stand-in.ts'
import type { AskRow } from '../lock-ask.ts'
import { readAsk } from '../read-ask.ts'
import type { Reader } from '../reader.ts'
import { codeAwaited } from './ask-for-code.ts'
import { atLink, type AtLink, type Links } from './at-link.ts'

/** An ask as whoever holds its link sees it. Changes nothing at all, however often it is opened, and by whomever. */
export async function answerPage(ctx: TokenCtx, { token }: ParsedOf<typeof contract.answerPage>, links: Links): Promise<contract.AnswerPage> {
  return atLink(ctx, token, links, pageOf)
}

/** The same, within a deed. */
export async function pageOf(db: Db, { link, doer }: AtLink): Promise<contract.AnswerPage> {
  const { workspace_id: workspaceId, ask_id: askId } = link
  const ask = await db.selectFrom('ask').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', askId).executeTakeFirstOrThrow()
  const { evidence, may, history, answers, ...shown } = await readAsk(db, workspaceId, askId, askedSide(ask), doer.now())
  const choices = await choicesOf(db, ask, doer.now())
  const workspace = await db
    .selectFrom('workspace')
    .leftJoin('ask_settings', 'ask_settings.workspace_id', 'workspace.workspace_id')
    .select(['name', 'language', 'currency'])
    .where('workspace.workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  const recipient = await recipientOf(db, ask, link.person_id, choices.today)
  const withdrawal = shown.state === 'withdrawn' ? history.findLast(({ name }) => name === 'ask.withdrawn') : undefined
  return {
    ...shown,
    ...choices,
    workspace: workspace.name,
    language: recipient?.language ?? workspace.language,
    currency: workspace.currency ?? 'ILS',
    recipient: recipient && { name: recipient.name, standsInFor: recipient.standsInFor },
    evidence,
    answers: answers.map((answer) => ({ ...answer, byAddress: null })),
    condition: answers.findLast(({ isUnconfirmed }) => !isUnconfirmed)?.condition ?? null,
    code: shown.state === 'withdrawn' ? null : await codeAwaited(db, workspaceId, askId),
    withdrawn: shown.state === 'withdrawn' ? { by: withdrawal?.by ?? null, words: String(withdrawal?.data['words'] ?? '') } : null,
    may: may.filter((what): what is Deed => DEEDS.some((deed) => deed === what)),
    expiresAt: link.expires_at.toISOString(),
  }
}

/** Whoever holds a link reads as the side that is asked, whoever they are. */
const askedSide = ({ workspace_id, to_department_id, to_person_id }: AskRow): Reader =>
  ({ workspaceId: workspace_id, userId: null, role: 'agent', personId: to_person_id, departmentId: to_department_id })

type Recipient = { readonly name: string; readonly language: 'en' | 'he'; readonly standsInFor: string | null }

/** Whom a link was made for, and in whose place the ask went to them. */
async function recipientOf(db: Db, ask: AskRow, personId: string | null, today: string): Promise<Recipient | null> {
  if (personId === null) return null
  const person = await db.selectFrom('person').select(['name', 'language']).where('workspace_id', '=', ask.workspace_id).where('id', '=', personId).executeTakeFirst()
  if (!person) return null
  const { to, away, deputies } = await standInOf(db, ask.workspace_id, { departmentId: ask.to_department_id, personId: ask.to_person_id }, today)
  const first = away ?? to
  const standsIn = first?.personId !== personId && [to, deputies[0]].some((one) => one?.personId === personId)
  return { ...person, standsInFor: standsIn ? first?.name ?? null : null }
}
