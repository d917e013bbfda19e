/** The ledger between departments: what was asked, how it was answered, what became of promises. Part of contract.ts, the door. */
import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'
import { Page } from '../base/paging.ts'
import { REASONS } from './ask-contract.ts'

const Id = z.uuid()
const Count = z.int().nonnegative()
const Day = z.iso.date()
const Moment = z.iso.datetime()

/** Longer than so many working days is told as so many. */
export const DAYS_MAX = 20
/** The other side sees what happened so many days later, owners and managers so many days after that. */
export const PAIR_DAYS = 14
export const MANAGEMENT_DAYS = 28
/** So long a department may say that it was otherwise; and so long nobody else sees it while the other side has not decided. */
export const CORRECT_DAYS = 14

/** Asks of this month, of the last three, of the last twelve (this one among them), or all. */
export const LedgerSpan = z.enum(['month', 'quarter', 'year', 'all'])
export type LedgerSpan = z.infer<typeof LedgerSpan>

/** Each figure that opens to its asks. `ask.ledger.figure.KEY` and its definition `ask.ledger.definition.KEY` in messages/. */
export const FIGURES = [
  'asked', 'yes', 'but', 'no', 'silent', 'waiting', 'answered', 'in_time', 'in_time_of',
  'kept', 'moved', 'late', 'not_kept', 'taken_back', 'open', 'kept_or_moved', 'kept_of', 'short_notice', 'no_evidence',
  'conditions', 'met', 'turned',
] as const
export const LedgerFigure = z.enum(FIGURES)
export type LedgerFigure = z.infer<typeof LedgerFigure>

/**
 * What is counted of asks to one side. Each is a number of rounds: what is asked again is another question. An ask that was taken back
 * before it was answered counts nowhere.
 */
export const Figures = z.object({
  asked: Count,
  yes: Count,
  but: Count,
  no: Count,
  /** No answer by when one was due, though it is known to have arrived. */
  silent: Count,
  /** No answer yet, or none that the reader sees yet. */
  waiting: Count,
  /** Answered by when an answer was due, and of how many: those answered late or not at all are not among them if they came at short notice or without evidence. */
  inTime: Count,
  inTimeOf: Count,
  /** Promises kept by the day first named, by another named in advance; kept or open after it; said not to be kept; taken back. */
  kept: Count,
  moved: Count,
  late: Count,
  notKept: Count,
  takenBack: Count,
  open: Count,
  /** Of how many promises `kept` and `moved` are: as with answers. */
  keptOf: Count,
  /** On the asking side's account. */
  shortNotice: Count,
  noEvidence: Count,
  /** Half of the answers came within so many working days, rounded up to whole ones (0: the same day; 20: or more); null: there are none. */
  medianDays: Count.max(DAYS_MAX).nullable(),
})
export type Figures = z.infer<typeof Figures>

/** A department as the ledger names it; in place of one: null for people of no department. */
export const LedgerDepartment = z.object({ id: Id, name: z.string(), isOutside: z.boolean() })
export type LedgerDepartment = z.infer<typeof LedgerDepartment>

export const LedgerLine = z.object({ department: LedgerDepartment.nullable(), figures: Figures })
export type LedgerLine = z.infer<typeof LedgerLine>

/** What of it a correction is about; what it says that it was: answered in time, kept, moved in advance, or nothing to count. */
export const CorrectionAbout = z.enum(['silent', 'late_answer', 'late', 'not_kept', 'taken_back'])
export type CorrectionAbout = z.infer<typeof CorrectionAbout>
export const CorrectionTruth = z.enum(['in_time', 'kept', 'moved', 'not_counted'])
export type CorrectionTruth = z.infer<typeof CorrectionTruth>

/** What may be said to be true instead. */
export const TRUTHS: Readonly<Record<CorrectionAbout, readonly CorrectionTruth[]>> = {
  silent: ['not_counted'],
  late_answer: ['in_time', 'not_counted'],
  late: ['kept', 'moved', 'not_counted'],
  not_kept: ['kept', 'moved', 'not_counted'],
  taken_back: ['moved', 'not_counted'],
}

