/** What tests of the ledger do with a company: let time pass, ask and answer, and read the ledger as somebody. */
import { randomUUID } from 'node:crypto'
import type { Asker, World } from '../../../../tests/support/world.ts'
import type { InputOf, OutputOf } from '../../../base/endpoint.ts'
import * as contract from '../../contract.ts'
import { type Company, DAYS, newCompany } from '../asks.test-support.ts'
import { planTending } from '../tell/tend.ts'
import { keepLedgerRow } from './keep-ledger-row.ts'
import { rollUpLedger } from './roll-up.ts'

const DAY_MS = 86_400_000

export type Books = Company & {
  /** Lets so many days pass. */
  pass(days: number): void
  answer(id: string, answer: InputOf<typeof contract.answer>['answer'], as?: Asker): Promise<void>
  /** The warehouse has it and does not answer, until silence falls. */
  staySilent(id: string): Promise<void>
  /** The warehouse promises a Tuesday and keeps it on this day. */
  keepOn(id: string, day: string): Promise<void>
  /** What somebody reads of their department, or of another. */
  read(as: Asker, department?: string): Promise<OutputOf<typeof contract.ledger>>
  /** The figures of what this department was asked, as somebody reads them. */
  figures(as: Asker, department?: string): Promise<contract.Figures>
  asksOf(as: Asker, input: InputOf<typeof contract.ledgerAsks>): Promise<contract.LedgerAsk[]>
  rollUp(): Promise<void>
}

/** A company with its ledger. */
export async function newBooks(world: World): Promise<Books> {
  const company = await newCompany(world)
  const done = async (answered: Promise<{ status: number; body: unknown }>): Promise<void> => {
    const { status, body } = await answered
    if (status !== 200) throw new Error(JSON.stringify(body))
  }
  const read: Books['read'] = async (as, department) =>
    (await world.call(contract.ledger, { span: 'all', ...(department && { departmentId: department }) }, as)).body
  return {
    ...company,
    read,
    pass: (days) => {
      world.clock.now = new Date(world.clock.now.getTime() + days * DAY_MS)
    },
    answer: (id, answer, as = company.warehouse) => done(world.call(contract.answer, { id, answer, key: randomUUID() }, as)),
    staySilent: async (id) => {
      await done(world.call(contract.see, { id }, company.warehouse))
      world.clock.now = new Date(world.clock.now.getTime() + 5 * DAY_MS)
      await company.within(async (db, doer) => {
        await planTending(db, doer, id)
        await keepLedgerRow(db, company.workspaceId, id)
      })
    },
    keepOn: async (id, day) => {
      await done(world.call(contract.answer, { id, answer: { kind: 'yes_by', due: DAYS.tuesday }, key: randomUUID() }, company.warehouse))
      world.clock.now = new Date(`${day}T10:00:00+02:00`)
      await done(world.call(contract.keepPromise, { id, on: day }, company.warehouse))
    },
    figures: async (as, department) => (await read(as, department)).total,
    asksOf: async (as, input) => (await world.call(contract.ledgerAsks, { span: 'all', limit: 100, ...input }, as)).body.asks,
    rollUp: () => rollUpLedger({ doors: world.doors, now: () => world.clock.now }),
  }
}
