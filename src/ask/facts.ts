/**
 * What this slice announces: to the list of what happened, to live screens, and by webhooks to other programs. Days are ISO dates of the
 * asked side's calendar; `words` are what people said with a deed; `by` is their name as it was then.
 */
import { z } from 'zod'
import { Reason } from './ask-contract.ts'
import { AskSettings } from './card-contract.ts'
import { ANSWERS } from './machine.ts'

const Id = z.uuid()
const Day = z.iso.date()
/** Every fact of an ask says which, and in which round. */
const about = { askId: Id, number: z.int(), round: z.int() }
const Way = z.enum(['link', 'mail', 'app'])

export const ASK_FACTS = {
  'ask.raised': z.object({
    ...about, title: z.string(), kind: z.string(), fromDepartmentId: Id.nullable(), toDepartmentId: Id.nullable(), toPersonId: Id.nullable(),
    neededBy: Day, mentionIds: z.array(Id), counterTo: Id.nullable(),
  }).describe('Somebody was asked for something. `counterTo`: it asks for what would make that ask’s no a yes.'),
  'ask.sent': z.object({ ...about, sendingId: Id, channel: z.string(), purpose: z.string(), personId: Id.nullable() })
    .describe('A message about an ask left.'),
  'ask.bounced': z.object({ ...about, sendingId: Id, personId: Id.nullable(), problem: z.string() })
    .describe('A message did not arrive: refused by the next server, or given back by one further on.'),
  'ask.seen': z.object({ ...about, way: Way, by: z.string() }).describe('The asked side has seen it, which is no answer.'),
  'ask.answered': z.object({
    ...about, answerId: Id, kind: z.enum(ANSWERS), due: Day.nullable(), reason: Reason.nullable(), way: z.enum([...Way.options, 'told']), by: z.string(),
  }).describe('An answer that counts. `due`: what is promised or offered. `reason` is null where it is for management only.'),
  'ask.answer_unconfirmed': z.object({ ...about, answerId: Id }).describe('An answer that counts once the code is given that was mailed.'),
  'ask.mail_unread': z.object({ ...about, commentId: Id }).describe('A mail came that could not be read as an answer: it stands among the comments.'),
  'ask.counter_accepted': z.object({ ...about, answerId: Id, due: Day.nullable() }).describe('The asking side took a *yes, but*.'),
  'ask.counter_declined': z.object({ ...about, answerId: Id, words: z.string() }).describe('The asking side did not take a *yes, but*.'),
  'ask.condition_met': z.object({ ...about, answerId: Id, words: z.string() }).describe('What would make a no a yes has come about.'),
  'ask.asked_again': z.object({ ...about, neededBy: Day, words: z.string() }).describe('The ask is put again, in a new round.'),
  'ask.withdrawn': z.object({ ...about, words: z.string() }).describe('The asking side no longer asks.'),
  'ask.commented': z.object({ ...about, commentId: Id, by: z.string() }).describe('Somebody said something about it, which is no answer.'),
  'ask.file_attached': z.object({ ...about, fileId: Id, name: z.string() }).describe('A file was attached.'),
  'ask.fell_silent': z.object({ ...about, answerBy: z.iso.datetime() })
    .describe('There is no answer by when one was due, and it is known to have arrived.'),
  'ask.card_saved': z.object({ departmentId: Id, revision: z.int() }).describe('A department’s service card was written.'),
  'ask.card_published': z.object({ departmentId: Id }).describe('A service card is shown to everybody who asks.'),
  'ask.card_unpublished': z.object({ departmentId: Id }).describe('A service card was taken back.'),
  'ask.absence_added': z.object({ absenceId: Id, personId: Id, from: Day, until: Day, deputyId: Id.nullable() })
    .describe('Somebody is away, the last day included; asks go to their deputy.'),
  'ask.absence_removed': z.object({ absenceId: Id, personId: Id }).describe('Somebody is not away after all.'),
  'ask.kind_added': z.object({ kindId: Id, name: z.string() }).describe('There is a kind of ask of the workspace’s own.'),
  'ask.kind_renamed': z.object({ kindId: Id, name: z.string() }).describe('An own kind of ask has another name.'),
  'ask.kind_removed': z.object({ kindId: Id, name: z.string() }).describe('An own kind of ask is no longer offered.'),
  'ask.settings_changed': AskSettings.describe('How the workspace asks was changed; all of it as it is now.'),
  'ask.emergency_begun': z.object({ emergencyId: Id }).describe('The clocks and reminders of all asks stand still.'),
  'ask.emergency_ended': z.object({ emergencyId: Id }).describe('The clocks and reminders of all asks go on.'),
  'promise.made': z.object({ ...about, promiseId: Id, due: Day }).describe('A commitment with a day.'),
  'promise.moved': z.object({ ...about, promiseId: Id, from: Day, to: Day, inAdvance: z.boolean(), words: z.string(), by: z.string() })
    .describe('Another day was named. In advance: before the day had passed.'),
  'promise.kept': z.object({ ...about, promiseId: Id, on: Day, isLate: z.boolean(), departmentId: Id.nullable(), words: z.string(), by: z.string() })
    .describe('It was done. `departmentId`: whose credit it is.'),
  'promise.not_kept': z.object({ ...about, promiseId: Id, words: z.string(), by: z.string() }).describe('It was not done and will not be.'),
  'promise.withdrawn': z.object({ ...about, promiseId: Id }).describe('Whoever promised took it back, or whoever asked released them.'),
  'promise.disputed': z.object({ ...about, promiseId: Id, words: z.string() }).describe('What was called kept was not: it is open again.'),
  // Which ask a correction is about is told by the ledger alone, to whom it may be told.
  'ledger.corrected': z.object({ correctionId: Id }).describe('A department said of a line of its ledger that it was otherwise, or commented on it.'),
  'ledger.correction_settled': z.object({ correctionId: Id, accepted: z.boolean() }).describe('The other side accepted or contested it.'),
  'ledger.agreed': z.object({ departmentId: Id }).describe('A department agrees that the whole workspace sees the ledger.'),
  'ledger.agreement_taken_back': z.object({ departmentId: Id }).describe('A department no longer agrees to that.'),
} as const

export type AskFacts = { [Name in keyof typeof ASK_FACTS]: z.infer<(typeof ASK_FACTS)[Name]> }