export const Correction = z.object({
  id: Id,
  about: CorrectionAbout,
  /** Null: a comment, with nothing to decide. */
  truth: CorrectionTruth.nullable(),
  words: z.string(),
  at: Moment,
  state: z.enum(['said', 'open', 'accepted', 'contested']),
  settledWords: z.string(),
  /** Whether the reader may decide on it. */
  maySettle: z.boolean(),
})
export type Correction = z.infer<typeof Correction>

/** An ask as the ledger counts it, in one round. What the reader does not see yet is left out as if it had not happened. */
export const LedgerAsk = z.object({
  askId: Id,
  number: z.int().positive(),
  round: z.int().positive(),
  title: z.string(),
  to: LedgerDepartment,
  from: LedgerDepartment.nullable(),
  askedAt: Moment,
  answer: z.enum(['yes', 'but', 'no', 'silent']).nullable(),
  inTime: z.boolean().nullable(),
  days: Count.nullable(),
  promise: z.enum(['open', 'kept', 'moved', 'late', 'not_kept', 'taken_back']).nullable(),
  shortNotice: z.boolean(),
  noEvidence: z.boolean(),
  corrections: z.array(Correction),
  /** What the reader's department may say about it: that it was one of these instead, or, with none, only a comment. */
  mayCorrect: z.array(z.object({ about: CorrectionAbout, truths: z.array(CorrectionTruth) })),
})
export type LedgerAsk = z.infer<typeof LedgerAsk>

const OfSpan = z.object({ span: LedgerSpan.default('year') })

/** What the reader is told about who sees what. */
export const Sharing = z.object({
  /** The reader's department. */
  own: LedgerDepartment.nullable(),
  /** Whether they read every department's figures: owners and managers do, and all if every department has agreed. */
  readsAll: z.boolean(),
  /** Asks of which the reader's department sees more than others do, for now. */
  onlyOwn: Count,
  /** How many departments have agreed that all may see, of those that asked or were asked; `own`: whether the reader's has. */
  agreed: z.object({ departments: Count, of: Count, own: z.boolean().nullable() }),
})
export type Sharing = z.infer<typeof Sharing>

export const ledger = endpoint({
  name: 'ask.ledger',
  kind: 'read',
  needs: 'ledger:read',
  about: 'What a department was asked by each other and what it asked of them: the reader’s own, unless another is named. What happened is seen '
    + 'by a department itself at once, by the other side after 14 days, by owners and managers after 28.',
  input: OfSpan.extend({ departmentId: Id.optional() }),
  output: z.object({
    /** The first day that is counted; null: from the beginning. */
    from: Day.nullable(),
    /** Null: the reader is of no department, and named none. */
    department: LedgerDepartment.nullable(),
    total: Figures,
    /** Asked of it, by who asked. */
    askedBy: z.array(LedgerLine),
    /** What it asked, in all and by whom it asked: its short notices and asks without evidence are its own. */
    asking: Figures,
    askedOf: z.array(LedgerLine),
    sharing: Sharing,
  }),
})

export const ledgerOfAll = endpoint({
  name: 'ask.ledger_of_all',
  kind: 'read',
  needs: 'ledger:read',
  about: 'What was asked of each department, by name, and what each asked: for owners and managers, and for all once every department has agreed.',
  input: OfSpan,
  output: z.object({
    from: Day.nullable(),
    departments: z.array(z.object({ department: LedgerDepartment, asked: Figures, asking: Figures.pick({ asked: true, shortNotice: true, noEvidence: true }) })),
    sharing: Sharing,
  }),
})

export const ledgerAsks = endpoint({
  name: 'ask.ledger_asks',
  kind: 'read',
  needs: 'ledger:read',
  about: 'The asks that a figure counts, newest first, with what was said to them. One of the two departments is the reader’s own, unless they read all.',
  input: Page.extend({
    ...OfSpan.shape,
    figure: LedgerFigure.default('asked'),
    toId: Id.optional(),
    /** `nobody`: people of no department. */
    fromId: Id.or(z.literal('nobody')).optional(),
    /** Only what was refused for this reason; `hidden`: for one that is for management only, where the reader is not told which. */
    reason: z.enum([...REASONS, 'hidden']).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(30),
  }),
  output: z.object({ asks: z.array(LedgerAsk), next: z.string().nullable() }),
})

