/** Sending an ask, and answering it without an account. Part of contract.ts, the door. */
import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'
import { Answer, AskDetails, Attachment, Comment, Condition, Party, Promised, Reason, Voice, Words } from './ask-contract.ts'
import { AnswerGiven } from './deed-contract.ts'
import { DEEDS, STATES } from './machine.ts'

const Id = z.uuid()
const Token = z.string().regex(/^[\w-]{1,200}$/)
const ByToken = z.object({ token: Token })

export const ways = endpoint({
  name: 'ask.ways',
  kind: 'read',
  needs: 'ask:raise',
  about: 'By which ways asks can travel from this installation, and whether others can open its links.',
  input: z.object({}),
  output: z.object({
    mail: z.boolean(),
    /** Answers by mail are read. */
    replies: z.boolean(),
    /** Since when they cannot be read, if they cannot just now. */
    repliesStoppedAt: z.iso.datetime().nullable(),
    /** Links lead to an address that only this machine or this network knows: `HEED_URL` says another. */
    linksStayHere: z.boolean(),
    url: z.string(),
  }),
})

export const send = endpoint({
  name: 'ask.send',
  kind: 'act',
  needs: 'ask:raise',
  about: 'Mails an ask to whom it concerns: the contact of the department or the person, whoever stands in for them while they are away, and the ticket system.',
  input: z.object({ id: Id }),
  output: AskDetails,
})

export const share = endpoint({
  name: 'ask.share',
  kind: 'act',
  needs: 'ask:raise',
  about: 'Makes a link by which one person can answer, with a text to send along: by WhatsApp, or copied. Again: a reminder.',
  input: z.object({ id: Id, personId: Id.nullable().default(null), channel: z.enum(['whatsapp', 'copy']) }),
  output: z.object({ url: z.url(), text: z.string(), whatsapp: z.url(), expiresAt: z.iso.datetime() }),
})

export const settleSending = endpoint({
  name: 'ask.settle_sending',
  kind: 'act',
  needs: 'ask:raise',
  about: 'Of a message of which nobody knows whether it was taken: says that it arrived, or sends it again.',
  input: z.object({ sendingId: Id, as: z.enum(['arrived', 'again']) }),
  output: AskDetails,
})

/** An ask as whoever holds its link sees it. */
export const AnswerPage = z.object({
  workspace: z.string(),
  language: z.enum(['en', 'he']),
  /** Whom the link was made for, and for whom they stand in; null: whoever the department hands it to. */
  recipient: z.object({ name: z.string(), standsInFor: z.string().nullable() }).nullable(),
  number: z.int().positive(),
  kind: z.string(),
  kindName: z.string().nullable(),
  title: z.string(),
  details: z.string(),
  worth: z.string(),
  recipients: z.string().nullable(),
  amount: z.number().nullable(),
  currency: z.string(),
  from: Party,
  raisedBy: z.string().nullable(),
  to: Party,
  state: z.enum(STATES),
  round: z.int().positive(),
  askedAt: z.iso.datetime(),
  neededBy: z.iso.date(),
  answerBy: z.iso.datetime().nullable(),
  shortNotice: z.boolean(),
  evidence: z.array(Voice),
  query: z.object({ name: z.string(), mentions: z.int().nonnegative() }).nullable(),
  files: z.array(Attachment),
  comments: z.array(Comment),
  /** Every answer of the asked side, oldest first, also those that do not count yet. */
  answers: z.array(Answer),
  /** The code that the last answer waits for, and to whom it was mailed; null: none does, or none can be mailed and the asker will call. */
  code: z.object({ answerId: Id, sentTo: z.string() }).nullable(),
  promise: Promised.nullable(),
  condition: Condition.nullable(),
  /** Today, where the asked side works, and the next working days from which to choose. */
  today: z.iso.date(),
  workingDays: z.array(z.iso.date()),
  /** What the card's lead time makes possible; null: it says nothing about this kind. */
  possibleFrom: z.iso.date().nullable(),
  /** Whose it can be to meet a condition. */
  owners: z.array(z.object({ departmentId: Id, name: z.string(), isOutside: z.boolean() })),
  /** Who takes it back, and why; null: it is still asked. */
  withdrawn: z.object({ by: z.string().nullable(), words: z.string() }).nullable(),
  /** What whoever holds the link may do now. */
  may: z.array(z.enum(DEEDS)),
  expiresAt: z.iso.datetime(),
})
export type AnswerPage = z.infer<typeof AnswerPage>

export const answerPage = endpoint({
  name: 'ask.answer_page',
  kind: 'read',
  needs: 'token:answer',
  about: 'An ask, for whoever holds its link. Opening it answers nothing and does not even count as seen: programs open links too.',
  input: ByToken,
  output: AnswerPage,
})

export const seenByLink = endpoint({
  name: 'ask.seen_by_link',
  kind: 'act',
  needs: 'token:answer',
  about: 'Says that a person has the page open: sent when they first touch it.',
  input: ByToken,
  output: z.object({}),
})

/** Who answers, when it is not whom the link was made for. */
const Answerer = z.string().trim().max(120).default('')

export const answerByLink = endpoint({
  name: 'ask.answer_by_link',
  kind: 'act',
  needs: 'token:answer',
  about: 'Answers with a link. Sent again with the same key it is taken once. A large yes waits for a code that is mailed to whom the link was made for.',
  input: ByToken.extend({
    key: Id,
    answer: AnswerGiven,
    by: Answerer,
    /** The last answer that the page showed, null for none: has somebody answered since, this is refused as `conflict` and nobody is overruled unawares. */
    knows: Id.nullable().optional(),
  }),
  output: z.object({ page: AnswerPage, answerId: Id }),
})

export const confirmByCode = endpoint({
  name: 'ask.confirm_by_code',
  kind: 'act',
  needs: 'token:answer',
  about: 'Confirms an answer with the code that was mailed. Five wrong codes close it; answer again for another.',
  input: ByToken.extend({ answerId: Id, code: z.string().trim().regex(/^\d{6}$/) }),
  output: z.object({ page: AnswerPage }),
})

export const commentByLink = endpoint({
  name: 'ask.comment_by_link',
  kind: 'act',
  needs: 'token:answer',
  about: 'Asks something back, or says something: it is no answer.',
  input: ByToken.extend({ key: Id, words: Words.min(1), by: Answerer }),
  output: z.object({ page: AnswerPage }),
})

export const promiseByLink = endpoint({
  name: 'ask.promise_by_link',
  kind: 'act',
  needs: 'token:answer',
  about: 'Says what became of a promise: it is kept, or another day is named.',
  input: ByToken.extend({
    deed: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('keep'), on: z.iso.date() }),
      z.object({ kind: z.literal('move'), due: z.iso.date() }),
    ]),
    words: Words.default(''),
    by: Answerer,
  }),
  output: z.object({ page: AnswerPage }),
})

export const fileByLink = endpoint({
  name: 'ask.file_by_link',
  kind: 'file',
  needs: 'token:answer',
  about: 'A file that was attached, for whoever holds the link.',
  input: ByToken.extend({ fileId: Id }),
  output: z.string(),
})

/** What a mail says to an ask. `reason` is one of `Reason`; dates are ISO, relative to the letter’s own Date. */
export const MailAnswer = z.object({
  kind: z.enum(['yes-by', 'yes-but', 'no-because', 'yes-needs-date', 'seen', 'unread']),
  date: z.iso.date().optional(),
  reason: Reason.optional(),
  /** Their words: what follows the answer, without greeting, signature and what was quoted. */
  words: z.string().optional(),
})
export type MailAnswer = z.infer<typeof MailAnswer>
