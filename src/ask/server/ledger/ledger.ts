import type { ParsedOf } from '../../../base/endpoint.ts'
import type { Db } from '../../../base/server/database.ts'
import type { Ctx } from '../../../ctx.ts'
import { calendarOf } from '../../../people/index.ts'
import type * as contract from '../../contract.ts'
import { type Access, accessOf, mayReadAllOf, refuseUnreadable, sharingOf } from './access.ts'
import type { Sums } from './counts.ts'
import { figuresOf, firstDayOf, sumsByLine } from './sums.ts'

/** What one department was asked and what it asked: the reader's own, or another that they may read. */
export function ledger(ctx: Ctx, { span, departmentId }: ParsedOf<typeof contract.ledger>) {
  return ctx.transact(async (db) => {
    const access = await accessOf(db, ctx)
    const from = await firstDay(db, ctx, span)
    const department = departmentId === undefined ? access.departments.get(access.watcher.own ?? '') ?? null : refuseUnreadable(access, departmentId)
    const [askedBy, askedOf] = department === null ? [new Map(), new Map()] : [
      await sumsByLine(db, access.watcher, from, { to: department.id }),
      await sumsByLine(db, access.watcher, from, { from: department.id }),
    ]
    const readable = new Map([...askedOf].filter(([id]) => department?.id === access.watcher.own || mayReadAllOf(access, id)))
    return {
      from, department,
      total: figuresOf(...askedBy.values()), askedBy: linesOf(access, askedBy),
      asking: figuresOf(...readable.values()), askedOf: linesOf(access, readable),
      sharing: await sharingOf(db, access),
    }
  })
}

/** What each department was asked, and asked, by name: none for whoever may not read all. */
export function ledgerOfAll(ctx: Ctx, { span }: ParsedOf<typeof contract.ledgerOfAll>) {
  return ctx.transact(async (db) => {
    const access = await accessOf(db, ctx)
    const from = await firstDay(db, ctx, span)
    if (!access.readsAll) return { from, departments: [], sharing: await sharingOf(db, access) }
    const asked = await sumsByLine(db, access.watcher, from, 'asked')
    const asking = await sumsByLine(db, access.watcher, from, 'asking')
    const departments = [...access.departments.values()]
      .filter(({ id }) => mayReadAllOf(access, id) && (asked.has(id) || asking.has(id)))
      .map((department) => ({ department, asked: figuresOf(...some(asked.get(department.id))), asking: figuresOf(...some(asking.get(department.id))) }))
    return { from, departments, sharing: await sharingOf(db, access) }
  })
}

const firstDay = async (db: Db, ctx: Ctx, span: contract.LedgerSpan): Promise<string | null> =>
  firstDayOf(span, (await calendarOf(db, ctx.actor.workspaceId, null)).zone, ctx.now())

/** Lines by name, people of no department last: an order that ranks nobody. */
function linesOf({ departments }: Access, sums: ReadonlyMap<string | null, Sums>): contract.LedgerLine[] {
  const nobody = sums.get(null)
  const named = [...departments.values()].flatMap((department) => some(sums.get(department.id)).map((of) => ({ department, figures: figuresOf(of) })))
  return nobody ? [...named, { department: null, figures: figuresOf(nobody) }] : named
}

const some = <Thing>(thing: Thing | undefined): Thing[] => (thing === undefined ? [] : [thing])
