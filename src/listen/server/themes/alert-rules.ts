import type { Selectable } from 'kysely'
import type { OutputOf, ParsedOf } from '../../../base/endpoint.ts'
import { Refusal } from '../../../base/error.ts'
import type { Db } from '../../../base/server/database.ts'
import type { Mail } from '../../../base/server/mail.ts'
import { record } from '../../../base/server/record.ts'
import { uuidv7 } from '../../../base/server/uuid.ts'
import type { Ctx } from '../../../ctx.ts'
import { parse } from '../../../engine/index.ts'
import type * as contract from '../../contract.ts'
import type { AlertRuleTable } from './tables.ts'

/** How many alerts one workspace may have. */
const RULES_MAX = 50

type Row = Selectable<AlertRuleTable>
type Fields = Omit<contract.AlertRule, 'id' | 'revision'>

/** All alerts of the workspace, by name. */
export function rulesOf(db: Db, workspaceId: string): Promise<Row[]> {
  return db.selectFrom('alert_rule').selectAll().where('workspace_id', '=', workspaceId).orderBy('name').orderBy('id').execute()
}

export function alertRules(ctx: Ctx, mail: Pick<Mail, 'configured'>): Promise<OutputOf<typeof contract.alertRules>> {
  return ctx.transact(async (db) => {
    const members = new Set(await membersOf(db, ctx))
    return { rules: (await rulesOf(db, ctx.actor.workspaceId)).map((row) => present(row, members)), hasMail: mail.configured }
  })
}

/** Gives the workspace an alert; a query or a member that is not there is refused. */
export function addAlertRule(ctx: Ctx, input: ParsedOf<typeof contract.addAlertRule>): Promise<contract.AlertRule> {
  return ctx.transact(async (db) => {
    const { workspaceId } = ctx.actor
    const now = ctx.now()
    if ((await rulesOf(db, workspaceId)).length >= RULES_MAX) throw new Refusal('listen.too_many_alerts', { max: RULES_MAX })
    const row = await db
      .insertInto('alert_rule').values({ workspace_id: workspaceId, id: uuidv7(now), ...await checked(db, ctx, input), created_at: now, changed_at: now })
      .returningAll().executeTakeFirstOrThrow()
    await record(db, ctx, 'listen.alert_added', { ruleId: row.id, name: row.name })
    return present(row)
  })
}

/** Changes an alert. Of two browsers that do so at once, the second is told and nothing of the first is lost. */
export function changeAlertRule(ctx: Ctx, { ruleId, revision, ...input }: ParsedOf<typeof contract.changeAlertRule>): Promise<contract.AlertRule> {
  return ctx.transact(async (db) => {
    const row = await db
      .updateTable('alert_rule').set({ ...await checked(db, ctx, input), revision: revision + 1, changed_at: ctx.now() })
      .where('workspace_id', '=', ctx.actor.workspaceId).where('id', '=', ruleId).where('revision', '=', revision)
      .returningAll().executeTakeFirst()
    if (!row) {
      const now = (await rulesOf(db, ctx.actor.workspaceId)).find(({ id }) => id === ruleId)
      throw now ? new Refusal('conflict', { now: present(now) }) : new Refusal('not_found')
    }
    await record(db, ctx, 'listen.alert_changed', { ruleId, name: row.name })
    return present(row)
  })
}

/** Removes an alert; what was told by it stays told. */
export function removeAlertRule(ctx: Ctx, { ruleId }: ParsedOf<typeof contract.removeAlertRule>): Promise<Record<string, never>> {
  return ctx.transact(async (db) => {
    const row = await db.deleteFrom('alert_rule').where('workspace_id', '=', ctx.actor.workspaceId).where('id', '=', ruleId).returning('name').executeTakeFirst()
    if (!row) throw new Refusal('not_found')
    await record(db, ctx, 'listen.alert_removed', { ruleId, name: row.name })
    return {}
  })
}

async function checked(db: Db, ctx: Ctx, { name, sensitivity, ...lists }: Fields) {
  const [queryIds, userIds, words] = [new Set(lists.queryIds), new Set(lists.userIds), new Set(lists.words)]
  const queries = queryIds.size === 0 ? [] : await db.selectFrom('query').select('id').where('workspace_id', '=', ctx.actor.workspaceId).where('id', 'in', [...queryIds]).execute()
  const members = new Set(await membersOf(db, ctx))
  if (queries.length < queryIds.size || [...userIds].some((id) => !members.has(id))) throw new Refusal('not_found')
  if ([...words].some((word) => /\s/.test(word) || !parse(word).ok)) throw new Refusal('bad_input', { field: 'words' })
  return { name, sensitivity, query_ids: [...queryIds], words: [...words], user_ids: [...userIds] }
}

async function membersOf(db: Db, { actor: { workspaceId } }: Ctx): Promise<string[]> {
  const rows = await db.selectFrom('membership').select('user_id').where('workspace_id', '=', workspaceId).execute()
  return rows.map((row) => row.user_id)
}

const present = ({ id, name, sensitivity, query_ids, words, user_ids, revision }: Row, members?: ReadonlySet<string>): contract.AlertRule => (
  { id, name, sensitivity, queryIds: query_ids, words, userIds: user_ids.filter((user) => members?.has(user) ?? true), revision })
