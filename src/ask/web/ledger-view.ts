import type { LedgerSpan } from '../contract.ts'

/** Which asks the ledger counts, whose it shows (nobody named: the reader’s own department), and which part of it. */
export type LedgerView = { readonly span: LedgerSpan; readonly whose: string | undefined; readonly part: LedgerPart }

export const SPANS = ['month', 'quarter', 'year', 'all'] as const
export const PARTS = ['figures', 'reasons', 'conditions', 'thanks'] as const
export type LedgerPart = (typeof PARTS)[number]

/** Instead of a department: all of them. */
export const ALL = 'all'

/** What the address of the page may say. */
export const LEDGER_ADDRESS = ['span', 'of', 'part'] as const
export type LedgerAddress = Partial<Record<(typeof LEDGER_ADDRESS)[number], string>>

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/** What an address means; what could not be one is left out. */
export const ledgerViewOf = ({ span, of, part }: LedgerAddress): LedgerView => ({
  span: SPANS.find((each) => each === span) ?? 'year',
  whose: of === ALL || (of && UUID.test(of)) ? of : undefined,
  part: PARTS.find((each) => each === part) ?? 'figures',
})

/** The address of what is seen. */
export const addressOfLedger = ({ span, whose, part }: LedgerView): LedgerAddress => ({
  ...(span === 'year' ? {} : { span }),
  ...(whose ? { of: whose } : {}),
  ...(part === 'figures' ? {} : { part }),
})
