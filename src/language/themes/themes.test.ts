import { describe, expect, test } from 'vitest'
import { calendarIn, WEEKS } from '../surges/calendar.ts'
import { distinctive } from './distinctive.ts'
import { grouped, medoidOf, namesOf } from './group.ts'
import { SurgingThemes } from './surging-themes.ts'
import { formsIn, Stems, wordsOf } from './words.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const BEGIN = Date.UTC(2026, 7, 2)
const lived = { local: calendarIn('UTC', { days: WEEKS['sun-thu'], holidays: new Set(), eves: new Set() }), restDays: WEEKS['sun-thu'], sensitivity: 'normal' } as const

describe('words', () => {
  test('addresses, accounts, numbers, pictures and words that say nothing are left out, also with prefixes', () => {
    const forms = (text: string) => wordsOf(text).map(({ form }) => form)
    expect(forms('@dana_k ראיתי את המשלוח שלא הגיע 24/7 😂 https://a.example/משלוח #חרם_צרכנים www.b.example x@y.example')).toEqual(['ראיתי', 'המשלוח', 'הגיע', 'חרמ', 'צרכנימ', '#חרמ_צרכנימ'])
    expect(forms('The DELIVERY was not on time, RT @me: Déliverÿ')).toEqual(['delivery', 'delivery'])
    expect(forms('ברק')).toEqual(['ברק'])
    for (const odd of ['', '😂😂', '12 30', '\ud800', 'a', '#', '@', 'https://', '\u202e']) expect(forms(odd)).toEqual([])
    expect(forms('a'.repeat(1_000_000))).toEqual([])
    expect(wordsOf('שלום עולמות '.repeat(100_000)).length).toBeLessThan(1_000)
  })

  test('neighbours are a pair, but not over a comma or a word that says nothing', () => {
    expect([...formsIn('late delivery, cold pizza and warm salad').keys()]).toEqual(['late', 'delivery', 'late delivery', 'cold', 'pizza', 'cold pizza', 'warm', 'salad', 'warm salad'])
  })

  test('a prefix is taken off where the posts show that the word stands alone, and a name keeps its first letter', () => {
    const counts = new Map([['שליח', 10], ['השליח', 90], ['ושהשליח', 1], ['שופרסל', 80], ['בשופרסל', 20], ['משלוח', 5], ['לוח', 90], ['הזמנתי', 4]])
    const stems = new Stems((form) => counts.get(form) ?? 0)
    expect(['השליח', 'ושהשליח', 'שופרסל', 'בשופרסל', 'משלוח', 'במשלוח', 'הזמנתי', 'השליח איחר'].map((form) => stems.termOf(form)))
      .toEqual(['שליח', 'שליח', 'שופרסל', 'שופרסל', 'משלוח', 'משלוח', 'הזמנתי', 'שליח איחר'])
  })
})

test('distinctive is what is said more here than there, and not what is merely frequent', () => {
  const here = new Map([['delivery', 60], ['the shop', 300], ['once', 1]])
  const there = new Map([['delivery', 20], ['the shop', 3_000], ['parking', 400]])
  expect(distinctive(here, there).map(({ term }) => term)).toEqual(['delivery'])
  expect(distinctive(new Map(), there)).toEqual([])
})

test('terms that share posts are one theme, with up to three names and an actual post for a voice', () => {
  const of = (term: string, posts: number[], weight: number) => ({ term, posts: new Set(posts), weight })
  const [first, second, ...others] = grouped([
    of('late', [1, 2, 3, 4], 5), of('delivery', [1, 2, 3, 4, 5], 9), of('late delivery', [1, 2, 3], 7), of('parking', [9, 10], 4), of('gone', [], 8),
  ])
  expect(others).toEqual([])
  expect([first && namesOf(first), first?.posts, second && namesOf(second)]).toEqual([['late delivery'], [1, 2, 3, 4, 5], ['parking']])
  const terms = new Map([[1, new Set(['a', 'b', 'c'])], [2, new Set(['a', 'b'])], [3, new Set(['z', 'y'])]])
  expect(medoidOf([1, 2, 3], (post) => terms.get(post) ?? new Set())).toBe(2)
  expect(medoidOf([], () => new Set())).toBeUndefined()
})

