/// <reference types="vite/client" />
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { directionOf, type Language, type MessageKey, type Messages, type Params, isMessageKey, word } from '../wording.ts'
import { remember } from './remember.ts'
import { useNow } from './clock.ts'
import { age, clock, day, exactly, weekday } from './moment.ts'

/** Words, dates and numbers in the person's language. */
export type I18n = {
  readonly language: Language
  readonly direction: 'ltr' | 'rtl'
  /** One sentence. Texts filled in keep their own direction. */
  readonly t: (key: MessageKey, params?: Params) => string
  /** The sentence of a key that was put together at run time; null when there is none. */
  readonly known: (key: string, params?: Params) => string | null
  /** A moment as people say it: `5 minutes ago`, `15.3`. Follows the clock. */
  readonly when: (at: string | Date) => string
  /** A moment with weekday, date and time. */
  readonly exactly: (at: string | Date) => string
  /** The date with its weekday. */
  readonly weekday: (at: string | Date) => string
  /** The hour of today, or day and hour. */
  readonly clock: (at: string | Date) => string
  readonly number: (value: number) => string
  /** A language's own name in this one; null when nobody knows it. */
  readonly languageName: (tag: string) => string | null
  /** Loads another language and goes on in it. */
  readonly choose: (language: Language) => void
}

const Context = createContext<I18n | null>(null)

const FIRST = import.meta.glob<Messages>('../../../messages/*.json', { query: '?first', import: 'default' })
const REST = import.meta.glob<Messages>('../../../messages/*.json', { query: '?rest', import: 'default' })

/** The sentences of each language, as far as they have travelled. */
const arrived = new Map<Language, Messages>()
let areAllWanted = false

/** The sentences of one language: those of the first screen, and all once a page has asked for them. Only the chosen language travels. */
export async function loadMessages(language: Language): Promise<Messages> {
  const path = `../../../messages/${language}.json`
  const first = await FIRST[path]?.()
  const rest = areAllWanted ? await REST[path]?.() : {}
  const messages: Messages = Object.assign(arrived.get(language) ?? {}, first, rest)
  arrived.set(language, messages)
  return messages
}

/** Brings the sentences of the pages that are not the first screen: awaited before such a page is shown. */
export async function loadAllMessages(): Promise<void> {
  areAllWanted = true
  await Promise.all([pageLanguage(), ...arrived.keys()].map(loadMessages))
}

/** The language that `before-paint.js` put on the page: the person's choice, or the browser's. */
export const pageLanguage = (): Language => (document.documentElement.lang === 'he' ? 'he' : 'en')

/** Everything below speaks the person's language, starting with `messages`, those of `pageLanguage()`. */
export function LanguageProvider({ messages, children }: { messages: Messages; children: ReactNode }) {
  const [spoken, setSpoken] = useState({ language: pageLanguage(), messages })
  const { language } = spoken
  useEffect(() => {
    document.documentElement.lang = language
    document.documentElement.dir = directionOf(language)
  }, [language])
  const [choose] = useState(() => (next: Language) => {
    remember('language', next)
    void loadMessages(next).then((messages) => setSpoken({ language: next, messages }))
  })
  return (
    <Speaking language={language} messages={spoken.messages} choose={choose}>
      {children}
    </Speaking>
  )
}

/** Everything below speaks this language. */
export function Speaking({ language, messages, choose, children }: { language: Language; messages: Messages; choose: (language: Language) => void; children: ReactNode }) {
  const now = useNow()
  const i18n = useMemo<I18n>(() => {
    const direction = directionOf(language)
    const number = new Intl.NumberFormat(language)
    const names = new Intl.DisplayNames(language, { type: 'language', fallback: 'none' })
    return {
      language,
      direction,
      t: (key, params) => word(messages, language, key, isolated(params)),
      known: (key, params) => (isMessageKey(messages, key) ? word(messages, language, key, isolated(params)) : null),
      when: (at) => {
        const ago = age(new Date(at), now)
        return ago ? word(messages, language, `base.ago.${ago.unit}`, { count: ago.count }) : day(new Date(at), now, language)
      },
      exactly: (at) => exactly(new Date(at), language),
      weekday: (at) => weekday(new Date(at), language),
      clock: (at) => clock(new Date(at), now, language),
      number: (value) => number.format(value),
      languageName: (tag) => {
        try {
          return names.of(tag) ?? null
        } catch {
          return null
        }
      },
      choose,
    }
  }, [language, messages, choose, now])
  return (
    <Context value={i18n}>
      <I18nProvider locale={language === 'he' ? 'he-IL' : 'en-GB'}>{children}</I18nProvider>
    </Context>
  )
}

/** Words, dates and numbers in the person's language. */
export function useI18n(): I18n {
  const i18n = use(Context)
  if (!i18n) throw new Error('useI18n outside LanguageProvider')
  return i18n
}

/**
 * A name in Latin letters within a Hebrew sentence, or the other way round, must not pull the words around it along. A code is left as it is:
 * a sentence may choose its words by it.
 */
function isolated(params: Params | undefined): Params | undefined {
  if (!params) return params
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === 'string' && !CODE.test(value) ? `\u2068${value}\u2069` : value]))
}

const CODE = /^[a-z_]+$/
