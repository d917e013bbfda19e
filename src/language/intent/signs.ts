import { CLASS, EMOJI, FOLDED, HIGH, LETTER, SYMBOL, unitAt } from '../characters.ts'
import type { Features } from '../features.ts'
import { type Cue, CUES } from './cue-words.ts'
import { bitOf, hintsOf, pairHash } from './cues.ts'
import { AFTER_ASKING, DESKS, FILLERS, FROM, JOINED_BEHIND, JOINING, OR, POINTING, YOURS } from './sign-words.ts'

/**
 * What speaks for an intent beside the words themselves: which of the signs there are, each an index below COLUMNS. It belongs to
 * `readSigns` and is overwritten by its next call; only the first `count` are meant.
 */
export type Signs = { readonly columns: Uint8Array; count: number }

/** Where a word stands: first of the text, of a sentence, of a clause, or further inside. */
const [FIRST, SENTENCE, CLAUSE, INSIDE] = [0, 1, 2, 3] as const

const PLACES = ['first', 'sentence', 'clause', 'inside'] as const
const PLACED_CUES = ['asking', 'relative', 'opening', 'polite', 'order', 'idea'] as const
const PLAIN = [
  'mark', 'mark at the end', 'marks', 'mark after asking', 'mark after opening', 'mark after few', 'mark with wonder', 'or he', 'or en',
  'wonder', 'dots', 'mention', 'mention first', 'tag', 'emoji', 'number', 'lines', 'tokens 3', 'tokens 8', 'tokens 20', 'tokens 40',
  'tokens more', 'nobody', 'report alone', 'advert alone', 'praising alone', 'again alone', 'failure alone', 'name from', 'name at desk', 'name role',
  'role first', 'role your', 'role who', 'role the', 'capital from', 'early he', 'early en', 'early relative he', 'early relative en',
  'joined he', 'joined en',
] as const
/** Cues that say more together. */
const TOGETHER = [
  ['danger', 'children'], ['danger', 'urgent'], ['danger', 'me'], ['danger', 'law'], ['danger', 'press'], ['leak', 'law'], ['failure', 'you'],
  ['failure', 'me'], ['failure', 'again'], ['angry', 'praising'], ['thanks', 'failure'], ['thanks', 'again'], ['thanks', 'angry'],
  ['thanks', 'praising'], ['you', 'me'], ['role', 'praising'], ['role', 'angry'], ['name', 'thanks'], ['name', 'praising'], ['pointed', 'angry'],
] as const satisfies readonly (readonly [Cue, Cue])[]

/** Signs by name; a name's place is its column. */
export const COLUMN_NAMES: readonly string[] = [
  ...CUES,
  ...CUES.map((cue) => `${cue} twice`),
  ...['he', 'en'].flatMap((lang) => PLACES.flatMap((where) => PLACED_CUES.map((cue) => `${cue} ${where} ${lang}`))),
  ...PLAIN,
  ...TOGETHER.map((cues) => cues.join(' ')),
]
export const COLUMNS = COLUMN_NAMES.length
const PLACED_FROM = 2 * CUES.length
const PLAIN_FROM = PLACED_FROM + 8 * PLACED_CUES.length
const TOGETHER_FROM = PLAIN_FROM + PLAIN.length

const signs: Signs = { columns: new Uint8Array(COLUMNS), count: 0 }
const { columns } = signs
/** By column: whether it has been added for this text. */
const has = new Uint8Array(COLUMNS)

const bit = byName(CUES, bitOf)
const at = byName(PLAIN, (_, place) => PLAIN_FROM + place)
const together = TOGETHER.map(([one, other]) => [bit[one], bit[other]] as const)

function byName<Name extends string>(names: readonly Name[], of: (name: Name, place: number) => number): Readonly<Record<Name, number>> {
  return Object.fromEntries(names.map((name, place) => [name, of(name, place)])) as Record<Name, number>
}

/** How near the end a choice must be. */
const OR_WORDS_MAX = 5
/** How far from the beginning of a sentence a word that asks can ask: 'with which of them…' */
const EARLY_WORDS_MAX = 4
const DESK_WORDS_MAX = 3
const [COMMA, COLON, DASH, DOT, STOP, QUESTION, ARABIC_QUESTION, SPANISH_QUESTION] = [0x2c, 0x3a, 0x2d, 0x2e, 0x21, 0x3f, 0x61f, 0xbf]
const [BET, HE, MEM, SHIN] = [0x5d1, 0x5d4, 0x5de, 0x5e9]

