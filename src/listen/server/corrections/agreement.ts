import { sql } from 'kysely'
import type { OutputOf } from '../../../base/endpoint.ts'
import type { Db } from '../../../base/server/database.ts'
import type { Ctx } from '../../../ctx.ts'
import { CHECKS_MIN, likeliest, PUBLISHED, type Shift, shifted, SENTIMENTS, UNDERSTOOD_BY } from '../../../language/index.ts'
import * as contract from '../../contract.ts'
import { mayKnowStaff } from '../read-filter.ts'
import { NOT_TAKEN_BACK } from './effective.ts'
import { headOf, type What } from './heads.ts'
import { newestCalibration } from './learn.ts'
import { wilson } from './wilson.ts'

/** Checks of one thing in one language, at one place, of one version of the models. */
export type Counted = { readonly head: contract.Head; readonly lang: string; readonly place: string; readonly version: string; readonly judged: number; readonly agreed: number; readonly since: Date }

/** How often people and machines agree, with all that it takes to judge that figure. */
export async function agreement(ctx: Ctx): Promise<OutputOf<typeof contract.agreement>> {
  return ctx.transact(async (db) => {
    const counted = await countedChecks(db, ctx)
    const today = counted.filter(({ version }) => modelsOf(version) === UNDERSTOOD_BY)
    return {
      version: UNDERSTOOD_BY,
      agreements: [
        ...summed(today, ({ head }) => ({ head, lang: null, place: null })),
        ...summed(today, ({ head, lang }) => ({ head, lang, place: null })),
        ...summed(today, ({ head, lang, place }) => ({ head, lang, place })),
      ],
      published: publishedFor(ctx),
      versions: versionsOf(counted),
      checks: await stateOfChecks(db),
      inPassing: await countInPassing(db, ctx),
      calibration: await tellCalibration(db),
    }
  })
}

/** What was checked, by all that it is told by; what is about staff only for whoever may know. */
export async function countedChecks(db: Db, ctx: Ctx): Promise<Counted[]> {
  const { rows } = await sql<Omit<Counted, 'head'> & { what: What }>`
    select c.what, c.lang, c.place, coalesce(c.understood_by, '') as version,
      count(*)::int as judged, (count(*) filter (where c.said = c.machine))::int as agreed, min(c.said_at) as since
    from mention_correction c where c.is_check and ${NOT_TAKEN_BACK} and ${isForAll(ctx)}
    group by 1, 2, 3, 4`.execute(db)
  return rows.map(({ what, ...row }) => ({ ...row, head: headOf(what) }))
}

const isForAll = (ctx: Ctx) => (mayKnowStaff(ctx.actor) ? sql`true` : sql`c.what <> 'about_staff'`)

/** A version without the calibration that was in force with it. */
const modelsOf = (version: string): string => version.split('+', 1)[0] ?? ''

/** What is published of the models of today; what is about staff only for whoever may know, as with what is measured here. */
const publishedFor = (ctx: Ctx): contract.PublishedFigure[] => (
  PUBLISHED.filter(({ head }) => head !== 'aboutStaff' || mayKnowStaff(ctx.actor))
    .map(({ head, lang, on, rightInThousand, rows }) => {
      const right = rightInThousand / 1000
      return { head, lang, on, right, rows, interval: wilson(Math.round(right * rows), rows) }
    })
)

/** The interval that a share may be told with; null: too few. */
export const intervalOf = ({ judged, agreed }: { judged: number; agreed: number }): [number, number] | null => (
  judged < contract.JUDGED_MIN ? null : wilson(agreed, judged)
)

function summed<Key extends object>(rows: readonly Counted[], keyOf: (row: Counted) => Key) {
  return [...Map.groupBy(rows, (row) => JSON.stringify(keyOf(row)))]
    .flatMap(([, [first, ...others]]) => (first ? [{ ...keyOf(first), ...sumOf([first, ...others]) }] : []))
    .toSorted((a, b) => b.judged - a.judged)
}

function sumOf(rows: readonly Counted[]) {
  const judged = rows.reduce((sum, row) => sum + row.judged, 0)
  const agreed = rows.reduce((sum, row) => sum + row.agreed, 0)
  return { judged, agreed, interval: intervalOf({ judged, agreed }) }
}

/** The oldest first. */
function versionsOf(counted: readonly Counted[]): contract.AgreementTold['versions'] {
  return summed(counted, ({ head, version }) => ({ head, version }))
    .map((row) => ({ ...row, since: firstOf(counted, row.version).toISOString() }))
    .toSorted((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0))
}

const firstOf = (counted: readonly Counted[], version: string): Date => (
  new Date(Math.min(...counted.filter((row) => row.version === version).map(({ since }) => since.getTime())))
)

async function stateOfChecks(db: Db): Promise<contract.AgreementTold['checks']> {
  const { rows: [row] } = await sql<contract.AgreementTold['checks']>`
    select (count(*) filter (where ended_at is not null and not is_skipped))::int as judged, (count(*) filter (where is_skipped))::int as skipped,
      (count(*) filter (where ended_at is null))::int as left
    from mention_check`.execute(db)
  return row ?? { judged: 0, skipped: 0, left: 0 }
}

async function countInPassing(db: Db, ctx: Ctx): Promise<contract.AgreementTold['inPassing']> {
  const { rows: [row] } = await sql<contract.AgreementTold['inPassing']>`
    select (count(*) filter (where c.said <> c.machine))::int as corrected, (count(*) filter (where c.said = c.machine))::int as confirmed
    from mention_correction c where not c.is_check and ${NOT_TAKEN_BACK} and ${isForAll(ctx)}`.execute(db)
  return row ?? { corrected: 0, confirmed: 0 }
}

async function tellCalibration(db: Db): Promise<contract.AgreementTold['calibration']> {
  const newest = await newestCalibration(db)
  const shifts = newest?.understood_by === UNDERSTOOD_BY ? newest.shifts : []
  return {
    version: newest?.version ?? null, madeAt: newest?.made_at.toISOString() ?? null, isReset: newest?.is_reset ?? false, checksMin: CHECKS_MIN,
    shifts: shifts.map((shift) => ({ ...shift, logOdds: { ...shift.logOdds }, ...inWords(shift) })),
  }
}

/** Shares that an even chance of each sentiment would shift to: a little, more, clearly more. */
const DEGREES = [0.4, 0.5]
const EVEN = { negative: 1 / 3, neutral: 1 / 3, positive: 1 / 3 }

/** Towards what a shift leads, and how far, for people. */
function inWords({ logOdds }: Shift): Pick<contract.ShiftTold, 'towards' | 'degree'> {
  const chances = shifted(EVEN, logOdds)
  const towards = likeliest(chances)
  const isAny = SENTIMENTS.some((sentiment) => Math.abs(logOdds[sentiment]) > 0.01)
  return { towards: isAny ? towards : null, degree: 1 + DEGREES.filter((share) => chances[towards] >= share).length }
}
