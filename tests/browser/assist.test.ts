import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { assistSettings, changeAssist } from '../../src/assist/contract.ts'
import { type FakeModel, startFakeModel } from '../../src/assist/fake-model-server.ts'
import { foundByAxe } from '../support/axe.ts'
import { useListening } from '../support/listening.ts'
import { PHONE } from '../support/visit.ts'

const IN_TIME = { timeout: 20_000 }
const here = useListening()
let model: FakeModel

beforeAll(async () => {
  model = await startFakeModel()
})
afterAll(() => model?.close())
beforeEach(() => {
  model.behave('well')
  model.asked.length = 0
})

const switchOn = () => here.world.call(changeAssist, {
  baseUrl: model.baseUrl, model: model.model, key: model.key, operator: 'A server of ours', tasks: ['translate', 'summarise', 'draft'], tone: '', monthlyMax: 50,
}, here.owner)

const sayings = () => [
  { externalId: 'a', text: 'לנטרן שלי נשברה אחרי יומיים, מה עושים?', lang: 'he', saidAt: here.world.clock.now },
  { externalId: 'b', text: 'My Lantern is broken again, thanks @lantern', lang: 'en', saidAt: new Date(here.world.clock.now.getTime() - 60_000) },
]
const details = async (page: Page, text: string) => {
  await page.getByRole('article').filter({ hasText: text }).getByRole('button', { name: /All about|כל הפרטים/ }).first().click()
  await page.getByRole('dialog').waitFor()
}

describe('the assistant', () => {
  it('is set by a form that proves the connection first, and is off until then', async () => {
    const page = await here.visit('/settings?section=assistant')
    await page.getByText('Off: nothing is sent to anybody').waitFor()
    await page.getByRole('textbox', { name: 'Address' }).fill(model.baseUrl)
    await page.getByRole('textbox', { name: 'Model' }).fill(model.model)
    await page.getByLabel('Key').fill('wrong')
    await page.getByRole('button', { name: 'Try it' }).click()
    await page.getByText('refuses the key').waitFor()
    await page.getByLabel('Key').fill(model.key)
    await page.getByRole('button', { name: 'Try it' }).click()
    await page.getByText('It answers').waitFor()
    await page.getByRole('textbox', { name: 'Who runs it' }).fill('A server of ours')
    await page.getByText('Translate a mention').click()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('0 of 500 requests').waitFor()
    expect((await here.world.call(assistSettings, {}, here.owner)).body.settings).toMatchObject({ tasks: ['translate'], hasKey: true })
    expect(await page.getByLabel('Key').inputValue()).toBe('')
    await page.getByText('A key is kept, sealed').waitFor()
    expect(await foundByAxe(page)).toEqual([])
    await page.context().close()
  })

  it('translates and drafts in a mention’s details, says that a machine wrote it, and shows markup as what it is', async () => {
    await switchOn()
    await here.say(...sayings())
    const page = await here.visit('/listen')
    await details(page, 'נשברה')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Translate' }).click()
    await dialog.getByText('In English this says').waitFor()
    expect(await dialog.getByText('Written by a machine').count()).toBe(1)
    await dialog.getByRole('button', { name: 'Draft a reply' }).click()
    await expect.poll(() => dialog.getByRole('textbox').inputValue(), IN_TIME).toContain('תודה')
    model.behave('inventing')
    await dialog.getByRole('button', { name: 'Translate' }).click()
    await dialog.getByText('<b>Buy</b> at [link]').waitFor()
    model.behave('cut')
    await dialog.getByRole('button', { name: 'Translate' }).click()
    await dialog.getByText('it was cut off').waitFor()
    expect(await dialog.locator('b, a[href*="trick"]').count()).toBe(0)
    expect(await foundByAxe(page)).toEqual([])
    await page.context().close()
  })

  it('sums up what one looks at, on a phone in Hebrew; each sentence opens its mentions, and what none stands behind is counted', async () => {
    await switchOn()
    await here.say(...sayings())
    const page = await here.visit('/listen', { ...PHONE, locale: 'he-IL' })
    await page.getByRole('button', { name: /^סיכום/ }).click()
    const summary = page.getByRole('region', { name: 'סיכום' })
    await summary.getByText('משפט אחד הושמט').waitFor()
    await summary.getByRole('button', { name: /^מישהו כתב/ }).first().click()
    await summary.getByText('My Lantern is broken again').last().waitFor()
    expect(await foundByAxe(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
    await summary.getByRole('button', { name: 'כל הפרטים' }).first().click()
    await page.getByRole('dialog').waitFor()
    expect(new URL(page.url()).searchParams.get('mention')).not.toBeNull()
    await page.context().close()
  })

  it('is stopped by whoever waits for it', async () => {
    await switchOn()
    await here.say(...sayings())
    model.behave('silent')
    const page = await here.visit('/listen')
    const asked = model.nextAsked()
    await page.getByRole('button', { name: /^Summarise these/ }).click()
    await asked
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByRole('button', { name: /^Summarise these/ }).waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
    await page.context().close()
  })

  it('is nowhere to be seen while it is off, or by whoever may not use it', async () => {
    await here.say(...sayings())
    const page = await here.visit('/listen')
    await details(page, 'נשברה')
    expect(await page.getByRole('button', { name: 'Translate' }).count()).toBe(0)
    await page.context().close()
    await switchOn()
    const viewer = await here.world.as('viewer', here.owner.workspaceId)
    const theirs = await here.visit('/listen', {}, viewer)
    await details(theirs, 'נשברה')
    expect(await theirs.getByRole('button', { name: /^(Translate|Summarise)/ }).count()).toBe(0)
    expect(model.asked).toEqual([])
    await theirs.context().close()
  })

  it('stands on the public privacy page while it is on', async () => {
    await switchOn()
    const { slug } = await here.world.db.selectFrom('workspace').select('slug').where('workspace_id', '=', here.owner.workspaceId).executeTakeFirstOrThrow()
    const page = await here.visit(`/privacy/${slug}`, { locale: 'he-IL' })
    await page.getByText('מפעיל אותו').waitFor()
    expect(await page.locator('main').textContent()).toContain('A server of ours')
    expect(await foundByAxe(page)).toEqual([])
    await page.context().close()
  })
})
