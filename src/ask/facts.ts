import type { AnswerKind } from './machine.ts'
import type { Reason } from './ask-contract.ts'

/** What every fact of an ask says of it. */
type About = { askId: string; number: number; round: number }

/**
 * What this slice announces. `words` are what people said with a deed: they stand in the list of what happened, and are all of an ask that
 * is not also in its own row. Days are ISO dates of the asked side’s calendar.
 */
export type AskFacts = {
  'ask.raised': About & {
    title: string; kind: string; fromDepartmentId: string | null; toDepartmentId: string | null; toPersonId: string | null
    neededBy: string; mentionIds: string[]; counterTo: string | null
  }
  'ask.sent': About & { sendingId: string; channel: string; purpose: string; personId: string | null }
  /** It did not arrive: refused by the next server, or given back by one further on. */
  'ask.bounced': About & { sendingId: string; personId: string | null; problem: string }
  'ask.seen': About & { way: 'link' | 'mail' | 'app'; by: string }
  /** `reason` is null where it is for management only. `due`: what was promised or offered. */
  'ask.answered': About & { answerId: string; kind: AnswerKind; due: string | null; reason: Reason | null; way: 'link' | 'mail' | 'app' | 'told'; by: string }
  /** An answer that counts once the code is given that was mailed. */
  'ask.answer_unconfirmed': About & { answerId: string }
  /** A mail came that says nothing Heed can read: it stands among the comments. */
  'ask.mail_unread': About & { commentId: string }
  'ask.counter_accepted': About & { answerId: string; due: string | null }
  'ask.counter_declined': About & { answerId: string; words: string }
  'ask.condition_met': About & { answerId: string; words: string }
  'ask.asked_again': About & { neededBy: string; words: string }
  'ask.withdrawn': About & { words: string }
  'ask.commented': About & { commentId: string; by: string }
  'ask.file_attached': About & { fileId: string; name: string }
  /** No answer by when one was due, and it is known to have arrived. */
  'ask.fell_silent': About & { answerBy: string }
  'promise.made': About & { promiseId: string; due: string }
  'promise.moved': About & { promiseId: string; from: string; to: string; inAdvance: boolean; words: string; by: string }
  'promise.kept': About & { promiseId: string; on: string; isLate: boolean; departmentId: string | null; words: string; by: string }
  'promise.not_kept': About & { promiseId: string; words: string; by: string }
  'promise.withdrawn': About & { promiseId: string }
  'promise.disputed': About & { promiseId: string; words: string }
}