/** Why not, and what came of it. */
export const ReasonLine = z.object({
  /** Null: for management only, and the reader is not. */
  reason: z.enum(REASONS).nullable(),
  no: Count,
  /** With a condition that would make it a yes; where that was met; and where it then became a yes. */
  conditions: Count,
  met: Count,
  turned: Count,
})
export type ReasonLine = z.infer<typeof ReasonLine>

export const reasons = endpoint({
  name: 'ask.reasons',
  kind: 'read',
  needs: 'ledger:read',
  about: 'Why departments said no, most frequent first, and how often a condition was met and it became a yes: by a department, to it, or of all.',
  input: OfSpan.extend({ departmentId: Id.optional(), side: z.enum(['given', 'received', 'all']).default('given') }),
  output: z.object({ reasons: z.array(ReasonLine) }),
})

/** What would make a no a yes, and has not come about. */
export const OpenCondition = z.object({
  askId: Id,
  number: z.int().positive(),
  title: z.string(),
  words: z.string(),
  to: LedgerDepartment.nullable(),
  from: LedgerDepartment.nullable(),
  /** Whose it is; null: a person of no department, who is not named here. */
  owner: LedgerDepartment.nullable(),
  /** It is the asking side's, as nobody was named. */
  isAskers: z.boolean(),
  at: Moment,
  counterAskId: Id.nullable(),
})
export type OpenCondition = z.infer<typeof OpenCondition>

export const conditions = endpoint({
  name: 'ask.conditions',
  kind: 'read',
  needs: 'ledger:read',
  about: 'Conditions that are open, newest first, and whose they are: of asks to or from a department, or for it to bring about; of all for whoever reads all.',
  input: Page.extend({ departmentId: Id.optional(), limit: z.coerce.number().int().min(1).max(100).default(30) }),
  output: z.object({ conditions: z.array(OpenCondition), next: z.string().nullable() }),
})

export const thanks = endpoint({
  name: 'ask.thanks',
  kind: 'read',
  needs: 'ledger:read',
  about: 'Promises that were kept, or moved in advance and then kept, newest first: credited to the department that kept them, where it was asked for.',
  input: Page.extend({ departmentId: Id.optional(), side: z.enum(['by', 'for']).default('by'), limit: z.coerce.number().int().min(1).max(100).default(30) }),
  output: z.object({
    thanks: z.array(z.object({ askId: Id, number: z.int().positive(), title: z.string(), by: LedgerDepartment, for: LedgerDepartment.nullable(), at: Moment })),
    next: z.string().nullable(),
  }),
})

export const correct = endpoint({
  name: 'ask.correct',
  kind: 'act',
  needs: 'ledger:answer',
  about: 'A department says to its own line that it was otherwise, within 14 days: the other side decides. Without a truth it is a comment, shown beside it.',
  input: z.object({
    askId: Id,
    round: z.int().positive(),
    about: CorrectionAbout,
    truth: CorrectionTruth.nullable().default(null),
    words: z.string().trim().min(1).max(1_000),
  }),
  output: Correction,
})

export const settleCorrection = endpoint({
  name: 'ask.settle_correction',
  kind: 'act',
  needs: 'ledger:answer',
  about: 'The asking side accepts a correction, and it counts so; or contests it, and both versions are shown.',
  input: z.object({ id: Id, accept: z.boolean(), words: z.string().trim().max(1_000).default('') }),
  output: Correction,
})

export const openCorrections = endpoint({
  name: 'ask.open_corrections',
  kind: 'read',
  needs: 'ledger:read',
  about: 'Corrections that wait for the reader’s department to accept or contest them, and its own that wait for others.',
  input: z.object({}),
  output: z.object({ asks: z.array(LedgerAsk) }),
})

export const agreeToShow = endpoint({
  name: 'ask.agree_to_show',
  kind: 'act',
  needs: 'ledger:answer',
  about: 'One’s own department agrees that the whole workspace sees the ledger, once all departments do.',
  input: z.object({}),
  output: Sharing,
})

export const takeBackAgreement = endpoint({
  name: 'ask.take_back_agreement',
  kind: 'act',
  needs: 'ledger:answer',
  about: 'One’s own department no longer agrees: from now on departments read their own, the other side’s, and management all.',
  input: z.object({}),
  output: Sharing,
})
