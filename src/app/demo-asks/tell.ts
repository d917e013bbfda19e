import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { afterWorkingDays, dayIn } from '../../ask/index.ts'
import { Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import { enqueue, type Job } from '../../base/server/jobs.ts'
import { uuidOf } from '../../base/server/derived-token.ts'
import { calendarOf as storyCalendar } from '../../connect/demo/story-day.ts'
import { Language } from '../../people/contract.ts'
import { calendarOf } from '../../people/index.ts'
import { doDeed } from './do-deed.ts'
import { SCRIPT, type Step } from './script.ts'

const Data = z.object({ opened: z.iso.datetime(), language: Language, next: z.int().nonnegative(), waits: z.int().nonnegative() })
type Data = z.infer<typeof Data>

const TELL = { name: 'app.tell_demo_asks', data: Data } as const
const WAIT_MS = 1_000
/** The story’s past is heard within seconds; after so many the asks go without the voices that are still missing. */
const WAITS_MAX = 60
const NIGHT_MS = 12 * 3_600_000

/** Begins to tell what the demo's departments ask of one another, from its beginning. */
export const beginDemoAsks = (db: Db, opened: Date, language: Language): Promise<void> =>
  later(db, { opened: opened.toISOString(), language, next: 0, waits: 0 }, opened)

/**
 * Does what the script has for the time that has passed, each step through the same verbs as anybody and with the clock of its moment, and
 * comes back for the next. All that is past is told at once, so that nobody, no reminder either, sees half of it. A step that is no longer
 * possible, since a visitor did something else, is left out.
 */
export const tellDemoAsks: Job<Data> = {
  ...TELL,
  run: async (ctx, data) => {
    const opened = new Date(data.opened)
    const steps = stepsInOrder(opened).slice(data.next)
    const due = steps.filter(({ at }) => at <= ctx.now())
    const after = steps[due.length]
    await ctx.transact(async (db) => {
      if (data.waits < WAITS_MAX && await isEarly(db, due, opened)) {
        return later(db, { ...data, waits: data.waits + 1 }, new Date(ctx.now().getTime() + WAIT_MS))
      }
      for (const step of due) await tell(db, ctx.actor.workspaceId, step, opened, data.language)
      if (after) await later(db, { ...data, next: data.next + due.length, waits: 0 }, after.at)
    })
  },
}

const later = (db: Db, data: Data, runAt: Date): Promise<void> => enqueue(db, TELL, data, { runAt, key: TELL.name })

type Dated = Omit<Step, 'at'> & { readonly at: Date }

function stepsInOrder(opened: Date): Dated[] {
  const momentOf = storyCalendar(opened)
  return SCRIPT
    .flatMap((step) => {
      const at = momentOf(step.at, 0)
      return at ? [{ ...step, at }] : []
    })
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
}

/** Whether the story’s past has not been heard yet as far as these. At night, when nobody in it speaks, a little less is enough. */
async function isEarly(db: Db, due: readonly Dated[], opened: Date): Promise<boolean> {
  const last = due.findLast(({ deed }) => deed.kind === 'raise' && deed.voices.length > 0)
  if (!last) return false
  const pastBy = new Date(Math.min(last.at.getTime(), opened.getTime() - NIGHT_MS))
  const heard = await db.selectFrom('mention').select('external_id').where('network', '=', 'demo').where('said_at', '>=', pastBy).limit(1).execute()
  return heard.length === 0
}

/** One step, at its moment: wholly or not at all. */
async function tell(db: Db, workspaceId: string, step: Dated, opened: Date, language: Language): Promise<void> {
  const doer = { actor: { workspaceId, userId: null }, now: () => step.at }
  await sql`savepoint step`.execute(db)
  try {
    await doDeed(db, doer, step, { language, dayOf: (day) => dayMeant(db, workspaceId, opened, day), keyOf: (name) => keyOf(workspaceId, name) })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await sql`rollback to savepoint step`.execute(db)
  }
}

/** The same key for the same ask, whenever it is told. */
const keyOf = (workspaceId: string, name: string): string => uuidOf(createHash('sha256').update(`${workspaceId} ${name}`).digest())

/** `-5w thu`, a day of the story; `+2`, the second working day after the opening. Where nobody works on it, the next one. */
async function dayMeant(db: Db, workspaceId: string, opened: Date, day: string): Promise<string> {
  const calendar = await calendarOf(db, workspaceId, null)
  const after = /^\+(\d)$/.exec(day)?.[1]
  const meant = after === undefined ? storyCalendar(opened)(`${day} 12:00`, 0) : opened
  const date = dayIn(calendar.zone, meant ?? opened)
  return afterWorkingDays(calendar, date, Number(after ?? 0)) ?? date
}
