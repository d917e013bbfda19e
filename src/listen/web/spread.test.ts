import { expect, it } from 'vitest'
import type { Mention } from '../contract.ts'
import { begun } from './mention-pages.ts'
import { newTexts, spreadBy, spreadIn } from './spread.ts'

const spread = (count: number) => ({ count, people: count, places: ['n'], firstAt: '2026-03-15T12:00:00.000Z', lastAt: '2026-03-15T12:00:00.000Z' })
const said = (id: string, copyOf: string | null = null, count = 0): Mention => ({
  id, network: 'n', place: 'n', externalId: id, form: 'post', author: { id: '', handle: '', name: null }, text: '', lang: 'en', saidAt: '2026-03-15T12:00:00.000Z',
  heardAt: '', editedAt: null, deletedAt: null, url: null, links: [], tags: [], media: [], replyTo: null, filedBy: null, meaning: null, matches: [],
  copyOf, spread: count > 1 ? spread(count) : null,
})

it('tells what is shown how far it has spread, and draws nothing else anew', () => {
  const list = begun({ after: null, mentions: [said('a'), said('b', 'hidden', 2), said('c')], next: null })
  const told = spreadIn(list, [said('d', 'a', 2), said('e', 'hidden', 3)])
  expect(told.pages[0]?.mentions.map((mention) => mention.spread?.count)).toEqual([2, 3, undefined])
  expect(told.pages[0]?.mentions[2]).toBe(list.pages[0]?.mentions[2])
  expect(spreadIn(list, [said('f')])).toBe(list)
  const shown = [said('a', null, 2)]
  expect(spreadBy(shown, [said('d', 'a', 2)])).toBe(shown)
})

it('takes firsts for news, and copies for news of what they are copies of', () => {
  expect(newTexts([said('a'), said('b', 'a', 2), said('c', 'known', 2)], [said('known')])).toEqual({ fresh: [said('a')], asksServer: false })
  expect(newTexts([said('b', 'elsewhere', 2)], [said('known')])).toEqual({ fresh: [], asksServer: true })
})
