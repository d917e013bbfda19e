import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { understandingRun } from '../../src/ingest/contract.ts'
import { bringUpToDate } from '../../src/ingest/index.ts'
import { foundByAxe } from '../support/axe.ts'
import { useListening } from '../support/listening.ts'

const IN_TIME = { timeout: 20_000 }
const here = useListening()

const voice = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text })
const search = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams)

type Means = { sentiment: string; intent: string; needsAnswer?: boolean; aboutStaff?: boolean }

/** Has said these, and understood so, whatever machines would make of them. */
async function said(meanings: Record<string, Means>): Promise<void> {
  const { workspaceId } = here.owner
  await here.say(...Object.keys(meanings).map((text, n) => ({ externalId: `${n}`, text, saidAt: new Date(here.world.clock.now.getTime() - (n + 1) * 60_000) })))
  for (const [text, { sentiment, intent, needsAnswer = false, aboutStaff = false }] of Object.entries(meanings)) {
    await sql`
      update mention set sentiment = ${sentiment}, intent = ${intent}, question = false, needs_answer = ${needsAnswer}, about_staff = ${aboutStaff},
        negative_p = 0.8, positive_p = 0.05
      where workspace_id = ${workspaceId} and text = ${text}`.execute(here.world.db)
  }
}

const three = () => said({
  'Lantern arrived broken, the driver laughed': { sentiment: 'negative', intent: 'complaint', needsAnswer: true, aboutStaff: true },
  'I love my lantern': { sentiment: 'positive', intent: 'praise' },
  'A lantern in the window': { sentiment: 'neutral', intent: 'none' },
})

describe('what mentions mean', () => {
  it('stands on each in few words, filters the stream, and is in the address', async () => {
    await three()
    const page = await here.visit('/listen')
    const marks = voice(page, 'the driver laughed').getByRole('list', { name: 'How it is meant' }).getByRole('listitem')
    await expect.poll(() => marks.allTextContents(), IN_TIME).toEqual(['Complaint', '·Needs an answer', '·About staff'])
    expect(await voice(page, 'in the window').getByRole('list', { name: 'How it is meant' }).count()).toBe(0)
    const aside = page.getByRole('complementary')
    await aside.getByRole('checkbox', { name: /Needs an answer/ }).click()
    await expect.poll(() => voice(page, 'I love').count(), IN_TIME).toBe(0)
    expect(search(page)).toEqual({ needsAnswer: 'yes' })
    await page.getByRole('grid', { name: 'What is filtered by' }).getByRole('row', { name: 'Needs an answer' }).waitFor()
    await aside.getByRole('checkbox', { name: /Needs an answer/ }).click()
    await aside.getByRole('checkbox', { name: /Positive/ }).click()
    await voice(page, 'I love').waitFor()
    await expect.poll(() => voice(page, 'the driver laughed').count(), IN_TIME).toBe(0)
    expect(await foundByAxe(page)).toEqual([])
    await page.context().close()
  })

  it('is told with how sure Heed is, and is not told of staff to everybody', async () => {
    await three()
    const page = await here.visit('/listen')
    await voice(page, 'the driver laughed').getByRole('button', { name: 'All about this mention' }).click()
    const meaning = page.getByRole('dialog').getByRole('region', { name: 'How it is meant' })
    await meaning.getByText('Negative, quite sure').waitFor()
    expect(await meaning.textContent()).toContain('About staff')
    expect(await foundByAxe(page)).toEqual([])
    const viewer = await here.visit('/listen', {}, await here.world.as('viewer', here.owner.workspaceId))
    await voice(viewer, 'the driver laughed').waitFor()
    expect(await viewer.getByText('About staff').count()).toBe(0)
    await Promise.all([page.context().close(), viewer.context().close()])
  })

  it('is told with the words that show it, which can be read in light and in dark', async () => {
    await here.say({ externalId: 'r', text: 'Is there a smaller Lantern, please?', saidAt: here.world.clock.now })
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await here.visit('/listen', { colorScheme })
      await voice(page, 'smaller').getByRole('button', { name: 'All about this mention' }).click()
      await page.getByRole('dialog').getByRole('region', { name: 'How it is meant' }).locator('mark').first().waitFor()
      expect(await foundByAxe(page)).toEqual([])
      await page.context().close()
    }
  })

  it('waits on the first page for whoever answers', async () => {
    await three()
    const page = await here.visit('/today')
    await page.getByRole('link', { name: '1 Need an answer' }).click()
    await voice(page, 'the driver laughed').waitFor()
    expect(search(page)).toMatchObject({ needsAnswer: 'yes' })
    await page.context().close()
  })

  it('is said to need no reading anew where it never did, and can be read anew all the same', async () => {
    const page = await here.visit('/settings?section=understanding')
    await page.getByText('Nothing has had to be read anew yet.').waitFor()
    expect(await page.getByRole('button', { name: 'Stop' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Read all anew' }).click()
    await page.getByText('Begins in a moment.').waitFor()
    await page.context().close()
  })

  it('is read anew with progress, stopped and gone on with in the settings', async () => {
    await three()
    await bringUpToDate({ doors: here.world.doors, now: here.world.clock.now })
    await sql`update understanding_run set state = 'running', to_look = 300, looked = 120, per_second = 40 where workspace_id = ${here.owner.workspaceId}`.execute(here.world.db)
    const page = await here.visit('/settings?section=understanding')
    await page.getByText('120 of 300').waitFor()
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByText('Stopped. What was read anew stays so.').waitFor()
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByText('Begins in a moment.').waitFor()
    expect((await here.world.call(understandingRun, {}, here.owner)).body.run).toMatchObject({ state: 'waiting', looked: 120 })
    expect(await foundByAxe(page)).toEqual([])
    await page.context().close()
  })
})
