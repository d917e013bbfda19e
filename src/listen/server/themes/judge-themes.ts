import { sql } from 'kysely'
import type { Db, Doors } from '../../../base/server/database.ts'
import { BASELINE_DAYS } from '../../../language/index.ts'
import { raiseAlerts } from './alerts.ts'
import { keepSurges } from './keep-surges.ts'
import { firstDayOf, knownPast } from './known-past.ts'
import { latelySaid } from './lately-said.ts'
import { dayAt, dayOf, hourAt, isoOf, type Lived, livedIn } from './lived.ts'
import { surgingNow } from './surging-now.ts'
import { tallyDay } from './tally-day.ts'

/** Days counted anew for one workspace in one round of the clock; what is left waits for the next. */
const DAYS_AT_ONCE = 10
/** Counts that are older are thrown away. */
const KEPT_DAYS = BASELINE_DAYS + 7
/** Notes of changes that are taken away at once. */
const CHANGES_AT_ONCE = 100_000

type House = { readonly doors: Pick<Doors, 'asIngest' | 'inWorkspace'>; readonly now: () => Date }

/** Counts what was said by day and judges what surges, in every workspace in which something was said or changed, or a surge goes on. */
export async function judgeThemes(house: House): Promise<void> {
  const { rows } = await house.doors.asIngest([], (db) => sql<{ id: string }>`select every_workspace() as id`.execute(db))
  for (const { id } of rows) await judgeWorkspace(house, id)
}

/** The same in one workspace. Each day, and the judgement, is a transaction of its own: whatever stops it, the next round goes on. */
export async function judgeWorkspace({ doors, now }: House, workspaceId: string): Promise<void> {
  const at = now()
  const lived = await doors.inWorkspace(workspaceId, (db) => livedIn(db, at))
  for (let n = 0; n < DAYS_AT_ONCE; n++) {
    const isDone = await doors.inWorkspace(workspaceId, async (db) => {
      await takeTurn(db, workspaceId)
      const [due] = await daysDue(db, lived, at)
      if (due === undefined) return true
      const changes = await changesNow(db)
      await tallyDay(db, workspaceId, lived, due)
      await forgetChanges(db, changes.filter(({ slot }) => lived.local(hourAt(slot)).day === due))
      return false
    })
    if (isDone) break
  }
  await doors.inWorkspace(workspaceId, async (db) => {
    await takeTurn(db, workspaceId)
    if ((await daysDue(db, lived, at)).length > 0 || !(await isStirring(db))) return
    const changes = await changesNow(db)
    const firstDay = await firstDayOf(db, lived, at)
    if (firstDay !== null) {
      const past = await knownPast(db, lived, firstDay, at)
      const keeper = { actor: { workspaceId, userId: null, role: 'owner' as const }, now: () => at }
      const going = await keepSurges(db, keeper, surgingNow(lived, past, await latelySaid(db, lived, past, at), at))
      await raiseAlerts(db, keeper, lived, going)
    }
    await forgetChanges(db, changes)
    await db.deleteFrom('term_day').where('day', '<', isoOf(dayAt(lived, at) - KEPT_DAYS)).execute()
  })
}

/** Two who judge one workspace take turns. */
const takeTurn = (db: Db, workspaceId: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`heed themes ${workspaceId}`}, 0))`.execute(db)

/** Days that are over and have not been counted (in this zone), or in which something was said or changed since: the latest first. */
async function daysDue(db: Db, lived: Lived, now: Date): Promise<number[]> {
  const first = await firstDayOf(db, lived, now)
  if (first === null) return []
  const today = dayAt(lived, now)
  const rows = await db.selectFrom('term_day').select('day').where('day', '>=', isoOf(first)).where('zone', '=', lived.zone).execute()
  const counted = new Set(rows.map(({ day }) => dayOf(day)))
  const changes = await db.selectFrom('theme_change').select('slot').distinct().execute()
  const changed = new Set(changes.map(({ slot }) => lived.local(hourAt(slot)).day))
  return Array.from({ length: Math.max(0, today - first) }, (_, back) => today - 1 - back).filter((day) => !counted.has(day) || changed.has(day))
}

type Change = { readonly id: string; readonly slot: Date }

/** What has been noted until now. What is read afterwards knows of all of it; what is noted later stays for the next round. */
const changesNow = (db: Db): Promise<Change[]> => db.selectFrom('theme_change').select(['id', 'slot']).orderBy('id').limit(CHANGES_AT_ONCE).execute()

async function forgetChanges(db: Db, changes: readonly Change[]): Promise<void> {
  if (changes.length > 0) await sql`delete from theme_change where id = any (${changes.map(({ id }) => id)}::bigint[])`.execute(db)
}

async function isStirring(db: Db): Promise<boolean> {
  const { rows: [row] } = await sql<{ stirs: boolean }>`
    select exists (select from theme_change) or exists (select from surge where ended_at is null) as stirs`.execute(db)
  return row?.stirs === true
}
