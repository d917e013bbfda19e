import * as words from './answer-words.ts'
import { datesIn, type Written } from './dates.ts'
import type { Day } from './day.ts'
import { indexOf, lengthAt, type Phrases, phrases, type Token, tokensOf, without } from './phrases.ts'
import { headAt } from './lead.ts'
import type { Sentence } from './sentences.ts'

/**
 * What one sentence says.
 * - `yes-by`: a yes and one day, tied to each other by words that are known · `yes`: without such a day; `isBare`: it is nothing else
 * - `day`: nothing but a day · `but`, `no`, `seen` · `doubt`: a yes that is none · `question` · `other`: nothing of these
 */
export type Said = {
  readonly kind: 'yes-by' | 'yes' | 'day' | 'but' | 'no' | 'seen' | 'doubt' | 'question' | 'other'
  readonly day: Day | null
  readonly isBare: boolean
  /** Another word will come, or somebody is asked first; something has to happen first; it is limited; it is not sure. */
  readonly marks: ReadonlySet<'checking' | 'condition' | 'but' | 'hedge' | 'unsure'>
  readonly days: readonly (Day | null)[]
  /** Where in the sentence their own words begin. */
  readonly wordsFrom: number
}

const YES = phrases(words.YES)
const ANY_YES = phrases(words.YES, words.WEAK_YES)
const [BE, MODAL, VERB, COMMIT] = [phrases(words.BE), phrases(words.MODAL), phrases(words.VERB), phrases(words.COMMIT)]
const KNOWN = phrases(words.FILL, words.BY)
const [NO, REFUSAL, NOT_NO, UNSURE] = [phrases(words.NO), phrases(words.REFUSAL), phrases(words.NOT_NO), phrases(words.UNSURE)]
const [HEDGE, STRONG_HEDGE, BUT, CONDITION, POLITE] = [phrases(words.HEDGE), phrases(words.STRONG_HEDGE), phrases(words.BUT), phrases(words.CONDITION), phrases(words.POLITE)]
const [SEEN, CHECKING, LATER, AWAY, JOKE] = [phrases(words.SEEN), phrases(words.CHECKING), phrases(words.LATER), phrases(words.AWAY), phrases(words.JOKE)]
const REPORTED = phrases(words.REPORTED)
/** A year that belongs to no day that was read. */
const YEARS = phrases(['20*'])
const NEGATION = phrases(['not', 'no', 'never', 'without', 'nothing', 'לא', 'אין', 'בלי', 'טרם', 'ללא', 'אי', 'איני', 'אינני', 'איננו', 'אינו', 'won\'t', 'can\'t', 'don\'t', 'doesn\'t', 'isn\'t', 'cannot', 'wont', 'cant', 'dont'])
const BECAUSE = phrases(['because', 'cause', 'since', 'due to', 'as', 'bc', 'cuz', 'becuase', 'כי', 'בגלל', 'בשל', 'מאחר', 'משום', 'עקב', 'היות', 'מפאת', 'מכיוון', 'כיוון'])
const SARCASM = /[🙄😂🤣😜😏🤡😅😆🤪]/u

/** Reads one sentence. */
export function readSentence({ text, isQuestion }: Sentence, written: Written): Said {
  const dates = datesIn(text, written)
  const tokens = tokensOf(text, dates)
  const plain = without(tokens, NOT_NO)
  const head = headAt(tokens)
  const has = (wanted: Phrases, among: readonly Token[] = plain) => indexOf(among, wanted) !== -1
  const isPolite = has(POLITE)
  const marks = new Set<'checking' | 'condition' | 'but' | 'hedge' | 'unsure'>()
  if (has(CHECKING) || has(LATER)) marks.add('checking')
  const firm = without(plain, HEDGE)
  if (has(CONDITION, firm) && !isPolite) marks.add('condition')
  if (has(BUT, firm)) marks.add('but')
  if (has(STRONG_HEDGE)) marks.add('hedge')
  const isJoke = SARCASM.test(text) || has(JOKE)
  if (has(UNSURE) || isJoke) marks.add('unsure')
  const days = dates.map(({ day }) => day)
  const said = (kind: Said['kind'], more: Partial<Said> = {}): Said => ({ kind, day: null, isBare: false, marks, days, wordsFrom: endOf(tokens, head), ...more })

  const yes = lengthAt(tokens, head, YES)
  const anyYes = Math.max(yes, lengthAt(tokens, head, ANY_YES))
  if (isQuestion) return said(anyYes > 0 || days.length > 0 || isTag(text) ? 'doubt' : 'question')

  const isNo = refuses(tokens, plain, head, anyYes > 0)
  const limit = firstOf(tokens, BUT, CONDITION)
  if (isNo) {
    const day = limit === -1 ? null : onlyDay(tokens.slice(limit))
    const isOffer = limit !== -1 && (day !== null || (has(MODAL, tokens.slice(limit)) && !has(REFUSAL, tokens.slice(limit))))
    if (isOffer && !has(UNSURE) && !isJoke) return said('but', { day })
    return said(isJoke && anyYes > 0 ? 'doubt' : 'no', { wordsFrom: afterNo(tokens, head) })
  }

  const core = coreFrom(tokens, head)
  const opens = anyYes > 0 || core !== null
  if (opens && (isJoke || isInQuotes(text, tokens[head]))) return said('doubt')
  if (!opens) return onlyADay(tokens, head) ? said('day', { day: onlyDay(tokens) }) : said(has(SEEN) || has(LATER) || has(AWAY) ? 'seen' : 'other')
  if (has(UNSURE)) return said('doubt')
  const isAcknowledged = has(SEEN) || has(LATER) || has(CHECKING)
  if ((marks.has('but') || marks.has('condition')) && !isAcknowledged) return said(yes > 0 || core !== null ? 'but' : 'other', { day: onlyDay(tokens), wordsFrom: limitEnd(tokens, limit, head) })
  if (isAcknowledged) return said('seen')
  if (core?.dated?.dated?.day && !has(HEDGE) && !has(AWAY) && !has(NEGATION) && !has(REPORTED) && !has(YEARS) && days.length === 1) return said('yes-by', { day: core.dated.dated.day, wordsFrom: core.dated.to })
  if (has(NEGATION) && !has(HEDGE)) return said('doubt')
  if (has(AWAY)) return said('seen')
  if (yes === 0 && anyYes > 0 && days.length === 0) return said(core?.isWhole ? 'seen' : 'other')
  return said('yes', { isBare: core?.isWhole === true && days.length === 0, wordsFrom: yes > 0 ? endOf(tokens, head + yes) : endOf(tokens, head) })
}

