import type { Page } from 'playwright-core'
import { say } from '../../src/base/messages.ts'
import type { Language, MessageKey } from '../../src/base/wording.ts'
import { foundByAxe } from './axe.ts'

/** Somebody who walks through Heed's pages in a language, pressing and writing; what it took them is counted. */
export type Walk = {
  readonly page: Page
  readonly took: { clicks: number; fields: number }
  /** One sentence as the pages say it, what is filled in isolated as they do. */
  t(key: MessageKey, params?: Readonly<Record<string, string>>): string
  /** Presses a button or a link by its words. */
  press(key: MessageKey): Promise<void>
  /** Writes into a field by its label. */
  write(key: MessageKey, text: string): Promise<void>
  /** Waits until this page is shown. */
  see(title: MessageKey): Promise<void>
  /** What axe finds wrong with the page as it stands. */
  wrong(): Promise<string[]>
}

/** Begins to walk. */
export function walk(page: Page, language: Language): Walk {
  const took = { clicks: 0, fields: 0 }
  const t: Walk['t'] = (key, params = {}) => say(language, key, Object.fromEntries(Object.entries(params).map(([name, value]) => [name, `\u2068${value}\u2069`])))
  return {
    page,
    took,
    t,
    press: async (key) => {
      took.clicks++
      await page.getByRole('button', { name: t(key), exact: true }).or(page.getByRole('link', { name: t(key), exact: true })).first().click()
    },
    write: async (key, text) => {
      took.fields++
      await page.getByLabel(t(key), { exact: true }).fill(text)
    },
    see: (title) => page.getByRole('heading', { level: 1, name: t(title) }).waitFor(),
    // What was announced stays for some seconds after the button it was about has gone.
    wrong: () => foundByAxe(page),
  }
}
