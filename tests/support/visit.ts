import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Asker } from './world.ts'

/** Opens a page of the app as somebody who is signed in, in a browser of their own, where their workspace is. Close its context. */
export async function visit(browser: Browser, origin: string, asker: Asker, path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const there = { locale: 'en-GB', timezoneId: 'Asia/Jerusalem', viewport: { width: 1280, height: 800 } }
  const context = await browser.newContext({ ...there, serviceWorkers: 'block', ...options })
  await context.addCookies(asker.cookie.split('; ').map((cookie) => {
    const [name = '', value = ''] = cookie.split('=')
    return { name, value, url: origin }
  }))
  const page = await context.newPage()
  await page.goto(origin + path)
  return page
}

/** A phone, as a browser's options. */
export const PHONE = { viewport: { width: 375, height: 780 }, hasTouch: true } satisfies BrowserContextOptions
