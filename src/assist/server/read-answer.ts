import { z } from 'zod'
import { Refusal } from '../../base/error.ts'
import { identify } from '../../language/index.ts'
import { plainText } from './without-persons.ts'

const SENTENCES_MAX = 8
const SENTENCE_UNITS_MAX = 400
/** So many mentions at most stand behind one sentence. */
const BEHIND_MAX = 20
/** Below this nobody should be told that a text is in the wrong language. */
const SURE_MIN = 0.6

/** A sentence of a summary, and the numbers of the posts that it rests on. */
export type Sentence = { readonly text: string; readonly posts: readonly number[] }

/** The one text that a model was asked for, as `{"NAME": "…"}`. Refuses whatever has another form, is empty, or is longer than `unitsMax`. */
export function textIn(words: string, name: string, unitsMax: number): string {
  const { data } = z.record(z.string(), z.unknown()).safeParse(jsonIn(words))
  const said = data?.[name]
  if (typeof said !== 'string') throw new Refusal('assist.no_answer', { why: 'form' })
  const text = plainText(said)
  if (text === '') throw new Refusal('assist.no_answer', { why: 'empty' })
  if (text.length > unitsMax) throw new Refusal('assist.no_answer', { why: 'long' })
  return text
}

/**
 * The sentences of a summary that rest on posts numbered 1 to `count`, and how many were dropped: those that name none of them, and those that
 * are empty, too long or too many.
 */
export function sentencesIn(words: string, count: number): { sentences: Sentence[]; dropped: number } {
  const { data } = z.object({ sentences: z.array(z.unknown()) }).safeParse(jsonIn(words))
  if (!data) throw new Refusal('assist.no_answer', { why: 'form' })
  const kept = data.sentences.flatMap((said) => sentenceOf(said, count) ?? []).slice(0, SENTENCES_MAX)
  return { sentences: kept, dropped: data.sentences.length - kept.length }
}

const Said = z.object({ text: z.string(), posts: z.array(z.unknown()) })

function sentenceOf(said: unknown, count: number): Sentence | null {
  const { data } = Said.safeParse(said)
  const text = plainText(data?.text ?? '').replaceAll(/\s+/g, ' ')
  const sent = data?.posts.filter((n): n is number => Number.isInteger(n) && Number(n) >= 1 && Number(n) <= count) ?? []
  const posts = [...new Set(sent)].slice(0, BEHIND_MAX)
  return text === '' || text.length > SENTENCE_UNITS_MAX || posts.length === 0 ? null : { text, posts }
}

/** The language that a text seems to be in, and whether it is surely not the one that was wanted (null: any). */
export function languageOf(text: string, wanted: string | null): { lang: string; isOtherLanguage: boolean } {
  const { lang, confidence } = identify(text)
  return { lang, isOtherLanguage: wanted !== null && lang !== 'und' && lang !== wanted && confidence >= SURE_MIN }
}

/** The JSON in an answer: all of it, or what stands in a fence or among other words; thoughts are no answer. Undefined where there is none. */
function jsonIn(words: string): unknown {
  const said = words.replace(/^\s*<think>[\s\S]*?(?:<\/think>|$)/, '')
  for (const part of [said, said.slice(said.indexOf('{'), said.lastIndexOf('}') + 1)]) {
    try {
      return JSON.parse(part)
    } catch {
      // the next part may be
    }
  }
  return undefined
}
