import type { Brand, Suggestion } from '../connector.ts'

/** More words than these would make an address longer than every server takes. */
const WORDS_MAX = 6

const HEBREW = /\p{Script=Hebrew}/u

/**
 * Searches of the news for the words of a brand, as feeds: for each script one search at each of two engines, in the edition of the country
 * and of the language that the script is read in. Both engines print into these feeds that they are for personal readers and for
 * no other use without leave, hence `isForPersons`.
 *
 * Neither documents these addresses as an API; they are built as the engines' own pages and feeds link to them:
 * - `https://news.google.com/rss/search?q=…&hl=LANGUAGE&gl=COUNTRY&ceid=COUNTRY:LANGUAGE`
 * - `https://www.bing.com/news/search?q=…&format=rss&mkt=LANGUAGE-COUNTRY`
 */
export function newsSearches({ words, language, country }: Brand): Suggestion<{ url: string }>[] {
  const scripts = [
    { words: words.filter((word) => HEBREW.test(word)), language: 'he' },
    { words: words.filter((word) => !HEBREW.test(word)), language: language === 'he' ? 'en' : language },
  ].filter((script) => script.words.length > 0)
  const searches = scripts.map((script) => ({ ...script, words: script.words.slice(0, WORDS_MAX) }))
  return [
    ...searches.map((search) => suggestion('Google News', googleNews(search.words, search.language, country), search.words)),
    ...searches.map((search) => suggestion('Bing News', bingNews(search.words, search.language, country), search.words)),
  ]
}

const suggestion = (engine: string, url: string, words: readonly string[]): Suggestion<{ url: string }> =>
  ({ name: `${engine}: ${words.join(', ')}`.slice(0, 200), settings: { url }, isForPersons: true })

/** A Hebrew edition is `he`; others are named with their country (`en-IL`). */
function googleNews(words: readonly string[], language: string, country: string): string {
  const url = new URL('https://news.google.com/rss/search')
  url.searchParams.set('q', anyOf(words))
  url.searchParams.set('hl', language === 'he' ? 'he' : `${language}-${country}`)
  url.searchParams.set('gl', country)
  url.searchParams.set('ceid', `${country}:${language}`)
  return url.href
}

function bingNews(words: readonly string[], language: string, country: string): string {
  const url = new URL('https://www.bing.com/news/search')
  url.searchParams.set('q', anyOf(words))
  url.searchParams.set('format', 'rss')
  url.searchParams.set('mkt', `${language}-${country}`)
  return url.href
}

/** Each as a phrase. A quotation mark within a Hebrew word is written as gershayim, so that it ends no phrase. */
const anyOf = (words: readonly string[]): string => words.map((word) => `"${word.replaceAll('"', '״')}"`).join(' OR ')
