import { describe, expect, it } from 'vitest'
import { assistNotice, assistReady, assistSettings, changeAssist, disconnectAssist, translateMention, tryAssist } from '../contract.ts'
import { useDesk, WHOLE } from './assist.test-support.ts'

const desk = useDesk()
const slugOf = async (workspaceId: string) =>
  (await desk.world.db.selectFrom('workspace').select('slug').where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow()).slug

describe('the assistant', () => {
  it('is off until somebody sets it: nothing is ready, and nothing is sent', async () => {
    const owner = await desk.world.owner()
    expect((await desk.world.call(assistSettings, {}, owner)).body).toMatchObject({ settings: null, used: 0 })
    expect((await desk.world.call(assistReady, {}, owner)).body.tasks).toEqual([])
    const { status, body } = await desk.world.call(translateMention, { mentionId: crypto.randomUUID(), language: 'en' }, owner)
    expect([status, body.code]).toEqual([409, 'assist.off'])
    expect(desk.model.asked).toEqual([])
  })

  it('does each of the three only where that is on', async () => {
    const { owner, say, idOf } = await desk.begin({ tasks: ['draft'] })
    await say({ externalId: 'a', text: 'לנטרן נשברה', saidAt: desk.world.clock.now })
    expect((await desk.world.call(translateMention, { mentionId: await idOf('a'), language: 'en' }, owner)).body.code).toBe('assist.off')
    expect(desk.model.asked).toEqual([])
  })

  it('is set by owners and managers, and used by those who work with mentions', async () => {
    const { owner } = await desk.begin()
    const agent = await desk.world.as('agent', owner.workspaceId)
    const viewer = await desk.world.as('viewer', owner.workspaceId)
    const partner = await desk.world.as('partner', owner.workspaceId)
    expect((await desk.world.call(changeAssist, WHOLE(desk.model), await desk.world.as('manager', owner.workspaceId))).status).toBe(200)
    expect((await desk.world.call(assistSettings, {}, agent)).status).toBe(403)
    expect((await desk.world.call(assistReady, {}, agent)).body).toMatchObject({ tasks: ['draft', 'summarise', 'translate'], operator: 'A server of ours', monthlyMax: 100 })
    for (const other of [viewer, partner]) expect((await desk.world.call(assistReady, {}, other)).status).toBe(403)
  })

  it('has its key sealed in the database and gives it back to nobody', async () => {
    const { owner } = await desk.begin()
    const row = await desk.world.db.selectFrom('assist_settings').selectAll().where('workspace_id', '=', owner.workspaceId).executeTakeFirstOrThrow()
    expect(row.sealed?.toString('latin1')).not.toContain(desk.model.key)
    const { body } = await desk.world.call(assistSettings, {}, owner)
    expect(JSON.stringify(body)).not.toContain(desk.model.key)
    expect(body.settings).toMatchObject({ hasKey: true, model: desk.model.model })
  })

  it('goes on with the key it has, but sends it to no other host', async () => {
    const { owner } = await desk.begin()
    const { key: _key, ...rest } = WHOLE(desk.model)
    expect((await desk.world.call(changeAssist, { ...rest, tone: 'short' }, owner)).status).toBe(200)
    const { baseUrl } = desk.model
    for (const other of ['http://127.0.0.1:9/v1', 'https://elsewhere.example/v1']) {
      expect((await desk.world.call(changeAssist, { ...rest, baseUrl: other }, owner)).body.code).toBe('assist.key_needed')
      expect((await desk.world.call(tryAssist, { baseUrl: other, model: 'x' }, owner)).body.code).toBe('assist.key_needed')
    }
    expect((await desk.world.call(tryAssist, { baseUrl, model: desk.model.model }, owner)).status).toBe(200)
    expect((await desk.world.call(changeAssist, { ...rest, key: null }, owner)).status).toBe(200)
    expect((await desk.world.call(assistSettings, {}, owner)).body.settings?.hasKey).toBe(false)
  })

  it.each(['models.example', 'ftp://models.example', 'https://user:word@models.example/v1', 'https://models.example/v1?key=1', 'file:///etc/passwd', 'https://'])(
    'takes no address like %s', async (baseUrl) => {
      const owner = await desk.world.owner()
      expect((await desk.world.call(changeAssist, { ...WHOLE(desk.model), baseUrl }, owner)).body.code).toBe('assist.bad_address')
    })

  it('knows an address without its end, and with too much of it', async () => {
    const owner = await desk.world.owner()
    const { origin } = new URL(desk.model.baseUrl)
    for (const baseUrl of [origin, `${origin}/`, `${origin}/v1/`, `${origin}/v1/chat/completions`]) {
      await desk.world.call(changeAssist, { ...WHOLE(desk.model), baseUrl }, owner)
      expect((await desk.world.call(assistSettings, {}, owner)).body.settings?.baseUrl).toBe(desk.model.baseUrl)
    }
  })

  it('has nothing to do with the demo: nothing leaves from there', async () => {
    const owner = await desk.world.owner()
    await desk.world.db.updateTable('workspace').set({ is_demo: true }).where('workspace_id', '=', owner.workspaceId).execute()
    expect((await desk.world.call(changeAssist, WHOLE(desk.model), owner)).body.code).toBe('assist.in_demo')
    expect((await desk.world.call(tryAssist, { baseUrl: desk.model.baseUrl, model: 'x' }, owner)).body.code).toBe('assist.in_demo')
    expect((await desk.world.call(assistSettings, {}, owner)).body.isDemo).toBe(true)
  })

  it('is switched off for good by one deed, which forgets its key', async () => {
    const { owner } = await desk.begin()
    expect((await desk.world.call(disconnectAssist, {}, owner)).status).toBe(200)
    expect((await desk.world.call(assistSettings, {}, owner)).body.settings).toBeNull()
    expect((await desk.world.call(disconnectAssist, {}, owner)).status).toBe(404)
  })
})

