import { IntlMessageFormat } from 'intl-messageformat'
import type en from '../../messages/en.json'

/** The languages of the interface, equals. */
export const LANGUAGES = ['en', 'he'] as const
export type Language = (typeof LANGUAGES)[number]

/** A key of messages/en.json: `slice.thing.detail`. */
export type MessageKey = keyof typeof en
/** All sentences of one language. */
export type Messages = Readonly<Record<MessageKey, string>>
/** What a sentence's placeholders are filled with. */
export type Params = Readonly<Record<string, string | number | Date>>

/** The direction a language is written in. */
export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'he' ? 'rtl' : 'ltr')

/** Whether a key that was put together at run time names a sentence. */
export const isMessageKey = (messages: Messages, key: string): key is MessageKey => Object.hasOwn(messages, key)

const compiled = new WeakMap<Messages, Map<MessageKey, IntlMessageFormat>>()

/**
 * One sentence, its placeholders filled: ICU MessageFormat, so plurals and selects follow the language. The web loads one
 * language and words it with this; whoever has all languages at hand uses `say` of messages.ts. Throws when a placeholder
 * has no value.
 */
export function word(messages: Messages, language: Language, key: MessageKey, params: Params = {}): string {
  let formats = compiled.get(messages)
  if (!formats) compiled.set(messages, (formats = new Map()))
  let format = formats.get(key)
  if (!format) formats.set(key, (format = new IntlMessageFormat(messages[key], language, undefined, { ignoreTag: true })))
  return String(format.format(params))
}
