import { hebrewForms, normaliseHebrew } from '../engine/index.ts'
import { COMMON_WORDS } from './common-words.ts'

let common: ReadonlySet<string> | undefined

const commonWords = (): ReadonlySet<string> => (common ??= new Set(COMMON_WORDS.map(normaliseHebrew)))

/** Whether a Hebrew word, however it is pointed or spelled at its end, is in our short list of everyday words. */
export function isCommonWord(form: string): boolean {
  return commonWords().has(normaliseHebrew(form))
}

/** The `ambiguousForms` of a name as `normaliseHebrew` folds words. */
export function foldedAmbiguousForms(name: string): string[] {
  const words = commonWords()
  return hebrewForms(name).filter((form) => words.has(form))
}

/** Every way a Hebrew name is written with a prefix, as people write them, shortest first; none for a name in another script. */
export function writtenForms(name: string): string[] {
  return hebrewForms(name).toSorted((a, b) => a.length - b.length || a.localeCompare(b, 'he')).map(withFinalLetter)
}

/**
 * The ways a Hebrew name is written with a prefix that are also words of their own (מ + בזק is מבזק): a post that holds one may not speak
 * of the name at all. As people write them, shortest first; empty for a name of several words or in another script. The bare name is never
 * among them.
 */
export function ambiguousForms(name: string, isWord: (form: string) => boolean = isCommonWord): string[] {
  return writtenForms(name).filter(isWord)
}

const FINALS: Readonly<Record<string, string>> = { כ: 'ך', מ: 'ם', נ: 'ן', פ: 'ף', צ: 'ץ' }

/** A folded word as it is written: a letter that has a final form takes it at the end. */
function withFinalLetter(folded: string): string {
  const last = folded.at(-1) ?? ''
  return folded.slice(0, -1) + (FINALS[last] ?? last)
}
