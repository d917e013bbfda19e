import { expect, it } from 'vitest'
import { newsSearches } from './news-searches.ts'

const addresses = (...words: string[]) => newsSearches({ words, language: 'he', country: 'IL' }).map(({ settings }) => new URL(settings?.url ?? ''))

it('searches for Hebrew words in the Hebrew edition and for others in the English one', () => {
  expect(addresses('לנטרן', 'Lantern').map(({ host, searchParams }) => [host, ...searchParams.values()])).toEqual([
    ['news.google.com', '"לנטרן"', 'he', 'IL', 'IL:he'],
    ['news.google.com', '"Lantern"', 'en-IL', 'IL', 'IL:en'],
    ['www.bing.com', '"לנטרן"', 'rss', 'he-IL'],
    ['www.bing.com', '"Lantern"', 'rss', 'en-IL'],
  ])
})

it('asks for several words of one script at once, each as a phrase', () => {
  expect(addresses('צה"ל', 'בית המנורות')[0]?.searchParams.get('q')).toBe('"צה״ל" OR "בית המנורות"')
})

it('says that the engines give these feeds to persons only', () => {
  expect(newsSearches({ words: ['Lantern'], language: 'en', country: 'GB' }).map(({ name, isForPersons }) => [name, isForPersons])).toEqual([
    ['Google News: Lantern', true], ['Bing News: Lantern', true],
  ])
})

it('keeps its addresses short, however many words there are', () => {
  const words = Array.from({ length: 12 }, (_, n) => `${'לנטרן '.repeat(13)}${n}`)
  expect(Math.max(...addresses(...words).map(({ href }) => href.length))).toBeLessThan(4_000)
})
