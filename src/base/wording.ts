import { IntlMessageFormat } from 'intl-messageformat'
import type en from '../../messages/en.json'

/** The languages of the interface, equals. */
export const LANGUAGES = ['en', 'he'] as const
export type Language = (typeof LANGUAGES)[number]

/** A key of messages/en.json: `slice.thing.detail`. */
export type MessageKey = keyof typeof en
/** All sentences of one language. */
export type Messages = Readonly<Record<MessageKey, string>>
/** What a sentence's placeholders are filled with; more may be given than it uses. */
export type Params = Readonly<Record<string, unknown>>

/** The direction a language is written in. */
export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'he' ? 'rtl' : 'ltr')

/** The language of ours that an `Accept-Language` header (RFC 9110) prefers; English when it prefers none. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? '')
    .slice(0, 1000)
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part.trim().split(/\s*;\s*q=/i)
      return { language: tag.toLowerCase().replace(/^iw\b/, 'he').split('-')[0], quality: quality === undefined ? 1 : Number(quality) || 0 }
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
  for (const { language } of wanted) {
    const ours = LANGUAGES.find((known) => known === language)
    if (ours) return ours
  }
  return 'en'
}

/** Whether a key that was put together at run time names a sentence. */
export const isMessageKey = (messages: Messages, key: string): key is MessageKey => Object.hasOwn(messages, key)

const compiled = new WeakMap<Messages, Map<MessageKey, IntlMessageFormat>>()

/**
 * One sentence, its placeholders filled: ICU MessageFormat, so plurals and selects follow the language. The web loads one
 * language and words it with this; whoever has all languages at hand uses `say` of messages.ts. A placeholder without a
 * value is left as it is written: nothing may fail while saying what failed.
 */
export function word(messages: Messages, language: Language, key: MessageKey, params: Params = {}): string {
  let formats = compiled.get(messages)
  if (!formats) compiled.set(messages, (formats = new Map()))
  let format = formats.get(key)
  if (!format) formats.set(key, (format = new IntlMessageFormat(messages[key], language, undefined, { ignoreTag: true })))
  try {
    return String(format.format(params as Record<string, string | number | Date>))
  } catch {
    return messages[key]
  }
}
