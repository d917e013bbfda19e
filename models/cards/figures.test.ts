import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { PUBLISHED, understand } from '../../src/language/index.ts'
import { SENTIMENTS } from '../../src/language/understanding.ts'
import { type Example, seedRows, seedSentiment, sentimentIn } from '../train/examples.ts'
import { seeds } from '../train/intent-examples.ts'

/** Rows of a card's tables, by their first cell. */
function rowsOf(card: string): Map<string, readonly string[]> {
  const lines = readFileSync(new URL(`./${card}.md`, import.meta.url), 'utf8').split('\n').filter((line) => line.startsWith('| '))
  return new Map(lines.map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim())).map(([name = '', ...cells]) => [name, cells]))
}

/** As the cards write it. */
const inThousand = (of: number): string => (of / 1000).toFixed(3).replace(/^0/, '')
const here = new URL('../data', import.meta.url).pathname

describe('what is published of how well posts are understood', () => {
  it('stands in the card of sentiment, with as many rows', () => {
    const card = rowsOf('sentiment')
    const published = PUBLISHED.filter(({ head }) => head === 'sentiment')
    expect(published.map(({ set }) => [set, ...card.get(set)?.slice(0, 2) ?? []])).toEqual(published.map(({ set, rows, rightInThousand }) => [set, String(rows), inThousand(rightInThousand)]))
    expect([...card.keys()].filter((set) => set.endsWith(' dev') && !set.startsWith('mean')).toSorted())
      .toEqual(published.map(({ set }) => set).filter((set) => set.endsWith(' dev')).toSorted())
  })

  it('stands in the card of what is wanted', () => {
    const card = rowsOf('intent')
    const [he, en] = ['he', 'en'].map((lang) => (head: string) => PUBLISHED.find((figure) => figure.lang === lang && figure.head === head)?.rightInThousand ?? 0)
    for (const head of ['intent', 'question', 'needsAnswer', 'aboutStaff']) expect([head, ...card.get(head) ?? []]).toEqual([head, inThousand(he?.(head) ?? 0), inThousand(en?.(head) ?? 0)])
  })

  it('is what the models of today do, wherever the rows may be handed on and so lie here', () => {
    const own = (name: 'he-service' | 'he-statements' | 'en') => seedSentiment(seedRows(name).dev)
    const sets: Readonly<Record<string, readonly Example[]>> = {
      'he own, statements': own('he-statements'), 'he own, service': own('he-service'), 'en own': own('en'),
      'he-fb dev': sentimentIn(here, 'sentiment/he-fb.dev.jsonl.gz'), 'he-hebemo dev': sentimentIn(here, 'sentiment/he-hebemo.dev.jsonl.gz'),
    }
    const found = PUBLISHED.flatMap(({ head, lang, set, rightInThousand, rows }) => {
      const examples = head === 'sentiment' ? sets[set]?.map(({ text, label }) => understand(text, lang).sentiment === SENTIMENTS[label])
        : seeds().dev.filter((post) => post.lang === lang).map((post) => understand(post.text, lang)[head] === post[head])
      return examples ? [{ said: [head, set, rows, inThousand(rightInThousand)], does: [head, set, examples.length, inThousand(1000 * examples.filter(Boolean).length / examples.length)] }] : []
    })
    expect(found.map(({ said }) => said)).toEqual(found.map(({ does }) => does))
    expect(found).toHaveLength(13)
  })
})
