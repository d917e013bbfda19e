import * as words from './answer-words.ts'
import { indexOf, lengthAt, phrases, type Token } from './phrases.ts'

const [GREETING, THANKS, LEAD] = [phrases(words.GREETING), phrases(words.THANKS), phrases(words.LEAD)]
const ANSWER = phrases(words.YES, words.WEAK_YES, words.NO, words.NOT_NO, words.MODAL, words.COMMIT)
const PLAIN_ANSWER = phrases(words.YES, words.NO)
const TURNS = phrases(words.REPORTED, words.HEDGE, words.BUT, words.CONDITION, words.UNSURE, words.JOKE)

/** So far a greeting or thanks may reach, and a name before a comma. */
const GREETING_WORDS_MAX = 6
const THANKS_WORDS_MAX = 10
const NAME_WORDS_MAX = 3
const LEADS_MAX = 12

/** Where what is said begins: after greeting, name, thanks, and words that only lead to it. */
export function headAt(tokens: readonly Token[]): number {
  let at = 0
  for (let round = 0; round < LEADS_MAX; round += 1) {
    while (tokens[at]?.isMark) at += 1
    const next = pastLead(tokens, at)
    if (next === at) return at
    at = next
  }
  return at
}

function pastLead(tokens: readonly Token[], at: number): number {
  const greeting = lengthAt(tokens, at, GREETING)
  if (greeting > 0) return pastAddressee(tokens, at + greeting, GREETING_WORDS_MAX)
  const thanks = lengthAt(tokens, at, THANKS)
  if (thanks > 0) return pastAddressee(tokens, at + thanks, THANKS_WORDS_MAX)
  // a phrase that answers is no lead to another: “sure, by …”, “no problem, …”
  if (lengthAt(tokens, at, PLAIN_ANSWER) > 0) return at
  const lead = lengthAt(tokens, at, LEAD)
  return lead > 0 ? at + lead : pastName(tokens, at)
}

/** To the next mark, or to where an answer begins. */
function pastAddressee(tokens: readonly Token[], from: number, wordsMax: number): number {
  for (let at = from; at <= from + wordsMax && at < tokens.length; at += 1) {
    if (tokens[at]?.isMark || lengthAt(tokens, at, at === from ? ANSWER : PLAIN_ANSWER) > 0) return at
  }
  return from
}

/** “Dana, yes …”: up to three words and a mark, with a plain answer after it. */
function pastName(tokens: readonly Token[], from: number): number {
  const mark = tokens.findIndex(({ isMark }, at) => at > from && isMark)
  if (mark === -1 || mark - from > NAME_WORDS_MAX || !/[,:–—!-]/.test(tokens[mark]?.word ?? '')) return from
  const name = tokens.slice(from, mark)
  if (name.some(({ dated }) => dated !== null) || indexOf(name, TURNS) !== -1 || indexOf(name, ANSWER) !== -1) return from
  return lengthAt(tokens, mark + 1, PLAIN_ANSWER) > 0 ? mark : from
}
