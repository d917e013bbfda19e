import { sql } from 'kysely'
import { Refusal } from '../../base/error.ts'
import type { Io } from '../../base/io.ts'
import type { Db } from '../../base/server/database.ts'
import { record } from '../../base/server/record.ts'
import type { Secrets } from '../../base/server/secrets.ts'
import type { Ctx } from '../../ctx.ts'
import { contract as listen } from '../../listen/index.ts'
import type * as contract from '../contract.ts'
import { askModel, type Question } from './ask-model.ts'
import { keyOf, monthOf, type SettingsRow, settingsOf } from './settings.ts'

/** What the slice is handed by the app. */
export type AssistHouse = {
  readonly secrets: Secrets
  /** Hosts (with their port) in the company's own network that may be asked, and the way to them. */
  readonly models: ModelHosts
}
export type ModelHosts = { readonly inside: readonly string[]; readonly ioInside: (signal: AbortSignal) => Io }

type Mention = listen.Mention
/** What is to be asked of which mentions. */
export type Chosen<More> = { readonly mentions: readonly Mention[]; readonly question: Question } & More

/**
 * Asks the model for one task. Whether it may be asked, what it is sent (`choose`, which sees nothing that is forgotten or blocked), the budget
 * and the fact are one transaction; only then does anything leave. Returns its words and what was chosen.
 */
export async function takeTurn<More>(
  ctx: Ctx,
  house: AssistHouse,
  task: contract.Task,
  choose: (db: Db, settings: SettingsRow) => Promise<Chosen<More>>,
): Promise<Chosen<More> & { words: string }> {
  const { settings, chosen, key } = await ctx.transact(async (db) => {
    const settings = await settingsOf(db, ctx.actor.workspaceId)
    if (!settings?.tasks.includes(task)) throw new Refusal('assist.off')
    const key = keyOf(house.secrets, settings)
    const chosen = await choose(db, settings)
    if (chosen.mentions.length === 0) throw new Refusal('assist.nothing_to_send')
    await spend(db, settings, ctx.now())
    const { base_url, model, operator } = settings
    await record(db, ctx, 'assist.asked', { host: new URL(base_url).host, model, operator, task, mentions: chosen.mentions.length })
    return { settings, chosen, key }
  })
  const model = { baseUrl: settings.base_url, name: settings.model, key }
  try {
    return { ...chosen, words: await askModel(wayTo(house, ctx.io, model.baseUrl), model, chosen.question) }
  } catch (error) {
    if (error instanceof Refusal && error.code === 'assist.key_refused') await tellOfKey(ctx, settings)
    throw error
  }
}

/** Through the public way out, or, to a host that the installation allows, into the company's own network. */
export const wayTo = ({ models }: AssistHouse, io: Io, baseUrl: string): Io =>
  models.inside.includes(new URL(baseUrl).host) ? models.ioInside(io.signal) : io

/** One request of the month's budget, also if nothing comes of it. Refuses when there is none left. */
async function spend(db: Db, { workspace_id, monthly_max }: SettingsRow, now: Date): Promise<void> {
  const { rows } = await sql`
    insert into assist_use (workspace_id, month, requests) values (${workspace_id}, ${monthOf(now)}, 1)
    on conflict (workspace_id, month) do update set requests = assist_use.requests + 1 where assist_use.requests < ${monthly_max}
    returning requests`.execute(db)
  if (rows.length === 0) throw new Refusal('assist.budget_spent', { max: monthly_max })
}

/** So that Settings say it, to whoever can mend it; unless it was changed meanwhile. */
function tellOfKey(ctx: Ctx, { workspace_id, changed_at }: SettingsRow): Promise<unknown> {
  return ctx.transact((db) => db
    .updateTable('assist_settings')
    .set({ key_refused_at: ctx.now() })
    .where('workspace_id', '=', workspace_id)
    .where('changed_at', '=', changed_at)
    .where('key_refused_at', 'is', null)
    .execute())
}
