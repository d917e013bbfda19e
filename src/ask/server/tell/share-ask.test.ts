import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addPerson } from '../../../people/contract.ts'
import { share, ways, withdraw } from '../../contract.ts'
import { type Company, SUNDAY } from '../asks.test-support.ts'
import { type LetterWorld, newLetterWorld, newMailCompany } from './letters.test-support.ts'
import { SHARE_ADDRESS_MAX, shareText } from './share-ask.ts'
import { staysHere } from './ways.ts'

let world: LetterWorld
let company: Company
beforeAll(async () => {
  world = await newLetterWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.now = SUNDAY
  company = await newMailCompany(world)
})

const textOf = (address: string): string | null => new URL(address).searchParams.get('text')

describe('sharing an ask', () => {
  it('gives a link for one person and a short text in their language, ready to be sent, and notes that it was handed over', async () => {
    const { id } = await company.raise({ title: 'קישור בעמוד הבית' })
    const { id: personId } = (await world.call(addPerson, { name: 'אבי בר', email: null, language: 'he', departmentId: company.departments.warehouse }, company.owner)).body
    const { status, body } = await world.call(share, { id, personId, channel: 'whatsapp' }, company.shop)
    expect(status).toBe(200)
    expect(body.text).toMatch(/^שלום אבי בר! בקשה מאת .+ \(shop\): קישור בעמוד הבית\nעד יום א׳, 22\.3\. לתשובה, בשתי לחיצות ובלי חשבון:\nhttp:\/\/heed\.test\/answer\/[\w-]+\nתודה!$/)
    expect(textOf(body.whatsapp)).toBe(body.text)
    expect(body.text).toContain(body.url)
    const { sendings, delivery } = await company.see(id)
    expect([sendings.map(({ channel, purpose, state, to }) => [channel, purpose, state, to]), delivery]).toEqual([[['whatsapp', 'ask', 'sent', 'אבי בר']], 'not_known'])
    expect(await company.facts(id)).toEqual(['ask.raised', 'ask.sent'])
  })

  it('by another way on the same day asks, and on a later day reminds, by the same link; for whoever the department hands it to it greets nobody', async () => {
    const { id } = await company.raise()
    const first = (await world.call(share, { id, channel: 'copy' }, company.shop)).body
    await world.call(share, { id, channel: 'whatsapp' }, company.shop)
    world.clock.now = new Date(SUNDAY.getTime() + 26 * 3_600_000)
    const again = (await world.call(share, { id, channel: 'whatsapp' }, company.shop)).body
    world.clock.now = SUNDAY
    expect(first.text).toMatch(/^Hello! .+ asks: /)
    expect(again.text).toMatch(/^Hello! A short reminder from /)
    expect(again.url).toBe(first.url)
    const { sendings } = await company.see(id)
    expect(sendings.map(({ channel, purpose }) => `${channel} ${purpose}`).toSorted()).toEqual(['copy ask', 'whatsapp ask', 'whatsapp reminder'])
  })

  it('is for the asking side, for persons who are there, and over when the ask is', async () => {
    const { id } = await company.raise()
    expect((await world.call(share, { id, channel: 'copy' }, company.it)).body.code).toBe('ask.not_your_side')
    expect((await world.call(share, { id, personId: crypto.randomUUID(), channel: 'copy' }, company.shop)).status).toBe(404)
    await world.call(withdraw, { id }, company.shop)
    expect((await world.call(share, { id, channel: 'copy' }, company.shop)).body.code).toBe('ask.not_now')
  })

  it('fits into an address however long and strange the words are', () => {
    const link = `https://heed.example/answer/${'x'.repeat(64)}`
    for (const title of ['קישור '.repeat(26), '👩‍👩‍👧‍👦'.repeat(14), 'a\u202Eb\nc', '&text=#?%']) {
      const { text, whatsapp } = shareText('he', { name: 'א'.repeat(80), from: 'ב'.repeat(160), title, neededBy: '2026-03-22', link }, { isReminder: true, now: SUNDAY })
      expect(whatsapp.length).toBeLessThanOrEqual(SHARE_ADDRESS_MAX)
      expect(textOf(whatsapp)).toBe(text)
      expect(text).toContain(link)
      expect(text.isWellFormed()).toBe(true)
      expect(text).not.toMatch(/[\u202A-\u202E]/)
    }
  })
})

describe('the ways an ask can travel', () => {
  it('are told, with whether others can open its links', async () => {
    expect((await world.call(ways, {}, company.shop)).body).toEqual({ mail: true, replies: false, repliesStoppedAt: null, linksStayHere: true, url: 'http://heed.test' })
  })

  it.each(['http://localhost:4333', 'http://heed', 'http://heed.local', 'http://192.168.1.4:4333', 'http://127.0.0.1', 'http://[::1]:4333', 'http://[fe80::1]', 'http://10.0.0.9', 'http://x.localhost', 'http://box.lan'])(
    'end in this network with %s', (url) => expect(staysHere(url)).toBe(true))

  it.each(['https://heed.example.org', 'http://heed.example:4333', 'https://8.8.8.8', 'https://[2a00:1450:4001::1]', 'https://localhost.example.org'])(
    'lead to others with %s', (url) => expect(staysHere(url)).toBe(false))
})
