import { readFileSync, readdirSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { connectorsWith } from '../src/app/connectors.ts'
import type { Files, TrayDoor } from '../src/connect/index.ts'
import { REFUSALS } from '../src/base/error.ts'
import { MESSAGES, languageOf, say } from '../src/base/messages.ts'
import { LANGUAGES, isMessageKey } from '../src/base/wording.ts'

const keys = Object.keys(MESSAGES.en)
const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
  .map((path) => readFileSync(`src/${path}`, 'utf8'))

type Element = ReturnType<IntlMessageFormat['getAst']>[number]
const LITERAL = 0

/** Names of all placeholders, those within plurals and selects included. */
function placeholders(elements: readonly Element[]): string[] {
  const names = elements.flatMap((element) => {
    const inside = 'options' in element ? Object.values(element.options).flatMap((option) => placeholders(option.value)) : []
    return 'value' in element && element.type !== LITERAL ? [element.value, ...inside] : inside
  })
  return [...new Set(names)].toSorted()
}

describe('the sentences in messages/', () => {
  it('exist in every language', () => {
    for (const language of LANGUAGES) expect(Object.keys(MESSAGES[language]).toSorted()).toEqual(keys.toSorted())
  })

  it('stand in alphabetical order, each key a path of words', () => {
    for (const language of LANGUAGES) {
      const found = Object.keys(MESSAGES[language])
      expect(found).toEqual(found.toSorted())
      expect(found.filter((key) => !/^[a-z][a-z_]*(\.[a-z][a-z_]*)+$/.test(key))).toEqual([])
    }
  })

  it('are sound ICU messages with the same placeholders in every language', () => {
    const unequal = keys.filter((key) => {
      const [first, ...others] = LANGUAGES.map((language) => {
        const messages = MESSAGES[language]
        return isMessageKey(messages, key) ? placeholders(new IntlMessageFormat(messages[key], language, undefined, { ignoreTag: true }).getAst()) : null
      })
      return others.some((names) => !isDeepStrictEqual(names, first))
    })
    expect(unequal).toEqual([])
  })

  it('are all used, and nothing else is', () => {
    const text = sources.join('\n')
    // Put together at run time, or sent as data by whoever documents it as `some.family.KEY`.
    const families = [...text.matchAll(/`([a-z_]+(?:\.[a-z_]+)*[._])(?:\$\{|KEY`)/g)].flatMap(([, family]) => family ?? [])
    const unused = keys.filter((key) => !text.includes(`'${key}'`) && !families.some((family) => key.startsWith(family)))
    const asked = [...text.matchAll(/\b(?:t|say)\((?:\w+, )?'([a-z_]+\.[a-z_.]+)'/g)].flatMap(([, key]) => key ?? [])
    expect({ unused, unknown: asked.filter((key) => !keys.includes(key)) }).toEqual({ unused: [], unknown: [] })
  })

  it('hold one for each refusal', () => {
    const missing = [...Object.keys(REFUSALS), 'failed'].filter((code) => !keys.includes(`refusal.${code}`))
    expect(missing).toEqual([])
  })

  it('name every network, and say of those that are on offer what they bring', () => {
    const networks = connectorsWith({ trays: {} as TrayDoor, files: {} as Files })
    const wanted = [...networks.values()].flatMap(({ id, isOffered }) => [`connect.place.${id}`, ...(isOffered === false ? [] : [`connect.about.${id}`])])
    expect(wanted.filter((key) => !keys.includes(key))).toEqual([])
  })
})

describe('say', () => {
  it('follows the plural rules of the language', () => {
    expect(say('en', 'refusal.listen.too_many_queries', { max: 1000 })).toContain('1,000')
    expect(say('he', 'refusal.listen.too_many_queries', { max: 1 })).toContain('אחת')
  })

  it('never fails for want of a value', () => {
    expect(say('en', 'refusal.listen.too_many_queries')).toContain('{max')
  })
})

describe('languageOf', () => {
  it('takes the most preferred language that we speak', () => {
    expect(languageOf('fr-FR, he-IL;q=0.8, en;q=0.5')).toBe('he')
    expect(languageOf('en;q=0.1, iw')).toBe('he')
    expect(languageOf('he;q=0, fr')).toBe('en')
    expect(languageOf(undefined)).toBe('en')
  })
})