/** Of the sentence and the text being read. */
let [all, twice, sentenceCues, sentenceWords, place] = [0, 0, 0, 0, 0]
/** The word before, by its hash, and what it hints at; 0 behind a sign. */
let [before, hintsBefore] = [0, 0]

/** Reads the signs of a text from what `readFeatures` has just read of it. */
export function readSigns(text: string, { tokens, tokenStarts, tokenCount }: Features): Signs {
  signs.count = 0
  has.fill(0)
  all = twice = sentenceCues = sentenceWords = 0
  place = FIRST
  before = hintsBefore = 0
  for (let i = 0; i < tokenCount; i++) {
    const [token, start] = [tokens[i] ?? 0, tokenStarts[i] ?? 0]
    const unit = unitAt(text, start)
    if (start > 0 && unitAt(text, start - 1) === 0x0a) {
      addColumn(at.lines)
      beginSentence(SENTENCE)
    }
    const kind = CLASS[unit]
    if (kind !== LETTER) {
      readSign(text, start, unit, kind ?? 0, i, tokenCount)
      before = hintsBefore = 0
      continue
    }
    const next = unitAt(text, tokenStarts[i + 1] ?? 0)
    const isLast = i + 1 >= tokenCount
    const hebrew = isHebrew(unit)
    let hints = hintsOf(token)
    if (before !== 0) hints |= hintsOf(pairHash(before, token))
    if (!isLast && CLASS[next] === LETTER) readPlaces(hintsOf(pairHash(token, tokens[i + 1] ?? 0)), hebrew, false)
    const isRelative = !isLast && next === SHIN && JOINING.has(token) && !AFTER_ASKING.has(tokens[i + 1] ?? 0)
    readPlaces(hints, hebrew, isRelative)
    if ((hints & bit.asking) !== 0 && sentenceWords < EARLY_WORDS_MAX) addColumn(at['early he'] + (hebrew ? 0 : 1) + (isRelative ? 2 : 0))
    if ((hints & bit.asking) !== 0 && place === INSIDE && JOINED_BEHIND.has(before)) addColumn(hebrew ? at['joined he'] : at['joined en'])
    if ((hints & (bit.name | bit.pointed)) !== 0 && isAtDesk(tokens, i, tokenCount)) addColumn(at['name at desk'])
    readStaff(text, token, hints, unit, i, isLast ? 0 : tokens[i + 1] ?? 0, isLast ? 0 : next)
    if (OR.has(token) && (i >= tokenCount - OR_WORDS_MAX) && i > 0) addColumn(hebrew ? at['or he'] : at['or en'])
    twice |= all & hints
    all |= hints
    sentenceCues |= hints
    sentenceWords++
    if (!FILLERS.has(token)) place = INSIDE
    before = token
    hintsBefore = hints
  }
  finish(tokenCount)
  return signs
}

function addColumn(column: number): void {
  if (has[column] === 1) return
  has[column] = 1
  columns[signs.count++] = column
}

function beginSentence(next: number): void {
  if (place !== FIRST) place = next
  sentenceCues = sentenceWords = 0
}

const isHebrew = (unit: number): boolean => unit >= 0x5d0 && unit <= 0x5ea

/** Cues count by where they stand; those of a pair, where its first word does. */
function readPlaces(hints: number, hebrew: boolean, isRelative: boolean): void {
  if (hints === 0) return
  const column = PLACED_FROM + ((hebrew ? 0 : 4) + place) * PLACED_CUES.length
  if ((hints & bit.asking) !== 0) addColumn(column + (isRelative ? 1 : 0))
  if ((hints & bit.opening) !== 0) addColumn(column + 2)
  if ((hints & bit.polite) !== 0) addColumn(column + 3)
  if ((hints & bit.order) !== 0) addColumn(column + 4)
  if ((hints & bit.idea) !== 0) addColumn(column + 5)
}

/** Whether one of the words soon after this one is where people work. */
function isAtDesk(tokens: Uint32Array, i: number, count: number): boolean {
  for (let at = i + 1; at < count && at <= i + DESK_WORDS_MAX; at++) if (DESKS.has(tokens[at] ?? 0)) return true
  return false
}