/** “Yes, by 15.3” between quotation marks speaks of these words. */
const isInQuotes = (text: string, head: Token | undefined): boolean => head !== undefined && /["«»„“]\s?$/.test(text.slice(0, head.from))

const endOf = (tokens: readonly Token[], at: number): number => (tokens[at]?.from ?? tokens.at(-1)?.to ?? 0)

/** Where the first of these phrases stands; -1: nowhere. */
function firstOf(tokens: readonly Token[], ...wanted: readonly Phrases[]): number {
  const places = wanted.map((each) => indexOf(tokens, each)).filter((at) => at !== -1)
  return places.length === 0 ? -1 : Math.min(...places)
}

const limitEnd = (tokens: readonly Token[], limit: number, head: number): number => (limit === -1 ? endOf(tokens, head) : endOf(tokens, limit + 1))

/** The one clear day among these; null where there is none, or several. */
function onlyDay(tokens: readonly Token[]): Day | null {
  const days = tokens.flatMap(({ dated }) => dated ?? [])
  return days.length === 1 ? days[0]?.day ?? null : null
}

/** “OK?”, “Does that work?” asks back what was just said. */
const isTag = (text: string): boolean => /\b(?:ok|okay|works?|fine|suits?|good enough|acceptable|agree|right)\b[^?]{0,20}\?|(?:מתאים|בסדר|סבבה|מספיק|אוקיי|אוקי|סביר|מקובל|טוב לכם|טוב לך|נכון)[^?]{0,20}\?/.test(text)

/** A sentence refuses by its first word, or by a phrase that refuses; a yes before it that is not *but* makes it none. */
function refuses(tokens: readonly Token[], plain: readonly Token[], head: number, hasYes: boolean): boolean {
  if (lengthAt(tokens, head, NOT_NO) > 0) return false
  const length = lengthAt(tokens, head, NO)
  const isUnsure = indexOf(plain, UNSURE) !== -1
  if (length > 0 && !isUnsure) {
    const next = tokens[head + length]
    const isBareWord = length === 1 && ['no', 'לא'].includes(tokens[head]?.word ?? '')
    if (!isBareWord || !next || next.isMark || next.dated !== null || tokens[head]?.word === 'no' || indexOf(tokens, BECAUSE, head + 1) !== -1) return true
  }
  if (tokens[head]?.word === 'not' && (tokens.slice(head + 1).every(({ isMark }) => isMark) || tokens.slice(head + 1, head + 4).some(({ dated }) => dated !== null))) return true
  const refusal = indexOf(plain, REFUSAL)
  // “Yes, I got it, but we can't”
  const isTurned = hasYes && indexOf(plain, SEEN) !== -1 && refusal > indexOf(plain, BUT) && indexOf(plain, BUT) !== -1
  return (!hasYes || isTurned) && !isUnsure && refusal !== -1
}

function afterNo(tokens: readonly Token[], head: number): number {
  let at = head + lengthAt(tokens, head, NO)
  while (tokens[at]?.isMark) at += 1
  return endOf(tokens, at + lengthAt(tokens, at, BECAUSE))
}

type Core = { readonly dated: Token | null; readonly isWhole: boolean }
type Role = 'yes' | 'modal' | 'verb' | 'known' | 'mark'

/**
 * A yes, or a word that says that it will be done, and then only words that are known until the day, and until the next mark after it.
 * Null: neither a yes nor such a word stands at the head.
 */
function coreFrom(tokens: readonly Token[], head: number): Core | null {
  if (isAsking(tokens, head)) return null
  const before = run(tokens, head, false)
  const isSaid = before.roles.has('yes') || before.roles.has('verb')
  const dated = tokens[before.end]
  if (!dated?.dated) return isSaid || (before.roles.has('modal') && before.end >= tokens.length) ? { dated: null, isWhole: before.end >= tokens.length } : null
  if (!isSaid && !before.roles.has('modal')) return null
  const after = run(tokens, before.end + 1, true)
  const isKnown = (after.end >= tokens.length || isPause(tokens, after.end)) && (after.roles.size === 0 || after.roles.has('modal') || after.roles.has('verb'))
  if (!isKnown || ONE_OF_MANY.has(tokens[before.end - 1]?.word ?? '')) return isSaid ? { dated: null, isWhole: false } : null
  return { dated, isWhole: after.end >= tokens.length }
}

/** “On a Thursday” is no day. */
const ONE_OF_MANY = new Set(['a', 'an', 'any', 'some', 'one', 'another', 'איזה', 'איזשהו', 'כל'])
/** Says nothing about what happens on a day: when on it, and that it is no later. */
const AT = phrases(['at', 'in the', 'the latest', 'latest', 'at the latest', 'for you', 'am', 'pm', 'noon', 'midday', 'morning', 'evening', 'afternoon', 'o\'clock', 'בשעה', 'שעה', 'בבוקר', 'בערב', 'בצהריים', 'אחר הצהריים', 'לכל המאוחר', 'מקסימום', 'לכם', 'לך', 'ב'])

/** How far words that are known go from here, and what they are. Before the day: up to it. After it: to the next pause. */
function run(tokens: readonly Token[], from: number, isAfter: boolean): { end: number; roles: Set<Role> } {
  const roles = new Set<Role>()
  let mayVerb = isAfter
  let at = from
  const isEnd = (place: number): boolean => place >= tokens.length || tokens[place]?.dated != null || (isAfter && isPause(tokens, place))
  while (!isEnd(at)) {
    const found = roleAt(tokens, at, mayVerb, isAfter || roles.has('modal'))
    if (!found) break
    if (found.role) roles.add(found.role)
    mayVerb ||= found.mayVerb
    at += found.length
  }
  return { end: at, roles }
}

function roleAt(tokens: readonly Token[], at: number, mayVerb: boolean, isPastYes: boolean): { length: number; role: Role | null; mayVerb: boolean } | null {
  const token = tokens[at]
  if (token?.isMark || (isPastYes && /^\d/.test(token?.word ?? ''))) return { length: 1, role: null, mayVerb: false }
  const [be, modal, commit] = [lengthAt(tokens, at, BE), lengthAt(tokens, at, MODAL), lengthAt(tokens, at, COMMIT)]
  const lengths = {
    yes: isPastYes ? 0 : lengthAt(tokens, at, ANY_YES), verb: Math.max(mayVerb ? lengthAt(tokens, at, VERB) : 0, commit), modal,
    time: lengthAt(tokens, at, AT), known: Math.max(be, lengthAt(tokens, at, KNOWN)),
  }
  const length = Math.max(...Object.values(lengths))
  if (length === 0) return null
  const role = (['yes', 'modal', 'verb'] as const).find((each) => lengths[each] === length) ?? (lengths.time === length ? null : 'known')
  return { length, role, mayVerb: be === length || modal === length || commit === length }
}

/** A mark after which another thought begins; a colon or a dot within a time of day is none. */
const isPause = (tokens: readonly Token[], at: number): boolean => tokens[at]?.isMark === true && !/[:/]/.test(tokens[at]?.word ?? '')

/** “Can we …”, “will it …” asks, even without its mark. */
const isAsking = (tokens: readonly Token[], head: number): boolean => (
  /^(?:can|will|shall|could|would|should|is|are|do|does|may)$/.test(tokens[head]?.word ?? '') && /^(?:we|i|it|you|they|this|that|the|there)$/.test(tokens[head + 1]?.word ?? ''))

/** Nothing but a day, and what stands before one. */
function onlyADay(tokens: readonly Token[], head: number): boolean {
  let days = 0
  for (let at = head; at < tokens.length;) {
    const token = tokens[at]
    const length = token?.dated || token?.isMark ? 1 : Math.max(lengthAt(tokens, at, KNOWN), days > 0 ? Math.max(lengthAt(tokens, at, BE), lengthAt(tokens, at, VERB)) : 0)
    if (token?.dated) days += 1
    if (length === 0) return false
    at += length
  }
  return days === 1
}
