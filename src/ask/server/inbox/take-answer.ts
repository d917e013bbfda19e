import { calendarOf } from '../../../people/index.ts'
import type { AnswerGiven, MailAnswer } from '../../contract.ts'
import { answerAsk } from '../answer-ask.ts'
import { askForCode } from '../link/ask-for-code.ts'
import { isLarge } from '../link/code.ts'
import { dayIn, nextWorkingDay } from '../working-days.ts'
import type { AtLetter, InboxHouse } from './at-letter.ts'
import { askBack } from './reply.ts'

const WORDS_UNITS_MAX = 4_000

/**
 * Takes an answer that came by mail. From somebody whom nobody here knows, or too large for a letter alone, it waits for the code that is
 * mailed to whom the link was made for. A yes without a day and a no without a condition are asked back about. Throws Refusal.
 */
export async function takeAnswer(at: AtLetter, said: MailAnswer, house: InboxHouse): Promise<void> {
  const { db, doer, ask, link, letter, writer } = at
  const given = givenBy(said)
  const isConfirmed = writer.isKnown && !(await isLarge(db, ask, given))
  const { answerId, isNew } = await answerAsk(db, doer, ask, given, {
    way: 'mail', key: letter.key, personId: writer.personId, userId: null, byName: writer.name, byAddress: writer.address, isConfirmed,
  })
  if (!isNew) return
  if (!isConfirmed) await askForCode(db, doer, { answerId, link, round: ask.round }, house)
  else if (given.kind === 'no_because') await askBack(at, { why: 'condition', day: null, next: null })
  else if (given.kind === 'yes_needs_date') {
    const calendar = await calendarOf(db, ask.workspace_id, ask.to_department_id)
    const today = dayIn(calendar.zone, doer.now())
    const next = nextWorkingDay(calendar, ask.needed_by > today ? ask.needed_by : today)
    if (next !== null) await askBack(at, { why: 'date', day: null, next })
  }
}

/** What was said as the machine knows it; a yes that names no day after all lacks one. */
function givenBy({ kind, date, reason, words = '' }: MailAnswer): AnswerGiven {
  const own = { words: words.slice(0, WORDS_UNITS_MAX).toWellFormed() }
  if (kind === 'yes-by' && date !== undefined) return { kind: 'yes_by', due: date, ...own }
  if (kind === 'yes-but') return { kind: 'yes_but', due: date ?? null, ...own }
  if (kind === 'no-because') return { kind: 'no_because', reason: reason ?? 'other', managementOnly: false, condition: null, ...own }
  return { kind: 'yes_needs_date', ...own }
}