/** `following` is the next word, `next` its first unit. */
function readStaff(text: string, token: number, hints: number, unit: number, i: number, following: number, next: number): void {
  const isOut = FROM.has(following) || next === MEM || next === BET
  if ((hints & bit.name) !== 0) {
    if (isOut) addColumn(at['name from'])
    if ((hintsBefore & bit.role) !== 0) addColumn(at['name role'])
  }
  if ((hints & bit.role) !== 0) {
    if ((hintsBefore & bit.name) !== 0) addColumn(at['name role'])
    if (i < 2) addColumn(at['role first'])
    if (YOURS.has(before)) addColumn(at['role your'])
    if (next === SHIN) addColumn(at['role who'])
    if (unit === HE || POINTING.has(before)) addColumn(at['role the'])
  }
  if ((hintsBefore & bit.role) !== 0 && YOURS.has(token)) addColumn(at['role your'])
  if (unit >= 0x41 && unit <= 0x5a && place === INSIDE && isOut && CLASS[unitAt(text, 0)] !== SYMBOL) addColumn(at['capital from'])
}

/** Whatever is no word: a mark, another sign, a number, an emoji. */
function readSign(text: string, start: number, unit: number, kind: number, i: number, count: number): void {
  if (kind === EMOJI || kind === HIGH) return addColumn(at.emoji)
  if (kind !== SYMBOL) return kind === 0 ? undefined : addColumn(at.number)
  if (unit === 0x40) {
    addColumn(at.mention)
    if (i === 0) addColumn(at['mention first'])
    return
  }
  if (unit === 0x23) return addColumn(at.tag)
  let [marks, wonders, dots] = [0, 0, 0]
  let end = start
  for (; CLASS[unitAt(text, end)] === SYMBOL; end++) {
    const sign = FOLDED[unitAt(text, end)]
    if (sign === QUESTION || sign === ARABIC_QUESTION || sign === SPANISH_QUESTION) marks++
    else if (sign === STOP) wonders++
    else if (sign === DOT || sign === 0x2026) dots++
  }
  if (marks > 0 && !isAscii(unitAt(text, end))) readMark(marks, wonders, i, count)
  if (wonders > 0) addColumn(at.wonder)
  if (dots > 1 || unit === 0x2026) addColumn(at.dots)
  if (marks + wonders + dots > 0) beginSentence(SENTENCE)
  else if (unit === COMMA || unit === COLON || unit === DASH || unit === 0x2013 || unit === 0x2014) if (place !== FIRST) place = CLAUSE
}

function readMark(marks: number, wonders: number, i: number, count: number): void {
  addColumn(at.mark)
  if (i >= count - 2) addColumn(at['mark at the end'])
  if (marks > 1) addColumn(at.marks)
  if (wonders > 0) addColumn(at['mark with wonder'])
  if ((sentenceCues & bit.asking) !== 0) addColumn(at['mark after asking'])
  if ((sentenceCues & bit.opening) !== 0) addColumn(at['mark after opening'])
  if (sentenceWords <= 2) addColumn(at['mark after few'])
}

/** A question mark before a letter or a digit is part of an address. */
const isAscii = (unit: number): boolean => (unit >= 0x30 && unit <= 0x39) || ((unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a)

const TROUBLE = bit.failure | bit.again | bit.angry | bit.unanswered | bit.danger

function finish(tokenCount: number): void {
  for (let cue = 0; cue < CUES.length; cue++) {
    if (((all >>> cue) & 1) === 1) addColumn(cue)
    if (((twice >>> cue) & 1) === 1) addColumn(CUES.length + cue)
  }
  for (let pair = 0; pair < together.length; pair++) {
    const [one, other] = together[pair] ?? [0, 0]
    if ((all & one) !== 0 && (all & other) !== 0) addColumn(TOGETHER_FROM + pair)
  }
  if ((all & (bit.you | bit.me)) === 0) {
    addColumn(at.nobody)
    if ((all & bit.report) !== 0) addColumn(at['report alone'])
    if ((all & bit.advert) !== 0) addColumn(at['advert alone'])
  }
  if ((all & bit.praising) !== 0 && (all & TROUBLE) === 0) addColumn(at['praising alone'])
  if ((all & TROUBLE) === bit.again) addColumn(at['again alone'])
  if ((all & TROUBLE) === bit.failure) addColumn(at['failure alone'])
  addColumn(at['tokens 3'] + (tokenCount <= 3 ? 0 : tokenCount <= 8 ? 1 : tokenCount <= 20 ? 2 : tokenCount <= 40 ? 3 : 4))
}
