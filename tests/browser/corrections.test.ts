import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { correct, corrections, listMentions } from '../../src/listen/contract.ts'
import { foundByAxe } from '../support/axe.ts'
import { useListening } from '../support/listening.ts'
import { PHONE } from '../support/visit.ts'

const IN_TIME = { timeout: 20_000 }
const here = useListening()

const only = async () => {
  const [mention] = (await here.world.call(listMentions, {}, here.owner)).body.mentions
  if (!mention) throw new Error('nothing was heard')
  return mention
}
const said = async () => (await here.world.call(corrections, { mentionId: (await only()).id }, here.owner)).body.corrections
const one = async () => here.say({ externalId: 'one', text: 'Lantern opens a shop on Monday.', lang: 'en', saidAt: here.world.clock.now })
const row = (page: Page) => page.getByRole('article').first()
const meaning = (page: Page) => row(page).getByRole('button', { name: /How is it meant|How it is meant/ })
const choose = async (page: Page, word: string) => {
  await meaning(page).click()
  await page.getByRole('menuitemradio', { name: word, exact: true }).first().click()
}

describe('correcting a mention', () => {
  it('takes two taps in its row, is seen at once, told to everybody who looks, and undone from the notice', async () => {
    await one()
    const [page, other] = [await here.visit('/listen', PHONE), await here.visit('/listen')]
    await row(other).waitFor()
    await other.getByText('Live', { exact: true }).waitFor()
    await choose(page, 'Crisis')
    await row(page).getByText('Crisis', { exact: true }).waitFor()
    await row(other).getByText('Crisis', { exact: true }).waitFor(IN_TIME)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => row(page).getByText('Crisis', { exact: true }).count(), IN_TIME).toBe(0)
    expect((await said()).map(({ head, takenBackAt }) => [head, takenBackAt === null])).toEqual([['intent', false]])
    await Promise.all([page.context().close(), other.context().close()])
  })

  it('is one key and a digit from the row one is at; what a digit chose counts', async () => {
    await one()
    const page = await here.visit('/listen')
    await row(page).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('m')
    await page.getByRole('dialog').waitFor()
    expect(await foundByAxe(page)).toEqual([])
    await page.getByRole('radiogroup').first().getByRole('radio').first().waitFor({ state: 'attached' })
    await page.keyboard.press('3')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('1')
    await expect.poll(async () => (await said()).map(({ head, said: word }) => `${head} ${word}`).toSorted(), IN_TIME).toEqual(['question true', 'sentiment positive'])
    await page.keyboard.press('Enter')
    await expect.poll(() => page.getByRole('dialog').count(), IN_TIME).toBe(0)
    expect((await only()).meaning).toMatchObject({ sentiment: 'positive', question: true })
    await page.context().close()
  })

  it('is not kept while the server cannot be reached: it says so, and tries again when asked', async () => {
    await one()
    const page = await here.visit('/listen')
    await row(page).waitFor()
    await meaning(page).click()
    await page.getByRole('menu').waitFor()
    await page.context().setOffline(true)
    await page.getByRole('menuitemradio', { name: 'Crisis' }).click()
    await row(page).getByRole('alert').waitFor()
    expect(await row(page).getByText('Crisis', { exact: true }).count()).toBe(0)
    expect(await said()).toEqual([])
    await page.context().setOffline(false)
    await row(page).getByRole('alert').getByRole('button', { name: 'Try again' }).click()
    await row(page).getByText('Crisis', { exact: true }).waitFor()
    await expect.poll(async () => (await said()).length, IN_TIME).toBe(1)
    await page.context().close()
  })

  it('of what was deleted meanwhile is refused in a sentence', async () => {
    await one()
    const page = await here.visit('/listen')
    await row(page).waitFor()
    await page.route('**/api/listen.correct', async (route) => {
      await here.say({ kind: 'deleted', externalId: 'one' })
      await route.continue()
    })
    await choose(page, 'Crisis')
    await page.getByText('there is nothing left to judge', { exact: false }).or(row(page).getByText(/deleted/i)).first().waitFor()
    expect(await said()).toEqual([])
    await page.context().close()
  })

  it('stands in its details with who said it, and is taken back there; “that is right” confirms all of it', async () => {
    await one()
    await here.world.call(correct, { mentionId: (await only()).id, says: { intent: 'idea' } }, here.owner)
    const page = await here.visit(`/listen?mention=${(await only()).id}`)
    const details = page.getByRole('dialog')
    await details.getByRole('button', { name: 'What people said of it' }).click()
    await details.getByText(/What it is.+Idea.+Heed had said/).waitFor()
    expect(await foundByAxe(page)).toEqual([])
    await details.getByRole('button', { name: /^Take back/ }).click()
    await details.getByText(/taken back/).first().waitFor()
    await details.getByRole('button', { name: 'That is right' }).click()
    await expect.poll(async () => (await said()).filter(({ counts, said: word, machine }) => counts && word === machine).length, IN_TIME).toBe(5)
    await page.context().close()
  })

  it('is not offered to who may only read', async () => {
    await one()
    const page = await here.visit('/listen', {}, await here.world.as('viewer', here.owner.workspaceId))
    await row(page).waitFor()
    expect(await meaning(page).count()).toBe(0)
    await page.context().close()
  })
})

describe('a check', () => {
  const some = () => here.say(...Array.from({ length: 3 }, (_, at) => ({ externalId: `c${at}`, text: `Lantern, number ${at}`, lang: 'en', saidAt: here.world.clock.now })))

  it('is done by keys alone, without seeing what Heed says, goes on after a reload, and tells at its end where both differ', async () => {
    await some()
    const page = await here.visit('/listen/understood')
    await page.getByRole('button', { name: 'Check 20' }).click()
    await page.getByText('1 of 3', { exact: true }).waitFor()
    expect(await foundByAxe(page)).toEqual([])
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(0)
    for (const key of ['1', '6', '1', '1', '1', 'Enter']) await page.keyboard.press(key)
    await page.getByText('2 of 3', { exact: true }).waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Check 20' }).click()
    await page.getByText('1 of 2', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Cannot tell' }).click()
    await page.getByText('2 of 2', { exact: true }).waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('radio')
    for (const key of ['3', '6', '1', '1', '1', 'Enter']) await page.keyboard.press(key)
    await page.getByRole('heading', { name: 'Done: one mention judged' }).waitFor()
    await page.getByText('Where you and Heed differ').waitFor()
    await page.getByText('Too few to say: 2 of 20').first().waitFor()
    await page.getByText('Drawn and not judged: 1 where nobody could tell, 0 that were not looked at.').waitFor()
    expect(await foundByAxe(page)).toEqual([])
    await page.context().close()
  })

  it('is done on a phone in Hebrew, and nothing is wider than the phone', async () => {
    await some()
    const page = await here.visit('/listen/understood', { ...PHONE, locale: 'he-IL' })
    await page.getByRole('button', { name: 'לבדוק 20' }).click()
    for (const word of ['שלילי', 'תלונה']) await page.getByText(word, { exact: true }).click()
    for (const line of ['נשאלת שאלה', 'דורש מענה', 'על עובדים']) await page.getByRole('radiogroup', { name: line }).getByText('כן', { exact: true }).click()
    expect(await page.evaluate(() => [document.documentElement.scrollWidth <= innerWidth, document.documentElement.scrollHeight <= innerHeight])).toEqual([true, true])
    await page.getByRole('button', { name: 'הבא' }).click()
    await page.getByText('2 מתוך 3', { exact: true }).waitFor()
    await page.context().close()
  })
})