/** Six weeks in which things are said by the hour, the same for the same seed. */
function weeks(perDay: number, daysLong = 42, seed = 7) {
  let state = seed
  const random = (below: number) => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) % (below << 8) >> 8
  const [who, what, where] = [['waiters', 'queues', 'prices', 'shelves', 'parking', 'bread', 'shoes', 'towels', 'coffee', 'lights'], ['slow', 'nice', 'high', 'empty', 'full', 'cheap', 'broken', 'fresh'], ['haifa', 'jaffa', 'eilat', 'ramla', 'acre', 'home', 'mall']]
  return Array.from({ length: Math.round(perDay * daysLong) }, (_, id) => ({
    id: `p${id}`, author: `a${random(5_000)}`, at: BEGIN + random(daysLong * 24 * 60) * 60_000,
    text: `${who[random(who.length)]} ${what[random(what.length)]} ${where[random(where.length)]}`,
  }))
}
const surging = (posts: readonly { id: string; author: string; at: number; text: string }[], sensitivity: 'low' | 'normal' = 'normal') => {
  const themes = new SurgingThemes<string>()
  for (const post of posts) themes.add(post)
  return themes.themes({ ...lived, sensitivity })
}
const strike = (count: number, day = 38) => Array.from({ length: count }, (_, id) => ({
  id: `s${id}`, author: `s${id}`, at: BEGIN + day * DAY_MS + 9 * HOUR_MS + id * 10 * 60_000, text: `${['couriers', 'the couriers'][id % 2]} strike ${['again', 'downtown', 'everywhere'][id % 3]}`,
}))

describe('surging themes', () => {
  test('are found with when, what and by whom, in whatever order the posts come', () => {
    const posts = [...weeks(60), ...strike(30)]
    const [theme, ...others] = surging(posts)
    expect(others).toEqual([])
    expect(theme?.names[0]).toBe('couriers strike')
    expect(theme).toMatchObject({ from: BEGIN / HOUR_MS + 38 * 24 + 9, to: BEGIN / HOUR_MS + 38 * 24 + 14, terms: expect.arrayContaining(['couriers', 'strike']) })
    expect(theme?.posts).toHaveLength(30)
    expect(theme?.expected).toBeLessThan(1)
    expect(theme?.posts).toContain(theme?.medoid)
    expect(surging(posts.toReversed())).toEqual([theme])
  })

  test('are none in weeks in which nothing happened, however quiet', () => {
    for (const seed of [1, 2, 3]) expect(surging(weeks(60, 56, seed), 'low')).toEqual([])
    for (const seed of [1, 2, 3, 4, 5, 6]) expect(surging(weeks(5 / 7, 182, seed))).toEqual([])
  })

  test('count one story once, however often it is passed on', () => {
    const story = { text: 'Breaking: the chain is said to open forty shops at the airport, and to hire thousands of people by autumn' }
    const copies = Array.from({ length: 400 }, (_, id) => ({ ...story, id: `c${id}`, author: `c${id}`, at: BEGIN + 38 * DAY_MS + id * 60_000 }))
    expect(surging([...weeks(60), ...copies])).toEqual([])
  })

  test('are not one person saying the same all day', () => {
    expect(surging([...weeks(60), ...strike(30).map((post) => ({ ...post, author: 'one' }))])).toEqual([])
  })

  test('are not what comes back after a silence in which nobody listened', () => {
    const posts = weeks(60).filter(({ at }) => at < BEGIN + 20 * DAY_MS || at > BEGIN + 34 * DAY_MS)
    expect(surging(posts)).toEqual([])
  })

  test('keep to the memory they were given', () => {
    const themes = new SurgingThemes<number>(1_000)
    for (let id = 0; id < 5_000; id++) themes.add({ id, at: BEGIN + id * 60_000, text: `word${id} tale` })
    expect(themes.dropped).toBeGreaterThanOrEqual(4_000)
    expect(themes.themes(lived)).toEqual([])
    expect(new SurgingThemes().themes(lived)).toEqual([])
  })
})
