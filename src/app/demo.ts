/** The demo: a workspace that tells a made-up story, to try Heed with. docs/demo-story.md says what happens in it. */
import { Refusal } from '../base/error.ts'
import type { Routes } from '../base/server/serve.ts'
import type { Ctx, UserCtx } from '../ctx.ts'
import { contract as ask, publishCard, saveCard } from '../ask/index.ts'
import { addSource, contract as connect, pageOfSources } from '../connect/index.ts'
import { demo } from '../connect/demo/connector.ts'
import { addQuery } from '../listen/index.ts'
import { addDepartment, addPerson, enterDemo, type Language } from '../people/index.ts'
import * as contract from './contract.ts'
import { beginDemoAsks } from './demo-asks/tell.ts'
import { demoDepartment } from './demo-asks/do-deed.ts'
import { CARDS } from './demo-asks/script.ts'
import { COMPANY, NAME, QUERIES, SOURCE } from './demo-company.ts'

/**
 * Opens the demo and makes the asker one of its owners. There is one in an installation: the first to open it says its language, and whoever
 * comes later joins. What is missing in it (an opening was cut short) is added.
 */
export async function openDemo(ctx: UserCtx, language: Language): Promise<{ workspaceId: string }> {
  const workspaceId = await enterDemo(ctx, { slug: 'demo', name: NAME[language], language, country: 'IL', zone: 'Asia/Jerusalem' })
  const inside: Ctx = {
    now: ctx.now,
    io: ctx.io,
    actor: { workspaceId, userId: ctx.user.id, role: 'owner' },
    transact: (work) => ctx.inWorkspace(workspaceId, work),
  }
  if (!(await tellsAlready(inside))) await furnish(inside, language)
  return { workspaceId }
}

export const demoRoutes: Routes = (serve) => {
  serve(contract.openDemo, (ctx, { language }) => openDemo(ctx, language))
}

async function tellsAlready(ctx: Ctx): Promise<boolean> {
  const { rows } = await ctx.transact((db) => pageOfSources(db, { limit: 200 }))
  return rows.some(({ connector }) => connector === demo.id)
}

/** The story begins last: once its source is there, all is there, and the queries hear it from its beginning. */
async function furnish(ctx: Ctx, language: Language): Promise<void> {
  for (const { department, isOutside, persons } of COMPANY[language]) {
    const { id } = await unlessThere('people.name_taken', () => addDepartment(ctx, { name: department, marketId: null, isOutside })) ?? {}
    if (id === undefined) continue
    for (const { name, email } of persons) {
      await addPerson(ctx, { name, email, language, departmentId: id, userId: null })
    }
  }
  for (const query of QUERIES[language]) await unlessThere('listen.name_taken', () => addQuery(ctx, query))
  for (const card of CARDS) await publish(ctx, card, language)
  const source = connect.addSource.input.parse({ connector: demo.id, settings: {}, name: SOURCE[language] })
  await unlessThere('connect.source_exists', () => addSource(ctx, source, new Map([[demo.id, demo]]), null))
  await ctx.transact((db) => beginDemoAsks(db, ctx.now(), language))
}

/** What a department says can be asked of it. */
async function publish(ctx: Ctx, { of, about, answerDays, items }: (typeof CARDS)[number], language: Language): Promise<void> {
  const departmentId = await ctx.transact((db) => demoDepartment(db, of, language))
  if (departmentId === null) return
  const words = { departmentId, revision: 0, about: about[language], answerDays, freezes: [], items: items.map(({ kind, leadDays, needs }) => ({ kind, leadDays, needs: needs[language] })) }
  await unlessThere('conflict', () => saveCard(ctx, ask.saveCard.input.parse(words)))
  await publishCard(ctx, { departmentId })
}

/** What was made; null when it was there already. */
async function unlessThere<T>(code: Refusal['code'], make: () => Promise<T>): Promise<T | null> {
  try {
    return await make()
  } catch (error) {
    if (error instanceof Refusal && error.code === code) return null
    throw error
  }
}
