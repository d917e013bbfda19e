import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { invite, members } from '../../src/people/contract.ts'
import { openBrowser } from '../support/browser.ts'
import { type Asker, newWorld, type World } from '../support/world.ts'

const IN_TIME = { timeout: 20_000 }
const PASSWORD = 'a long enough password'

let world: World
let origin: string
let browser: Browser
let owner: Asker & { workspaceId: string }

beforeAll(async () => {
  ;[world, browser] = await Promise.all([newWorld(), openBrowser()])
  origin = await world.app.listen({ port: 0, host: '127.0.0.1' })
  owner = await world.owner('Lantern')
})
afterAll(async () => {
  await browser.close()
  await world.close()
})

/** Opens an address of ours, which letters give with the name people know us by. */
async function open(link: string, locale = 'en-GB'): Promise<Page> {
  const page = await (await browser.newContext({ locale })).newPage()
  const { pathname, search } = new URL(link, origin)
  await page.goto(origin + pathname + search)
  return page
}

const inside = (page: Page) => page.waitForURL(`${origin}/today`)
const linkIn = (text: string | undefined): string => /http\S+/.exec(text ?? '')?.[0] ?? ''

describe('an invitation', () => {
  it('makes an account that belongs to the workspace, and is spent', async () => {
    const { body } = await world.call(invite, { email: 'dana@lantern.example', role: 'agent' }, owner)
    expect(linkIn(world.letters.find(({ to }) => to === 'dana@lantern.example')?.text)).toBe(body.link)
    const page = await open(body.link)
    await page.getByLabel('Name').fill('Dana')
    await page.getByLabel(/password/i).first().fill(PASSWORD)
    await page.getByRole('button', { name: /join/i }).click()
    await inside(page)
    await expect.poll(async () => (await world.call(members, {}, owner)).body.members.map(({ email, role }) => `${email} ${role}`), IN_TIME).toContain('dana@lantern.example agent')
    const again = await open(body.link)
    await again.getByRole('alert').waitFor()
    await Promise.all([page.context().close(), again.context().close()])
  })
})

describe('signing in', () => {
  it('with a password that was chosen inside, by somebody who came by a link', async () => {
    const asker = await world.as('viewer', owner.workspaceId)
    const page = await open(await world.auth.signInLink(asker.user.email))
    await page.getByRole('button', { name: 'Sign in' }).click()
    await inside(page)
    const choose = async (fields: Record<string, string>) => {
      await page.getByRole('button', { name: /Account of/ }).click()
      await page.getByRole('menuitem', { name: 'Password' }).click()
      for (const [label, text] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(text)
      await page.getByRole('button', { name: 'Save the password' }).click()
    }
    await choose({ Password: PASSWORD })
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await choose({ 'Current password': 'another one it was', Password: `${PASSWORD} too` })
    await page.getByText('This is not the current password.').waitFor()
    await page.context().close()
    const back = await open('/sign-in')
    await back.getByLabel('Email').fill(asker.user.email)
    await back.getByLabel('Password').fill(PASSWORD)
    await back.getByRole('button', { name: 'Sign in' }).click()
    await inside(back)
    expect(back.url()).toBe(`${origin}/today`)
    await back.context().close()
  })

  it('with a password; a wrong one is refused in a sentence', async () => {
    const page = await open('/today')
    await page.waitForURL(/sign-in/)
    await page.getByLabel('Email').fill('dana@lantern.example')
    await page.getByLabel('Password').fill('not the password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('This address and password do not fit together.').waitFor()
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await inside(page)
    expect(page.url()).toBe(`${origin}/today`)
    await page.context().close()
  })

  it('with a mailed link, in Hebrew: opening it does nothing, its button signs in, once', async () => {
    const page = await open('/sign-in', 'he-IL')
    await page.getByRole('button', { name: 'לקבל קישור במייל' }).click()
    await page.getByRole('textbox').fill('dana@lantern.example')
    await page.getByRole('button', { name: 'לשלוח קישור' }).click()
    await page.getByText('כדאי לבדוק את המייל').waitFor()
    const letters = () => world.letters.filter(({ to, text }) => to === 'dana@lantern.example' && text.includes('/sign-in'))
    await expect.poll(() => letters().length, IN_TIME).toBe(1)
    expect(letters()[0]?.subject).toMatch(/\p{Script=Hebrew}/u)
    const link = linkIn(letters()[0]?.text)
    await page.context().close()

    for (let scans = 0; scans < 3; scans++) await (await open(link)).context().close()
    const mail = await open(link, 'he-IL')
    await mail.getByRole('button', { name: 'להתחבר' }).click()
    await inside(mail)
    const late = await open(link, 'he-IL')
    await late.getByRole('button', { name: 'להתחבר' }).click()
    await late.getByRole('alert').waitFor()
    await Promise.all([mail.context().close(), late.context().close()])
  })
})