describe('trying it', () => {
  it('proves that a model answers and tells which there are, without a mention, a budget or a trace', async () => {
    const owner = await desk.world.owner()
    const { baseUrl, model, key } = desk.model
    const { status, body } = await desk.world.call(tryAssist, { baseUrl, model, key }, owner)
    expect([status, body.models]).toEqual([200, [model]])
    expect(desk.model.asked.map(({ material }) => material)).toEqual(['{"post":"Are you ready?"}'])
    expect((await desk.world.call(assistSettings, {}, owner)).body).toMatchObject({ settings: null, used: 0 })
  })

  it('says what is wrong: the key, the model, the address', async () => {
    const owner = await desk.world.owner()
    const { baseUrl, model, key } = desk.model
    expect((await desk.world.call(tryAssist, { baseUrl, model, key: 'another' }, owner)).body.code).toBe('assist.key_refused')
    expect((await desk.world.call(tryAssist, { baseUrl, model: 'unknown', key }, owner)).body).toMatchObject({ code: 'assist.no_model', details: { model: 'unknown' } })
    expect((await desk.world.call(tryAssist, { baseUrl: 'http://127.0.0.1:9/v1', model, key }, owner)).body).toMatchObject({
      code: 'assist.unreachable', details: { why: expect.stringContaining('nothing answers there') },
    })
  })
})

describe('the public privacy page', () => {
  it('says that a model reads along, for what, and who runs it, exactly while it is on', async () => {
    const { owner } = await desk.begin({ tasks: ['summarise'] })
    const slug = await slugOf(owner.workspaceId)
    expect((await desk.world.call(assistNotice, { slug }, null)).body).toEqual({ operator: 'A server of ours', tasks: ['summarise'] })
    await desk.world.call(changeAssist, { ...WHOLE(desk.model), tasks: [] }, owner)
    expect((await desk.world.call(assistNotice, { slug }, null)).body).toEqual({ operator: null, tasks: [] })
    expect((await desk.world.call(assistNotice, { slug: 'no-such-workspace' }, null)).status).toBe(404)
  })
})
