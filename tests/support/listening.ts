import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { addQuery } from '../../src/listen/contract.ts'
import { openBrowser } from './browser.ts'
import { newNetwork, type Saying } from './hear.ts'
import { visit } from './visit.ts'
import { type Asker, newWorld, type World } from './world.ts'

/** A world and a browser for a file of tests; for each test a new workspace that listens for Lantern and for what is broken. */
export type Listening = {
  world: World
  browser: Browser
  owner: Asker & { workspaceId: string }
  say: (...sayings: Saying[]) => Promise<void>
  /** `count` mentions, a minute apart; the newest is the last. */
  history: (count: number) => Saying[]
  /** Opens a page, as the owner unless somebody else is named. */
  visit: (path: string, options?: BrowserContextOptions, as?: Asker) => Promise<Page>
}

/** There from before each test of the file until after its last. */
export function useListening(): Listening {
  const here = {} as Listening
  beforeAll(async () => {
    const [world, browser] = await Promise.all([newWorld(), openBrowser()])
    const origin = await world.app.listen({ port: 0, host: '127.0.0.1' })
    Object.assign(here, {
      world,
      browser,
      visit: (path: string, options?: BrowserContextOptions, as: Asker = here.owner) => visit(browser, origin, as, path, options),
      history: (count: number): Saying[] => Array.from({ length: count }, (_, n) => ({
        externalId: `h${n}`, text: `Lantern, number ${n}.`, saidAt: new Date(world.clock.now.getTime() - (count - n) * 60_000),
      })),
    })
  })
  afterAll(async () => {
    await here.browser.close()
    await here.world.close()
  })
  beforeEach(async () => {
    here.owner = await here.world.owner('Lantern')
    await here.world.call(addQuery, { name: 'Lantern', text: 'lantern OR לנטרן' }, here.owner)
    await here.world.call(addQuery, { name: 'Broken', text: 'broken' }, here.owner)
    here.say = await newNetwork(here.world, here.owner.workspaceId)
  })
  return here
}
