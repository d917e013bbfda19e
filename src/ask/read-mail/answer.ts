import type { MailAnswer } from '../answer-contract.ts'
import { WORDS_UNITS_MAX } from '../ask-contract.ts'
import type { Written } from './dates.ts'
import type { Day } from './day.ts'
import type { OwnWords } from './own-words.ts'
import { reasonIn } from './reasons.ts'
import { readSentence, type Said } from './said.ts'
import { joined, sentencesOf } from './sentences.ts'

/** What its sender's own words answer. A date is told only where one day, and only one, is said with a plain yes, or with a *but*. */
export function readAnswer(own: OwnWords, written: Written): MailAnswer {
  const text = joined(own.lines)
  const { sentences, isCut } = sentencesOf(text)
  const said = sentences.map((sentence) => ({ ...readSentence(sentence, written), from: sentence.from }))
  const answer = together(said, own.isCut || isCut)
  const first = said.find(({ kind }) => ANSWERS.has(kind))
  const words = answer.kind === 'seen' || answer.kind === 'unread' ? text : text.slice((first?.from ?? 0) + (first?.wordsFrom ?? 0)).replace(/^[\s,.:;–—-]{1,50}/, '')
  return {
    ...answer,
    ...(answer.kind === 'no-because' ? { reason: reasonIn(text) } : {}),
    ...(words.trim() === '' ? {} : { words: words.trim().slice(0, WORDS_UNITS_MAX).trim() }),
  }
}

const ANSWERS = new Set<Said['kind']>(['yes-by', 'yes', 'but', 'no', 'day'])

type Answer = { kind: MailAnswer['kind']; date?: Day }
const dated = (kind: MailAnswer['kind'], day: Day | null | undefined): Answer => (day ? { kind, date: day } : { kind })

/** What several sentences say together. A yes holds only if nothing else that is said takes from it. */
function together(said: readonly Said[], isCut: boolean): Answer {
  const of = (kind: Said['kind']) => said.filter((each) => each.kind === kind)
  const [yesBy, yes, but, no] = [of('yes-by'), of('yes'), of('but'), of('no')]
  const isYes = yesBy.length + yes.length > 0
  const marks = new Set(said.flatMap((each) => [...each.marks]))
  const days = new Set(said.flatMap((each) => each.days))
  if (of('doubt').length > 0) return no.length > 0 && !isYes && but.length === 0 ? { kind: 'no-because' } : { kind: 'unread' }
  if (no.length > 0) {
    if (but.length > 0) return dated('yes-but', oneDay(but))
    // “We won't make it by 15.3. We can by 22.3.”
    const offer = said.findIndex(({ kind }) => kind === 'yes-by')
    const refused = said.findIndex(({ kind, days: named }) => kind === 'no' && named.length > 0)
    if (refused !== -1 && offer > refused && yes.length === 0) return dated('yes-but', said[offer]?.day)
    return { kind: isYes ? 'unread' : 'no-because' }
  }
  if (but.length > 0) return dated('yes-but', oneDay(but) ?? (days.size === 1 ? oneDay([...yesBy, ...of('day')]) : null))
  if (isYes && marks.has('unsure')) return { kind: 'unread' }
  if (isYes && (marks.has('but') || marks.has('condition'))) return dated('yes-but', days.size === 1 ? oneDay(yesBy) : null)
  if (isYes) {
    const day = days.size === 1 && !isCut && !marks.has('checking') && !marks.has('hedge') ? oneDay(yesBy) ?? dayAfterYes(said) : null
    return day === null ? { kind: 'yes-needs-date' } : { kind: 'yes-by', date: day }
  }
  if (of('seen').length > 0) return { kind: 'seen' }
  return { kind: of('day').length === 1 && said.every(({ kind, marks: own }) => kind === 'day' || own.size === 0) && of('question').length === 0 ? 'yes-needs-date' : 'unread' }
}

/** The day that all of these name. */
function oneDay(said: readonly Said[]): Day | null {
  const days = [...new Set(said.map(({ day }) => day))]
  return days.length === 1 ? days[0] ?? null : null
}

/** “Yes. By 24.3.” */
function dayAfterYes(said: readonly Said[]): Day | null {
  const at = said.findIndex(({ kind, isBare }) => kind === 'yes' && isBare)
  const next = said[at + 1]
  return at !== -1 && next?.kind === 'day' ? next.day : null
}
