import { describe, expect, test } from 'vitest'
import { MESSAGES } from '../base/messages.ts'
import { reasonsFor, understand, UNDERSTOOD_BY } from './index.ts'
import { INTENTS, type Understanding } from './understanding.ts'

const said: readonly (readonly [text: string, lang: string, meant: Partial<Understanding>])[] = [
  ['מחכה כבר שלושה שבועות להחזר ואף אחד לא עונה לי. בושה', 'he', { intent: 'complaint', sentiment: 'negative', needsAnswer: true }],
  ['still waiting for my refund, third week now and nobody answers', 'en', { intent: 'complaint', needsAnswer: true }],
  ['עד איזו שעה אתם פתוחים ביום שישי', 'he', { intent: 'question', question: true, needsAnswer: true }],
  ['what time do you open on sunday', 'en', { intent: 'question', question: true, needsAnswer: true }],
  ['תודה רבה לדנה מהשירות, אלופה אמיתית', 'he', { intent: 'praise', question: false, aboutStaff: true }],
  ['Thank you so much to Dana from support, amazing service!', 'en', { intent: 'praise', question: false, aboutStaff: true }],
  ['הצעה: תוסיפו כפתור לשמירת רשימות באפליקציה', 'he', { intent: 'idea', needsAnswer: false }],
  ['it would be great if you could add a dark mode option', 'en', { intent: 'idea' }],
  ['אבקש לבטל את המנוי שלי החל מהחודש הבא, תודה', 'he', { intent: 'request', needsAnswer: true }],
  ['please cancel my subscription and send me a confirmation', 'en', { intent: 'request', needsAnswer: true }],
  ['הכיסא קרס והילדה שלי במיון עם פציעה בראש, זה מסוכן!', 'he', { intent: 'crisis', sentiment: 'negative' }],
  ['the heater exploded and my son is in hospital with burns', 'en', { intent: 'crisis', needsAnswer: true }],
  ['החברה הודיעה כי הסניף החדש ייפתח ביום ראשון', 'he', { intent: 'none', question: false, needsAnswer: false }],
]

test.each(said)('%s', (text, lang, meant) => {
  expect(understand(text)).toMatchObject({ lang, ...meant })
})

describe('a question', () => {
  test('needs no mark in Hebrew and English', () => {
    for (const asked of ['איפה רואים מספר מעקב', 'מתי יוצאת הרכבת האחרונה', 'do you deliver to haifa', 'where is my order']) expect(understand(asked).question).toBe(true)
  })

  test('is not asked by a word that joins sentences', () => {
    for (const told of ['מי שקנה אצלם יודע', 'עשו את מה שהבטיחו', 'I know what they did there', 'The day when we arrived was fine']) expect(understand(told).question).toBe(false)
  })

  test('is not in an address with a question mark', () => {
    for (const text of ['https://shop.example/a?b=c', 'La foto: https://shop.example/a?b=c']) expect(understand(text).question).toBe(false)
  })

  test('needs a mark in languages whose words are not known', () => {
    expect(understand('¿Dónde está mi pedido?', 'es')).toMatchObject({ intent: 'question', question: true, needsAnswer: true })
    expect(understand('أين طلبي؟', 'ar')).toMatchObject({ question: true })
    expect(understand('El pedido está aquí', 'es')).toMatchObject({ intent: 'none', question: false })
  })
})

test('the same text gives the same answer, whatever was understood in between', () => {
  const texts = said.map(([text]) => text)
  const once = texts.map((text) => understand(text))
  understand('x'.repeat(10_000))
  understand('')
  expect(texts.toReversed().map((text) => understand(text)).toReversed()).toEqual(once)
})

test('each reason has a sentence in both languages, and words that stand in the text', () => {
  const codes = new Set<string>()
  for (const text of [...said.map(([each]) => each), 'C’est magnifique, merci beaucoup, bravo!!', '', '??', 'שָׁלוֹם, אֵיפֹה הַחֲבִילָה?']) {
    for (const lang of ['he', 'en', 'fr']) {
      for (const { code, spans } of reasonsFor(text, understand(text, lang))) {
        codes.add(code)
        expect(spans.length % 2).toBe(0)
        for (let at = 0; at < spans.length; at += 2) {
          const [from = -1, to = -1] = [spans[at], spans[at + 1]]
          expect(from >= 0 && from < to && to <= text.length).toBe(true)
        }
      }
    }
  }
  for (const messages of [MESSAGES.en, MESSAGES.he]) for (const code of codes) expect(Object.keys(messages)).toContain(`understand.reason.${code}`)
})

test('every intent that a head decides can be told why', () => {
  const understanding = understand('zzzz yyyy xxxx', 'en')
  for (const intent of INTENTS) {
    const reasons = reasonsFor('zzzz yyyy xxxx', { ...understanding, intent, question: intent === 'question', needsAnswer: true, aboutStaff: true })
    expect(reasons.map(({ about }) => about)).toEqual(expect.arrayContaining([intent === 'question' ? 'question' : 'intent', 'needsAnswer', 'aboutStaff']))
  }
})

test('what understood is named by the models and the rules', () => {
  expect(UNDERSTOOD_BY).toMatch(/^\d+-[0-9a-f]{12}$/)
})
