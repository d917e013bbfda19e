import { say } from '../../../base/messages.ts'
import type { Language } from '../../../people/index.ts'

/** English dates are written as in Europe, day first, as on the screens. */
const localeOf = (language: Language): string => (language === 'he' ? 'he-IL' : 'en-GB')

/**
 * Somebody's words as they can stand within a line of a letter: no line breaks, and nothing that would turn the direction of what
 * follows (the marks of Unicode Annex 9 that embed, override and isolate; those that only mark are left).
 */
export function inOneLine(words: string, unitsMax = 200): string {
  return shortened(words.toWellFormed().replace(/[\u202A-\u202E\u2066-\u2069]/g, '').replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim(), unitsMax)
}

/** The same of words in several lines. */
export function inLines(words: string, unitsMax = 2_000): string {
  return shortened(words.toWellFormed().replace(/\r\n?/g, '\n').replace(/[\u202A-\u202E\u2066-\u2069]|(?!\n)\p{Cc}/gu, '').trim(), unitsMax)
}

/** Cut where a letter ends, never within one. */
export function shortened(words: string, unitsMax: number): string {
  if (words.length <= unitsMax) return words
  let cut = ''
  for (const { segment } of new Intl.Segmenter().segment(words.slice(0, unitsMax + 50))) {
    if (cut.length + segment.length > unitsMax - 1) break
    cut += segment
  }
  return `${cut.trimEnd()}…`
}

/** A day with its weekday: `Thursday 15 March`, `יום ה׳, 15.3`. With its year when `now` is of another. */
export function dayInWords(language: Language, day: string, now: Date): string {
  const [weekday, month] = language === 'he' ? (['short', 'numeric'] as const) : (['long', 'long'] as const)
  const year = day.slice(0, 4) === now.toISOString().slice(0, 4) ? {} : { year: 'numeric' as const }
  return new Intl.DateTimeFormat(localeOf(language), { weekday, day: 'numeric', month, ...year, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))
}

/** A day as people type it in an answer: `15 March`, `15.3`. */
export function dayAsTyped(language: Language, day: string): string {
  const format = { day: 'numeric', month: language === 'he' ? 'numeric' : 'long', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(localeOf(language), format).format(new Date(`${day}T00:00:00Z`))
}

/** Who asks: a person with their department, as far as either is known. */
export function whoAsks(language: Language, { person, department }: { person: string | null; department: string | null }): string {
  const names = [person, department].filter((name) => name !== null).map((name) => inOneLine(name, 80))
  if (names.length === 2) return say(language, 'ask.mail.person_of', { person: names[0], department: names[1] })
  return names[0] ?? say(language, 'ask.mail.somebody')
}

/** Paragraphs that are there, an empty line between them. */
export const paragraphs = (...parts: readonly (string | null | false | undefined)[]): string => parts.filter(Boolean).join('\n\n')
