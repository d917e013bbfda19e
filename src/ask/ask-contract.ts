/** Asks between people who work for the same company: what there is to know of them, and the lists of them. Part of contract.ts, the door. */
import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'
import { Page } from '../base/paging.ts'
import { ANSWERS, DEEDS, STATES } from './machine.ts'

/** The kinds that Heed knows: `ask.kind.KEY` in messages/. */
export const KINDS = ['link', 'mailing', 'newsletter', 'data', 'hours', 'budget', 'product_answer', 'legal', 'other'] as const
/** One of Heed's kinds, or the id of one of the workspace's own. */
export const Kind = z.union([z.enum(KINDS), z.uuid()])
export type Kind = z.infer<typeof Kind>

/** Why not: `ask.reason.KEY` in messages/. */
export const REASONS = ['law_or_privacy', 'security', 'accessibility', 'no_consent', 'freeze', 'capacity', 'not_ours', 'cheaper_way', 'duplicate', 'other'] as const
export const Reason = z.enum(REASONS)
export type Reason = z.infer<typeof Reason>

export const WORDS_UNITS_MAX = 4_000
export const VOICES_MAX = 12

/** Somebody's words: several lines of whole letters, perhaps none. */
export const Words = z.string().trim().max(WORDS_UNITS_MAX)
const Day = z.iso.date()
const Moment = z.iso.datetime()
const Id = z.uuid()
const ById = z.object({ id: Id })

/** Who asks or is asked: a department, a person, or both. Names are as they are today; null once they are gone. */
export const Party = z.object({
  departmentId: Id.nullable(),
  department: z.string().nullable(),
  /** An agency or a supplier. */
  isOutside: z.boolean(),
  personId: Id.nullable(),
  person: z.string().nullable(),
})
export type Party = z.infer<typeof Party>

/** A commitment with a day. */
export const Promised = z.object({
  id: Id,
  due: Day,
  firstDue: Day,
  /** What was promised, where that is not the whole ask. */
  scope: z.string(),
  /** How often another day was named before the day had passed; `movedLate`: once after it had. */
  moves: z.int().nonnegative(),
  movedLate: z.boolean(),
  state: z.enum(['due', 'kept', 'not_kept', 'withdrawn']),
  /** Its day has passed and it is still open. */
  isOverdue: z.boolean(),
  keptOn: Day.nullable(),
  madeAt: Moment,
})
export type Promised = z.infer<typeof Promised>

/** Whether it is known that the asked side has it. Silence is counted only where it is. */
export const Delivery = z.enum(['not_sent', 'not_known', 'failed', 'delivered', 'seen'])
export type Delivery = z.infer<typeof Delivery>

/** An ask as lists show it. */
export const Ask = z.object({
  id: Id,
  /** Of this workspace: people say "ask 12". */
  number: z.int().positive(),
  kind: Kind,
  /** The name of the workspace's own kind; null for Heed's. */
  kindName: z.string().nullable(),
  title: z.string(),
  from: Party,
  raisedBy: z.string().nullable(),
  to: Party,
  state: z.enum(STATES),
  round: z.int().positive(),
  neededBy: Day,
  raisedAt: Moment,
  askedAt: Moment,
  answerBy: Moment.nullable(),
  delivery: Delivery,
  /** Since when it counts as not answered, in all fairness; null: it does not. */
  silentAt: Moment.nullable(),
  /** The last promise, open or ended. */
  promise: Promised.nullable(),
  voices: z.int().nonnegative(),
  /** Whose turn it is: `waitsFor` of machine.ts. */
  waitsFor: z.enum(['asked', 'asking', 'nobody']),
  counterTo: Id.nullable(),
})
export type Ask = z.infer<typeof Ask>

/** What would make a no a yes, and whose it is to bring about (nobody named: the asking side's). */
export const Condition = z.object({
  words: z.string(),
  owner: Party.nullable(),
  counterAskId: Id.nullable(),
  metAt: Moment.nullable(),
})
export type Condition = z.infer<typeof Condition>

/** One answer, as it was given. The last one counts. */
export const Answer = z.object({
  id: Id,
  round: z.int().positive(),
  kind: z.enum(ANSWERS),
  due: Day.nullable(),
  words: z.string(),
  /** Null with a no: it is for management only, and the reader is not. */
  reason: Reason.nullable(),
  managementOnly: z.boolean(),
  condition: Condition.nullable(),
  way: z.enum(['link', 'mail', 'app', 'told']),
  by: z.string(),
  byAddress: z.string().nullable(),
  toldOn: Day.nullable(),
  writtenBy: z.string().nullable(),
  at: Moment,
  /** It waits for a code that was mailed, and does not count yet. */
  isUnconfirmed: z.boolean(),
})
export type Answer = z.infer<typeof Answer>

/** A voice behind an ask: somebody's words. */
export const Voice = z.object({
  mentionId: Id,
  text: z.string(),
  lang: z.string(),
  place: z.string(),
  author: z.string(),
  saidAt: Moment,
  url: z.string().nullable(),
})
export type Voice = z.infer<typeof Voice>

