import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { type Endpoint, pathOf } from '../../base/endpoint.ts'
import { WORKSPACE_HEADER } from '../../base/server/answer.ts'
import { assistReady, draftReply, summariseMentions, translateMention } from '../contract.ts'
import { type Owner, useDesk } from './assist.test-support.ts'

const desk = useDesk()
const lantern = (externalId: string) => ({ externalId, text: 'לנטרן נשברה', saidAt: desk.world.clock.now })
const asked = async ({ workspaceId }: Owner) =>
  (await desk.world.db.selectFrom('fact').select(['user_id', 'data']).where('workspace_id', '=', workspaceId).where('name', '=', 'assist.asked').execute())
const used = async (owner: Owner) => (await desk.world.call(assistReady, {}, owner)).body.used

/** The same through a socket, as a browser asks: it can hang up. */
async function overSocket(contract: Endpoint, input: object, as: Owner, signal: AbortSignal): Promise<Response> {
  if (!desk.world.app.server.listening) await desk.world.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = desk.world.app.server.address() as AddressInfo
  return fetch(`http://127.0.0.1:${port}${pathOf(contract)}`, {
    method: 'POST', signal, body: JSON.stringify(input), headers: { 'content-type': 'application/json', cookie: as.cookie, [WORKSPACE_HEADER]: as.workspaceId },
  })
}

describe('asking the model', () => {
  it('is for those who work with mentions: of nobody else anything leaves, is counted or recorded', async () => {
    const { owner, say, idOf } = await desk.begin()
    await say(lantern('a'))
    const mentionId = await idOf('a')
    const others = [await desk.world.as('viewer', owner.workspaceId), await desk.world.as('partner', owner.workspaceId), await desk.world.stranger(), null]
    for (const other of others) {
      for (const { status } of [
        await desk.world.call(translateMention, { mentionId, language: 'en' }, other),
        await desk.world.call(draftReply, { mentionId }, other),
        await desk.world.call(summariseMentions, { language: 'en' }, other),
      ]) expect([401, 403]).toContain(status)
    }
    expect([desk.model.asked, await asked(owner), await used(owner)]).toEqual([[], [], 0])
    const agent = await desk.world.as('agent', owner.workspaceId)
    expect((await desk.world.call(draftReply, { mentionId }, agent)).status).toBe(200)
    expect(await asked(owner)).toMatchObject([{ user_id: agent.user.id, data: { task: 'draft', mentions: 1 } }])
  })

  it('knows nothing of another workspace’s mentions', async () => {
    const [one, other] = [await desk.begin(), await desk.begin()]
    await one.say(lantern('a'))
    const mentionId = await one.idOf('a')
    for (const { body } of [
      await desk.world.call(translateMention, { mentionId, language: 'en' }, other.owner), await desk.world.call(draftReply, { mentionId }, other.owner),
    ]) expect(body.code).toBe('assist.nothing_to_send')
    expect([desk.model.asked, await used(other.owner)]).toEqual([[], 0])
  })

  it('stands in the history before the model hears of it, and hangs up on it when the asker leaves', async () => {
    const { owner, say, idOf } = await desk.begin()
    await say(lantern('a'))
    const input = { mentionId: await idOf('a'), language: 'en' }
    desk.model.behave('silent')
    const controller = new AbortController()
    const [heard, left] = [desk.model.nextAsked(), desk.model.nextLeft()]
    const answer = overSocket(translateMention, input, owner, controller.signal).catch((error: Error) => error.name)
    await heard
    expect(await asked(owner)).toHaveLength(1)
    controller.abort()
    await left
    expect(await answer).toBe('AbortError')
    desk.model.behave('well')
    expect((await overSocket(translateMention, input, owner, new AbortController().signal)).status).toBe(200)
    expect([await used(owner), (await asked(owner)).length]).toEqual([2, 2])
  })

  it('by two clicks at once is two requests, each with its answer and its trace', async () => {
    const { owner, say, idOf } = await desk.begin()
    await say(lantern('a'))
    const mentionId = await idOf('a')
    const twice = await Promise.all([1, 2].map(() => desk.world.call(draftReply, { mentionId }, owner)))
    expect(twice.map(({ status }) => status)).toEqual([200, 200])
    expect([desk.model.asked.length, await used(owner), (await asked(owner)).length]).toEqual([2, 2, 2])
  })

  it('tells the reader what the server says is wrong, and never its key', async () => {
    const { owner, say, idOf } = await desk.begin()
    await say(lantern('a'))
    desk.model.behave('broken')
    const { status, body } = await desk.world.call(translateMention, { mentionId: await idOf('a'), language: 'en' }, owner)
    expect([status, body.code]).toEqual([422, 'assist.unreachable'])
    const rows = await desk.world.db.selectFrom('fact').selectAll().where('workspace_id', '=', owner.workspaceId).execute()
    expect(JSON.stringify([body, rows])).not.toContain(desk.model.key)
  })

  it('sends nothing of a mention without a word that can be seen', async () => {
    const { owner, say, idOf } = await desk.begin()
    await say(lantern('a'))
    const mentionId = await idOf('a')
    await desk.world.db.updateTable('mention').set({ text: '\u200b \u2060\u202e' }).where('id', '=', mentionId).execute()
    for (const { body } of [
      await desk.world.call(translateMention, { mentionId, language: 'en' }, owner), await desk.world.call(draftReply, { mentionId }, owner),
      await desk.world.call(summariseMentions, { language: 'en' }, owner),
    ]) expect(body.code).toBe('assist.nothing_to_send')
    expect([desk.model.asked, await used(owner)]).toEqual([[], 0])
  })
})
