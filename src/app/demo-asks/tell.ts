import { createHash } from 'node:crypto'
import { z } from 'zod'
import { afterWorkingDays, dayIn } from '../../ask/index.ts'
import { Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import { enqueue, type Job } from '../../base/server/jobs.ts'
import { uuidOf } from '../../base/server/derived-token.ts'
import { calendarOf as storyCalendar } from '../../connect/demo/story-day.ts'
import type { Ctx } from '../../ctx.ts'
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
 * comes back for the next. A step that is no longer possible, since a visitor did something else, is left out.
 */
export const tellDemoAsks: Job<Data> = {
  ...TELL,
  run: async (ctx, data) => {
    const steps = stepsInOrder(new Date(data.opened))
    for (let { next, waits } = data; ; next++) {
      const step = steps[next]
      if (!step || ctx.io.signal.aborted) return
      if (step.at > ctx.now()) return ctx.transact((db) => later(db, { ...data, next, waits: 0 }, step.at))
      if (waits < WAITS_MAX && await isEarly(ctx, step, new Date(data.opened))) {
        return ctx.transact((db) => later(db, { ...data, next, waits: waits + 1 }, new Date(ctx.now().getTime() + WAIT_MS)))
      }
      waits = 0
      await tell(ctx, step, new Date(data.opened), data.language)
    }
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

/** Whether the story’s past has not been heard yet as far as this. At night, when nobody in it speaks, a little less is enough. */
async function isEarly(ctx: Ctx, { at, deed }: Dated, opened: Date): Promise<boolean> {
  if (deed.kind !== 'raise' || deed.voices.length === 0) return false
  const pastBy = new Date(Math.min(at.getTime(), opened.getTime() - NIGHT_MS))
  const heard = await ctx.transact((db) => db
    .selectFrom('mention')
    .select('external_id')
    .where('network', '=', 'demo')
    .where('said_at', '>=', pastBy)
    .limit(1)
    .execute())
  return heard.length === 0
}

/** One step, at its moment. */
async function tell(ctx: Ctx, step: Dated, opened: Date, language: Language): Promise<void> {
  const { workspaceId } = ctx.actor
  const doer = { actor: { workspaceId, userId: null }, now: () => step.at }
  const dayOf = (db: Db, day: string) => dayMeant(db, workspaceId, opened, day)
  try {
    await ctx.transact((db) => doDeed(db, doer, step, { language, dayOf: (day) => dayOf(db, day), keyOf: (name) => keyOf(workspaceId, name) }))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
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
