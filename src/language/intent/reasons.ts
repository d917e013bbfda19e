import { CLASS, LETTER } from '../characters.ts'
import { readFeatures } from '../features.ts'
import type { Intent, Reason, Understanding } from '../understanding.ts'
import type { Cue } from './cue-words.ts'
import { bitOf, hintsOf, pairHash } from './cues.ts'
import { intentModel } from './intent.ts'
import { HEADS, type Head, knownLang } from './model.ts'
import { questionMarkIn } from './question-mark.ts'

/** Cues that speak for an intent, in the order they are told; each is a code, too. */
const SPEAKING: Readonly<Record<Intent, readonly Cue[]>> = {
  complaint: ['failure', 'unanswered', 'again', 'refund', 'angry'],
  question: ['wondering', 'crowd'],
  praise: ['thanks', 'praising'],
  idea: ['idea'],
  request: ['polite', 'order'],
  crisis: ['danger', 'leak', 'law', 'press', 'boycott'],
  none: ['report', 'advert', 'joking'],
}
const ASKING: readonly Cue[] = ['asking', 'opening', 'wondering', 'crowd']
const STAFF: readonly Cue[] = ['role', 'name', 'pointed', 'team']
/** Reasons told of one thing, and words shown with each. */
const [REASONS_MAX, SPANS_MAX] = [2, 4]
const WORD = /[\p{L}\p{M}\p{N}]+(?:['"׳״’][\p{L}\p{M}\p{N}]+)*/yu

type Word = { readonly from: number; readonly to: number; readonly hints: number }

/** Why a text is understood to want what it wants. Slow: for one post that somebody looks at. */
export function intentReasons(text: string, understanding: Understanding): Reason[] {
  const { lang, intent, question, needsAnswer, aboutStaff } = understanding
  if (knownLang(lang) === undefined) return plainReasons(text, understanding)
  const words = wordsOf(text)
  return [
    ...intent === 'question' ? [] : orLike(text, 'intent', intent, byCues('intent', SPEAKING[intent], words)),
    ...question ? orLike(text, 'question', 'asks', [...markReason(text), ...byCues('question', ASKING, words)]) : [],
    ...needsAnswer ? orLike(text, 'needsAnswer', 'needsAnswer', byCues('needsAnswer', ['you'], words)) : [],
    ...aboutStaff ? orLike(text, 'aboutStaff', 'aboutStaff', byCues('aboutStaff', STAFF, words)) : [],
  ]
}

/** In other languages only a mark and the sound are known. */
function plainReasons(text: string, { intent, question }: Understanding): Reason[] {
  const bySound: Reason[] = intent === 'complaint' || intent === 'praise' ? [{ about: 'intent', code: `only_sounds_like_${intent}`, spans: [] }] : []
  return question ? markReason(text) : bySound
}

function markReason(text: string): Reason[] {
  const at = questionMarkIn(text)
  return at < 0 ? [] : [{ about: 'question', code: 'question_mark', spans: [at, at + 1] }]
}

function byCues(about: Reason['about'], cues: readonly Cue[], words: readonly Word[]): Reason[] {
  return cues.flatMap((cue) => {
    const spans = words.filter(({ hints }) => (hints & bitOf(cue)) !== 0).slice(0, SPANS_MAX).flatMap(({ from, to }) => [from, to])
    return spans.length > 0 ? [{ about, code: `word_of_${cue}`, spans }] : []
  })
}

/** The first of these reasons; without any, the words that the model itself went by most. */
function orLike(text: string, about: Reason['about'], head: Head, reasons: readonly Reason[]): Reason[] {
  if (reasons.length > 0) return reasons.slice(0, REASONS_MAX)
  if (head === 'none') return [{ about, code: 'nothing_wanted', spans: [] }]
  return [{ about, code: `like_${head.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`, spans: wordsThatSpoke(text, head) }]
}

/** The words of a text and what they hint at; two that only hint together are one. */
function wordsOf(text: string): Word[] {
  const { tokens, tokenStarts, tokenCount } = readFeatures(text)
  const words: Word[] = []
  for (let i = 0; i < tokenCount; i++) {
    const [from, token] = [tokenStarts[i] ?? 0, tokens[i] ?? 0]
    if (CLASS[text.charCodeAt(from)] !== LETTER) continue
    const next = tokenStarts[i + 1] ?? 0
    const together = i + 1 < tokenCount && CLASS[text.charCodeAt(next)] === LETTER ? hintsOf(pairHash(token, tokens[i + 1] ?? 0)) : 0
    if (together !== 0) words.push({ from, to: endOf(text, next), hints: together })
    words.push({ from, to: endOf(text, from), hints: hintsOf(token) })
  }
  return words.filter(({ from, to }, at) => !words.slice(0, at).some((other) => other.hints !== 0 && other.from <= from && to <= other.to))
}

function endOf(text: string, from: number): number {
  WORD.lastIndex = from
  return WORD.test(text) ? WORD.lastIndex : from + 1
}

/** More words are not tried. */
const TRIED_MAX = 120

/** The words without which a head's score would fall most. */
function wordsThatSpoke(text: string, head: Head): number[] {
  const scoreOf = (said: string): number => {
    const { score, scores } = intentModel()
    score(said, readFeatures(said))
    return scores[HEADS.indexOf(head)] ?? 0
  }
  const all = scoreOf(text)
  const tried = wordsOf(text).slice(0, TRIED_MAX).map(({ from, to }) => ({ from, to, fall: all - scoreOf(`${text.slice(0, from)} ${text.slice(to)}`) }))
  const most = tried.filter(({ fall }) => fall > 0).toSorted((a, b) => b.fall - a.fall).slice(0, SPANS_MAX - 1)
  return most.toSorted((a, b) => a.from - b.from).flatMap(({ from, to }) => [from, to])
}
