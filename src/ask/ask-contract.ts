/** Asks between people who work for the same company, and the deeds of those who are at work in Heed. Part of contract.ts, the door. */
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
export const CONDITION_UNITS_MAX = 1_000
export const VOICES_MAX = 12
export const WORKING_DAYS_SHOWN = 20
export const FILE_BYTES_MAX = 5 * 1024 * 1024

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

const Titled = z.string().trim().min(1).max(160).regex(/^[^\p{Cc}\p{Cs}]*$/u)

/** What is to be asked. To a department, or to a person. */
export const Draft = z.object({
  kind: Kind,
  title: Titled,
  details: Words.default(''),
  worth: z.string().trim().max(500).default(''),
  /** A mailing's: who gets it, and what they agreed to. Asked of every mailing. */
  recipients: z.string().trim().max(1_000).nullable().default(null),
  amount: z.int().nonnegative().max(1_000_000_000_000).nullable().default(null),
  /** Null: the asker's own department, if they have one. */
  fromDepartmentId: Id.nullable().default(null),
  toDepartmentId: Id.nullable().default(null),
  toPersonId: Id.nullable().default(null),
  neededBy: Day,
  mentionIds: z.array(Id).max(VOICES_MAX).default([]),
  queryId: Id.nullable().default(null),
})
export type Draft = z.infer<typeof Draft>

export const raise = endpoint({
  name: 'ask.raise',
  kind: 'act',
  needs: 'ask:raise',
  about: 'Asks a department or a person for something. Nothing leaves by itself: send it, or share its link. Sent again with the same key, it is raised once.',
  input: Draft.extend({ key: Id }),
  output: AskDetails,
})

/** What a card says to a draft. None of it forbids to ask. */
export const Notice = z.discriminatedUnion('about', [
  /** Needed sooner than the department can do it: the first day it can. */
  z.object({ about: z.literal('short_notice'), leadDays: z.int(), possibleFrom: Day }),
  z.object({ about: z.literal('freeze'), from: Day, until: Day, why: z.string() }),
  z.object({ about: z.literal('not_offered') }),
  z.object({ about: z.literal('needs'), words: z.string() }),
  z.object({ about: z.literal('day_off'), next: Day }),
  /** Nobody works there whom it could reach. */
  z.object({ about: z.literal('nobody_there') }),
  z.object({ about: z.literal('away'), person: z.string(), until: Day, deputy: z.string().nullable() }),
  z.object({ about: z.literal('no_evidence') }),
  /** The same was asked already and is open. */
  z.object({ about: z.literal('asked_already'), askId: Id, number: z.int() }),
])
export type Notice = z.infer<typeof Notice>

export const weigh = endpoint({
  name: 'ask.weigh',
  kind: 'read',
  needs: 'ask:raise',
  about: 'What the service card of whoever would be asked says to a draft: too short a notice, a freeze, what it needs to see. None of it forbids to ask.',
  input: z.object({
    kind: Kind,
    title: z.string().max(160).default(''),
    toDepartmentId: Id.optional(),
    toPersonId: Id.optional(),
    neededBy: Day.optional(),
    hasEvidence: z.enum(['yes', 'no']).default('no'),
  }),
  output: z.object({
    notices: z.array(Notice),
    answerBy: Moment.nullable(),
    /** The next `WORKING_DAYS_SHOWN` working days where the ask would go, today not among them: from these one chooses. */
    workingDays: z.array(Day),
  }),
})

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

/** The revision the deed was chosen at: when the ask has changed since, it is refused as `conflict`. */
const OnAsk = ById.extend({ revision: z.int().positive().optional() })

const ConditionGiven = z.object({
  words: z.string().trim().min(1).max(CONDITION_UNITS_MAX),
  ownerDepartmentId: Id.nullable().default(null),
  ownerPersonId: Id.nullable().default(null),
})

/** One of the three answers; the fourth is a *yes* that still lacks its date. */
export const AnswerGiven = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('yes_by'), due: Day, words: Words.default('') }),
  z.object({ kind: z.literal('yes_needs_date'), words: Words.default('') }),
  /** Another date, another scope, or both. */
  z.object({ kind: z.literal('yes_but'), due: Day.nullable().default(null), words: Words.default('') }),
  z.object({
    kind: z.literal('no_because'),
    reason: Reason,
    words: Words.default(''),
    managementOnly: z.boolean().default(false),
    /** Null: nothing that they know of. */
    condition: ConditionGiven.nullable().default(null),
  }),
])
export type AnswerGiven = z.infer<typeof AnswerGiven>

export const see = endpoint({
  name: 'ask.see',
  kind: 'act',
  needs: 'ask:answer',
  about: 'Says that the asked side has seen it, which is no answer.',
  input: OnAsk,
  output: AskDetails,
})

export const answer = endpoint({
  name: 'ask.answer',
  kind: 'act',
  needs: 'ask:answer',
  about: 'Answers for one’s own side. A later answer stands beside the earlier one, and counts.',
  input: OnAsk.extend({ answer: AnswerGiven, key: Id }),
  output: AskDetails,
})

