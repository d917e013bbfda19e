import { describe, expect, it } from 'vitest'
import { addQuery, changeQuery, listQueries, reach, shareOfVoice } from '../../src/listen/contract.ts'
import { foundByAxe } from '../support/axe.ts'
import { useListening } from '../support/listening.ts'
import { PHONE } from '../support/visit.ts'

const IN_TIME = { timeout: 20_000 }
const here = useListening()

/** Said an hour ago by so many people. */
const saidBy = (count: number, text: string, parts: { origin?: string; lang?: string } = {}) => here.say(...Array.from({ length: count }, (_, n) => ({
  externalId: `${text} ${n}`, text: `${text} ${n}`, saidAt: new Date(here.world.clock.now.getTime() - 3_600_000), ...parts,
  author: { id: `${text} ${n}`, handle: `${n}`, name: `Person ${n}`, followers: null },
})))

async function rivals(): Promise<void> {
  const [query] = (await here.world.call(listQueries, {}, here.owner)).body.queries.filter(({ name }) => name === 'Lantern')
  if (query) await here.world.call(changeQuery, { queryId: query.id, revision: query.revision, name: query.name, text: query.text, about: 'us' }, here.owner)
  await here.world.call(addQuery, { name: 'Torches', text: 'torch', about: 'rival', rival: 'Torch & Co' }, here.owner)
}

describe('whom we cannot hear', () => {
  it('is taught before anything is stated, stated in a minute, and then said in sentences that open', async () => {
    await saidBy(40, 'lantern', { origin: 'Forum', lang: 'en' })
    const page = await here.visit('/listen/reach')
    await page.getByRole('main').getByRole('button', { name: 'Say where customers are' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Hebrew', { exact: true }).fill('70')
    await dialog.getByLabel('English', { exact: true }).fill('30')
    await dialog.getByLabel('WhatsApp').fill('25')
    await dialog.getByLabel('How this is known').fill('Survey of members')
    expect(await foundByAxe(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByText(/WhatsApp.*: about 25 in 100 of your customers are there; nothing is heard from there/).waitFor()
    await page.getByText(/Hebrew.*: about 70 in 100 of your customers speak it; nothing is heard in it/).waitFor()
    await page.getByText(/English.*: 30 in 100 of customers, but .*100.* in 100 of people heard/).waitFor()
    expect(await page.getByRole('main').textContent()).toContain('Survey of members')
    expect(await foundByAxe(page)).toEqual([])
    expect((await here.world.call(reach, {}, here.owner)).body.audience?.version).toBe(1)
    await page.getByRole('listitem').filter({ hasText: 'Forum' }).first().getByRole('link', { name: '40 mentions' }).click()
    await expect.poll(() => new URL(page.url()).searchParams.get('places'), IN_TIME).toBe('Forum')
    await page.getByText('40 mentions').first().waitFor()
    await page.context().close()
  })

  it('keeps a statement from whoever may not make one, and reads on a phone in Hebrew', async () => {
    const page = await here.visit('/listen/reach', { ...PHONE, locale: 'he-IL' }, await here.world.as('viewer', here.owner.workspaceId))
    await page.getByText('עדיין לא נאמר היכן נמצאים הלקוחות').waitFor()
    expect(await page.getByRole('main').getByRole('button').count()).toBe(0)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    await page.context().close()
  })
})

describe('share of voice', () => {
  it('puts us beside rivals, and each bar opens what it counts', async () => {
    await rivals()
    await saidBy(3, 'lantern')
    await saidBy(1, 'torch')
    const page = await here.visit('/listen')
    await page.getByRole('complementary').getByRole('link', { name: 'Share of voice' }).click()
    const ours = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Lantern' }).first()
    await ours.getByText(/75.* in 100/).waitFor()
    await page.getByRole('main').getByRole('listitem').filter({ hasText: 'Torch & Co' }).first().getByText(/25.* in 100/).waitFor()
    expect(await foundByAxe(page)).toEqual([])
    const [party] = (await here.world.call(shareOfVoice, {}, here.owner)).body.parties
    await ours.getByRole('link').click()
    await expect.poll(() => new URL(page.url()).searchParams.get('query'), IN_TIME).toBe(party?.queryId)
    await expect.poll(() => page.getByRole('article').count(), IN_TIME).toBe(3)
    await page.context().close()
  })

  it('is told in the query editor whom a query hears', async () => {
    const page = await here.visit('/listen/query/new')
    await page.getByLabel('Name').first().fill('Torches')
    await page.getByRole('button', { name: /Whom it hears/ }).click()
    await page.getByRole('option', { name: 'A rival' }).click()
    await page.getByLabel('Rival’s name').fill('Torch & Co')
    await page.getByRole('textbox', { name: 'What to listen for' }).fill('torch')
    await page.getByRole('button', { name: 'Listen for this' }).click()
    await page.getByText(/rival: .*Torch & Co/).waitFor()
    expect(await foundByAxe(page)).toEqual([])
    await page.context().close()
  })
})
