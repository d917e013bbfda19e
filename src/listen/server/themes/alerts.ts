import type { Selectable } from 'kysely'
import { enqueue } from '../../../base/server/jobs.ts'
import type { Db } from '../../../base/server/database.ts'
import { record } from '../../../base/server/record.ts'
import { uuidv7 } from '../../../base/server/uuid.ts'
import type { Ctx } from '../../../ctx.ts'
import { Matcher, parse, Statistics } from '../../../engine/index.ts'
import { type Sensitivity, SENSITIVITIES } from '../../../language/index.ts'
import { localDayAt, reached } from '../../../people/index.ts'
import { MAIL_ALERT } from './alert-job.ts'
import { rulesOf } from './alert-rules.ts'
import { factOf, type SurgeRow } from './keep-surges.ts'
import type { Lived } from './lived.ts'
import type { AlertRuleTable } from './tables.ts'

export type AlertSettings = {
  readonly sensitivity: Sensitivity | 'off'
  readonly queryIds: readonly string[]
  readonly byMail: boolean
  readonly quiet: { readonly from: number; readonly until: number } | null
}

/** How those are told who have set nothing: on the screen, of what is beyond doubt. */
export const DEFAULT_ALERTS: AlertSettings = { sensitivity: 'low', queryIds: [], byMail: false, quiet: null }

/** Somebody's settings, or what holds without any. */
export async function alertSettingsOf(db: Db, workspaceId: string, userId: string): Promise<AlertSettings> {
  const row = await db.selectFrom('alert_setting').selectAll().where('workspace_id', '=', workspaceId).where('user_id', '=', userId).executeTakeFirst()
  if (!row) return DEFAULT_ALERTS
  const { quiet_from: from, quiet_until: until } = row
  return { sensitivity: row.sensitivity, queryIds: row.query_ids, byMail: row.by_mail, quiet: from === null || until === null ? null : { from, until } }
}

type Keeper = Pick<Ctx, 'actor' | 'now'>
type Rule = Selectable<AlertRuleTable>

/**
 * Tells of these surges: every member who wants to know, or whom an alert of the workspace names, once whatever the reasons, and again when it has
 * doubled; and other programs by each alert of the workspace. A letter waits until the reader’s quiet hours are over.
 */
export async function raiseAlerts(db: Db, keeper: Keeper, { zone }: Pick<Lived, 'zone'>, going: readonly SurgeRow[]): Promise<void> {
  const surges = going.filter(({ people }) => people > 0)
  if (surges.length === 0) return
  const { workspaceId } = keeper.actor
  const rules = await rulesOf(db, workspaceId)
  await tellByRules(db, keeper, rules, surges)
  const at = keeper.now()
  const members = await db.selectFrom('membership').select('user_id').where('workspace_id', '=', workspaceId).execute()
  const told = await db.selectFrom('alert').select(['surge_id', 'user_id', 'people']).where('workspace_id', '=', workspaceId).where('surge_id', 'in', surges.map(({ id }) => id)).execute()
  for (const { user_id: userId } of members) {
    const settings = await alertSettingsOf(db, workspaceId, userId)
    const ofThem = rules.filter(({ user_ids }) => user_ids.includes(userId))
    for (const surge of surges) {
      const before = Math.max(0, ...told.filter((one) => one.surge_id === surge.id && one.user_id === userId).map(({ people }) => people))
      const isOwn = wants(settings, surge)
      const rule = ofThem.find((one) => isOf(one, surge)) ?? null
      if ((!isOwn && !rule) || !isDue(surge.people, before)) continue
      const [id, byMail] = [uuidv7(at), rule !== null || settings.byMail]
      await db.insertInto('alert').values({
        workspace_id: workspaceId, id, surge_id: surge.id, user_id: userId, people: surge.people, usual: surge.usual, raised_at: at, read_at: null,
        letter: byMail ? 'waiting' : null, rule_id: rule?.id ?? null,
      }).execute()
      if (byMail) await enqueue(db, MAIL_ALERT, { alertId: id }, { runAt: loudAfter(zone, settings.quiet, at), key: `alert ${id}` })
    }
  }
}

/** Records for other programs what alerts of the workspace are raised by these surges. */
async function tellByRules(db: Db, keeper: Keeper, rules: readonly Rule[], surges: readonly SurgeRow[]): Promise<void> {
  const { workspaceId } = keeper.actor
  const told = rules.length === 0 ? [] : await db.selectFrom('alert_rule_told').selectAll().where('workspace_id', '=', workspaceId).where('surge_id', 'in', surges.map(({ id }) => id)).execute()
  for (const rule of rules) {
    for (const surge of surges.filter((one) => isOf(rule, one))) {
      const before = told.find((one) => one.rule_id === rule.id && one.surge_id === surge.id)?.people ?? 0
      if (!isDue(surge.people, before)) continue
      const row = { people: surge.people, told_at: keeper.now() }
      await db.insertInto('alert_rule_told').values({ workspace_id: workspaceId, rule_id: rule.id, surge_id: surge.id, ...row })
        .onConflict((conflict) => conflict.columns(['workspace_id', 'rule_id', 'surge_id']).doUpdateSet(row)).execute()
      await record(db, keeper, 'listen.alert_raised', { ruleId: rule.id, alert: rule.name, ...factOf(surge) })
    }
  }
}

/** Whether so many people are to be told of: for the first time, or twice as many as the last time. */
const isDue = (people: number, before: number): boolean => before === 0 || people >= 2 * before

function wants({ sensitivity, queryIds }: AlertSettings, surge: SurgeRow): boolean {
  return sensitivity !== 'off' && isOf({ sensitivity, query_ids: queryIds, words: [] }, surge)
}

/** Whether a surge is of what is to be told. */
function isOf({ sensitivity, query_ids, words }: { sensitivity: Sensitivity; query_ids: readonly string[]; words: readonly string[] }, surge: SurgeRow): boolean {
  if (SENSITIVITIES.indexOf(surge.level) > SENSITIVITIES.indexOf(sensitivity)) return false
  if (query_ids.length > 0 && !surge.query_ids.some((id) => query_ids.includes(id))) return false
  return words.length === 0 || isNamedBy(words, [...surge.names, ...surge.terms, ...surge.stems])
}

/** Whether one of these words is in a theme’s terms, as a query would find it: with Hebrew prefixes, too. */
function isNamedBy(words: readonly string[], terms: readonly string[]): boolean {
  const matcher = new Matcher({ statistics: new Statistics() })
  for (const word of words) {
    const read = parse(word)
    if (read.ok) matcher.add(word, read.query)
  }
  return matcher.match({ text: [...new Set(terms)].join('\n') }).length > 0
}

/** The moment itself, or when the quiet hours end in which it lies; they may go over midnight. */
export function loudAfter(zone: string, quiet: AlertSettings['quiet'], at: Date): Date {
  if (!quiet) return at
  const today = localDayAt(zone, at.getTime())
  for (const day of [today - 1, today]) {
    const from = reached(zone, day, quiet.from)
    const until = reached(zone, quiet.until > quiet.from ? day : day + 1, quiet.until)
    if (at.getTime() >= from && at.getTime() < until) return new Date(until)
  }
  return at
}
