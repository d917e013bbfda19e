import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { foundByAxe } from '../support/axe.ts'
import { useListening } from '../support/listening.ts'
import { PHONE } from '../support/visit.ts'

const here = useListening()

const widthBeyond = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
const written = (page: Page) => page.locator('textarea[spellcheck=false]').first().inputValue()
const marked = (page: Page) => page.getByRole('dialog').locator('mark').allTextContents()

it('brings a query along from another product by keyboard alone, and marks what could not be kept', async () => {
  const page = await here.visit('/listen/query/new')
  await page.getByRole('button', { name: 'Coming from another product?' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Bring a query along' })
  await dialog.getByRole('button', { name: /Which product/ }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('Brandwatch')
  await page.keyboard.press('Enter')
  await dialog.getByRole('textbox').focus()
  await page.keyboard.insertText('(lantern NEAR/3 broken) AND country:isr AND title:late')
  await dialog.getByText('lantern NEAR/4 broken').waitFor()
  expect(await marked(page)).toEqual(['country:isr', 'title:'])
  expect(await dialog.getByRole('listitem').allTextContents()).toEqual([
    'country:isrWhere a post or its author is cannot be asked; left out. · hears more',
    'title:The whole text is looked at, not one part of it. · hears more',
  ])
  expect(await foundByAxe(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Use this' }).focus()
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  expect(await written(page)).toBe('lantern NEAR/4 broken AND late')
  await page.context().close()
})

it('says why there is no query, and uses none', async () => {
  const page = await here.visit('/listen/query/new')
  await page.getByRole('button', { name: 'Coming from another product?' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('country:isr')
  await dialog.getByText('None of this can be asked here').waitFor()
  expect(await dialog.getByRole('button', { name: 'Use this' }).isDisabled()).toBe(true)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await page.context().close()
})

it('does the same in Hebrew on a phone, and says that it takes the place of what is written', async () => {
  const page = await here.visit('/listen/query/new', { locale: 'he-IL', ...PHONE })
  await page.locator('textarea').fill('לנטרן')
  await page.getByRole('button', { name: 'עוברים ממוצר אחר?' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('language:he AND (שופרסל* NEAR/3f "שירות לקוחות") NOT site:spam.example OR customi?e')
  await dialog.getByText('customi*', { exact: true }).first().waitFor()
  expect(await marked(page)).toEqual(['site:spam.example', 'OR', 'customi?e'])
  await dialog.getByText('היא תבוא במקום').waitFor()
  expect(await widthBeyond(page)).toBeLessThanOrEqual(0)
  expect(await foundByAxe(page)).toEqual([])
  await dialog.getByRole('button', { name: 'להשתמש בה' }).click()
  expect(await written(page)).toBe('lang:he AND שופרסל* ONEAR/4 "שירות לקוחות" AND NOT site:spam.example OR customi*')
  await page.context().close()
})