export const writeDown = endpoint({
  name: 'ask.write_down',
  kind: 'act',
  needs: 'ask:answer',
  about: 'Writes down an answer that was given by phone or in a meeting. The department gets a copy and may correct it.',
  input: OnAsk.extend({ answer: AnswerGiven, by: z.string().trim().min(1).max(120), personId: Id.nullable().default(null), toldOn: Day, key: Id }),
  output: AskDetails,
})

export const acceptCounter = endpoint({
  name: 'ask.accept_counter',
  kind: 'act',
  needs: 'ask:answer',
  about: 'Takes a *yes, but*: with its date it becomes a promise, without one it still needs a date.',
  input: OnAsk,
  output: AskDetails,
})

export const declineCounter = endpoint({
  name: 'ask.decline_counter',
  kind: 'act',
  needs: 'ask:answer',
  about: 'Does not take a *yes, but*, and says why.',
  input: OnAsk.extend({ words: Words.default('') }),
  output: AskDetails,
})

export const askAgain = endpoint({
  name: 'ask.ask_again',
  kind: 'act',
  needs: 'ask:answer',
  about: 'Asks again, with all that happened before in view: a new round with its own clock.',
  input: OnAsk.extend({ neededBy: Day, words: Words.default('') }),
  output: AskDetails,
})

export const meetCondition = endpoint({
  name: 'ask.meet_condition',
  kind: 'act',
  needs: 'ask:answer',
  about: 'Says that what would make the no a yes has come about: the ask is asked again.',
  input: OnAsk.extend({ neededBy: Day.nullable().default(null), words: Words.default('') }),
  output: AskDetails,
})

export const withdraw = endpoint({
  name: 'ask.withdraw',
  kind: 'act',
  needs: 'ask:raise',
  about: 'Takes an ask back, and says why. Its links say so from now on; a promise made on it is released.',
  input: OnAsk.extend({ words: Words.default('') }),
  output: AskDetails,
})

export const movePromise = endpoint({
  name: 'ask.move_promise',
  kind: 'act',
  needs: 'ask:answer',
  about: 'Names another day for a promise. Before its day has passed that is as good as keeping it; afterwards it is late.',
  input: OnAsk.extend({ due: Day, words: Words.default('') }),
  output: AskDetails,
})

export const keepPromise = endpoint({
  name: 'ask.keep_promise',
  kind: 'act',
  needs: 'ask:answer',
  about: 'Says that a promise was kept, and on which day.',
  input: OnAsk.extend({ on: Day, words: Words.default('') }),
  output: AskDetails,
})

export const notKept = endpoint({
  name: 'ask.not_kept',
  kind: 'act',
  needs: 'ask:answer',
  about: 'Says that a promise was not kept and will not be. Not before its day has passed, unless whoever promised says so.',
  input: OnAsk.extend({ words: Words.default('') }),
  output: AskDetails,
})

export const dispute = endpoint({
  name: 'ask.dispute',
  kind: 'act',
  needs: 'ask:answer',
  about: 'Says, within 14 days, that what was called kept was not: the promise is open again.',
  input: OnAsk.extend({ words: Words.min(1) }),
  output: AskDetails,
})

export const comment = endpoint({
  name: 'ask.comment',
  kind: 'act',
  needs: 'ask:answer',
  about: 'Says something about an ask, to both sides. It is no answer.',
  input: ById.extend({ words: Words.min(1) }),
  output: AskDetails,
})

export const attach = endpoint({
  name: 'ask.attach',
  kind: 'act',
  needs: 'ask:answer',
  about: 'Attaches a file of at most 5 MB, ten to an ask.',
  bodyBytesMax: Math.ceil(FILE_BYTES_MAX / 3) * 4 + 4_096,
  input: ById.extend({ name: z.string().trim().min(1).max(200).regex(/^[^\p{Cc}\p{Cs}/\\]*$/u), type: z.string().max(100), base64: z.base64().max(Math.ceil(FILE_BYTES_MAX / 3) * 4) }),
  output: AskDetails,
})

export const attachment = endpoint({
  name: 'ask.attachment',
  kind: 'file',
  needs: 'ask:read',
  about: 'A file that was attached.',
  input: z.object({ id: Id, fileId: Id }),
  output: z.string(),
})

/** A department or person as somebody may be asked. */
export const parties = endpoint({
  name: 'ask.parties',
  kind: 'read',
  needs: 'ask:raise',
  about: 'Whom one may ask: the departments with a word on how they answer, and the persons. An outsider sees names and cards, no addresses.',
  input: z.object({}),
  output: z.object({
    departments: z.array(z.object({
      id: Id, name: z.string(), isOutside: z.boolean(), hasCard: z.boolean(), answerDays: z.int(), kinds: z.array(Kind), contact: z.string().nullable(), isOwn: z.boolean(),
    })),
    persons: z.array(z.object({ id: Id, name: z.string(), departmentId: Id.nullable(), isSelf: z.boolean() })),
    kinds: z.array(z.object({ kind: Kind, name: z.string().nullable() })),
    currency: z.string(),
  }),
})
