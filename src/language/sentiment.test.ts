import { describe, expect, test } from 'vitest'
import { seedRows } from '../../models/train/examples.ts'
import { sentimentOf, wordsThatSpoke } from './sentiment.ts'
import { SENTIMENTS } from './understanding.ts'

describe('how a post is meant', () => {
  test.each([
    ['he', 'positive', 'שירות מעולה, תודה רבה לכולם!'],
    ['he', 'negative', 'שירות גרוע, אף אחד לא עונה כבר שבוע. בושה'],
    ['he', 'neutral', 'הסניף ברחוב הרצל פתוח עד שמונה'],
    ['en', 'positive', 'Thank you so much, the best service I ever had'],
    ['en', 'negative', 'Worst airline ever, three hours delayed and nobody answers'],
    ['en', 'neutral', 'Does the store on Main Street open on Sunday?'],
    ['en', 'positive', '😍😍😍'],
    ['fr', 'negative', 'Quelle honte, service horrible'],
    ['de', 'positive', 'Vielen Dank, wunderbar!'],
    ['es', 'negative', 'Qué asco de servicio, una vergüenza'],
  ])('%s, %s: %s', (lang, sentiment, text) => {
    expect(sentimentOf(text, lang).sentiment).toBe(sentiment)
  })

  test('is the likeliest of three probabilities that sum up to 1', () => {
    for (const { text, lang } of [...seedRows('en').dev, ...seedRows('he-service').dev]) {
      const { sentiment, probabilities } = sentimentOf(text, lang)
      const all = SENTIMENTS.map((name) => probabilities[name])
      expect(all.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 9)
      expect(probabilities[sentiment]).toBe(Math.max(...all))
    }
  })
})

describe('of our own rows that nothing was learned from, at least as many are told right as', () => {
  test.each([
    ['he-service', 'he', 0.67],
    ['he-statements', 'he', 0.7],
    ['en', 'en', 0.64],
  ])('%s: %s, %d', (name, lang, least) => {
    const rows = seedRows(name).dev
    const right = rows.filter(({ text, sentiment }) => sentimentOf(text, lang).sentiment === sentiment)
    expect(right.length / rows.length).toBeGreaterThan(least)
  })
})

describe('any text gets an answer', () => {
  test.each([
    ['nothing', ''],
    ['spaces', ' \u00a0\u2003\n'],
    ['direction marks only', '\u202b\u202c\u2066\u2069'],
    ['points only', '\u05b8\u05b0'],
  ])('%s: neutral', (_, text) => {
    expect(sentimentOf(text, 'he').sentiment).toBe('neutral')
  })

  test.each([
    ['one letter', 'א'],
    ['emoji only', '🙏🏽👩‍👩‍👧'],
    ['scripts mixed in a word', 'сервіce מעולהgood'],
    ['points on every letter', 'שֵׁרוּת מְצֻיָּן'],
    ['Hebrew in Latin letters', 'sherut gadol ve mehir'],
    ['marks heaped up', `b${'\u0335\u0321'.repeat(500)}ad`],
    ['base64', Buffer.from('x'.repeat(3_000)).toString('base64')],
    ['an address', 'https://shop.example/he/a?b=%D7%A9'],
    ['halves of characters', '\ud83d\ud800\udc00'],
    ['a megabyte', 'שירות גרוע '.repeat(100_000)],
  ])('%s', (_, text) => {
    for (const lang of ['he', 'en', 'und', 'xx', '']) {
      const { probabilities } = sentimentOf(text, lang)
      for (const name of SENTIMENTS) expect(probabilities[name]).toBeGreaterThan(0)
    }
  })

  test('and points, direction marks and letter case change none', () => {
    expect(sentimentOf('\u202bשֵׁרוּת גָּרוּעַ\u202c', 'he')).toEqual(sentimentOf('שרות גרוע', 'he'))
    expect(sentimentOf('Terrible service', 'en')).toEqual(sentimentOf('terrible Service', 'en'))
  })
})

describe('the words that spoke', () => {
  const spoken = (text: string, lang: string): string[] => {
    const spans = wordsThatSpoke(text, lang, sentimentOf(text, lang).sentiment)
    return Array.from({ length: spans.length / 2 }, (_, at) => text.slice(spans[at * 2], spans[at * 2 + 1]))
  }

  test('are those without which it would be less likely', () => {
    expect(spoken('המשלוח הגיע אתמול והטעם נורא', 'he')).toContain('נורא')
    expect(spoken('My order is here and the shoes are wonderful', 'en')).toContain('wonderful')
  })

  test('are at most three, in their order, and none of a text without words', () => {
    expect(spoken('awful horrible terrible disgusting worst bad', 'en').length).toBeLessThanOrEqual(3)
    expect(spoken('', 'he')).toEqual([])
    expect(spoken('bad '.repeat(300_000), 'en').length).toBeLessThanOrEqual(3)
  })
})