export const Comment = z.object({ id: Id, by: z.string(), words: z.string(), isUnreadMail: z.boolean(), at: Moment })
export const Attachment = z.object({ id: Id, name: z.string(), type: z.string(), bytes: z.int().nonnegative(), at: Moment })

/** A message that left because of an ask. */
export const Sending = z.object({
  id: Id,
  channel: z.enum(['mail', 'ticket', 'whatsapp', 'copy', 'app']),
  purpose: z.enum(['ask', 'reminder', 'deputy', 'answered', 'due', 'code', 'copy', 'question']),
  to: z.string().nullable(),
  state: z.enum(['waiting', 'sent', 'refused', 'bounced', 'unknown']),
  problem: z.string().nullable(),
  at: Moment,
  /** Since when whoever it went to has it open. */
  openedAt: Moment.nullable(),
})
export type Sending = z.infer<typeof Sending>

/** One thing that happened to an ask: a fact of this slice. */
export const Happening = z.object({ name: z.string(), by: z.string().nullable(), data: z.record(z.string(), z.unknown()), at: Moment })

/** An ask with all that belongs to it. Lists in it are whole: each has its bound. */
export const AskDetails = Ask.extend({
  details: z.string(),
  worth: z.string(),
  recipients: z.string().nullable(),
  amount: z.number().nullable(),
  currency: z.string(),
  query: z.object({ id: Id, name: z.string(), mentions: z.int().nonnegative() }).nullable(),
  shortNotice: z.boolean(),
  noEvidence: z.boolean(),
  evidence: z.array(Voice),
  answers: z.array(Answer),
  comments: z.array(Comment),
  files: z.array(Attachment),
  sendings: z.array(Sending),
  history: z.array(Happening),
  /** Asks that came of this one's conditions. */
  counterAsks: z.array(z.object({ id: Id, number: z.int(), title: z.string(), state: z.enum(STATES), to: Party })),
  /** Where the reader stands by themselves; owners and managers may also act for a side on which they are not. */
  sides: z.array(z.enum(['asking', 'asked', 'condition_owner'])),
  /** What the reader may do with it now; `write_down`: an answer that the asked side gave by phone or in a meeting. */
  may: z.array(z.enum([...DEEDS, 'write_down', 'comment', 'attach', 'send'])),
  revision: z.int().positive(),
})
export type AskDetails = z.infer<typeof AskDetails>

export const asks = endpoint({
  name: 'ask.asks',
  kind: 'read',
  needs: 'ask:read',
  about: 'Asks, newest first: mine to answer, mine to follow, or all that the reader may see. An outsider sees those of their own side.',
  input: Page.extend({
    box: z.enum(['to_answer', 'to_follow', 'all']).default('all'),
    /**
     * The columns of a board: `waiting` for an answer (asked, seen, needs_date), `countered` (or declined), `refused`, `promised`, and `over` (kept,
     * not_kept, withdrawn). `open`: all but `over`; `silent`: it counts as not answered; `overdue`: its promise's day has passed.
     */
    state: z.enum(['open', 'waiting', 'countered', 'refused', 'promised', 'over', 'silent', 'overdue']).optional(),
    departmentId: Id.optional(),
    mentionId: Id.optional(),
    find: z.string().trim().max(100).optional(),
  }),
  output: z.object({ asks: z.array(Ask), next: z.string().nullable() }),
})

export const counts = endpoint({
  name: 'ask.counts',
  kind: 'read',
  needs: 'ask:read',
  about: 'How many asks wait: mine to answer, mine to follow, without an answer, promises due within a week, overdue. Each opens to its asks.',
  input: z.object({}),
  output: z.object({ toAnswer: z.int(), toFollow: z.int(), silent: z.int(), dueSoon: z.int(), overdue: z.int() }),
})

export const promisesDue = endpoint({
  name: 'ask.promises_due',
  kind: 'read',
  needs: 'ask:read',
  about: 'Open promises, overdue ones first, then those of the next days.',
  input: z.object({ days: z.coerce.number().int().min(0).max(90).default(7), limit: z.coerce.number().int().min(1).max(100).default(20) }),
  output: z.object({ asks: z.array(Ask) }),
})

export const ask = endpoint({
  name: 'ask.ask',
  kind: 'read',
  needs: 'ask:read',
  about: 'One ask with its evidence, answers, messages and history, and what the reader may do with it.',
  input: ById,
  output: AskDetails,
})

export const ofMentions = endpoint({
  name: 'ask.of_mentions',
  kind: 'read',
  needs: 'ask:read',
  about: 'Which asks were raised with these mentions (ids separated by commas): what they wait for, and until when.',
  input: z.object({ ids: z.string().max(8_000) }),
  output: z.object({ asks: z.array(Ask.extend({ mentionId: Id })) }),
})

export const attachment = endpoint({
  name: 'ask.attachment',
  kind: 'file',
  needs: 'ask:read',
  about: 'A file that was attached.',
  input: z.object({ id: Id, fileId: Id }),
  output: z.string(),
})
