/** The deeds of those who are at work in Heed, each on the side it concerns. Part of contract.ts, the door. */
import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'
import { AskDetails, Reason, Words } from './ask-contract.ts'

export const CONDITION_UNITS_MAX = 1_000
export const FILE_BYTES_MAX = 5 * 1024 * 1024

const Day = z.iso.date()
const Id = z.uuid()
const ById = z.object({ id: Id })

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
  input: ById.extend({
    name: z.string().trim().min(1).max(200).regex(/^[^\p{Cc}\p{Cs}/\\]*$/u),
    /** Its media type; empty where nobody knows. */
    type: z.string().max(100).regex(/^(?:[\w.+-]+\/[\w.+-]+)?$/),
    base64: z.base64().max(Math.ceil(FILE_BYTES_MAX / 3) * 4),
  }),
  output: AskDetails,
})
