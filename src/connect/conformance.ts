/**
 * What every network must keep, written once. A new connector is done when `conforms` passes against its fake network; its
 * own tests come on top. Nothing here knows which network it tests.
 */
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { SourceError } from '../base/error.ts'
import type { Io } from '../base/io.ts'
import { clock, failure, hear, newIo, opened, postsUntilItEnds } from './conformance-listen.ts'
import { canBeSearched } from './conformance-search.ts'
import { AUTHORS_ASKED_MAX, type Connector } from './connector.ts'
import type { FakeNetwork } from './fake-network.ts'

/** A test that waits longer for a post has lost it. */
const HEAR_WITHIN_MS = 20_000

/** Declares the tests. `open` starts a fresh fake network for each of them. */
export function conforms<Settings, Cursor>(
  connector: Connector<Settings, Cursor>,
  open: () => Promise<FakeNetwork<Settings>>,
): void {
  describe(`${connector.id} keeps what every network must`, { timeout: HEAR_WITHIN_MS }, () => {
    declaresItself(connector)
    provesSettings(connector, open)
    hearsEverythingOnce(connector, open)
    hearsChanges(connector, open)
    tellsWhoAuthorsAre(connector, open)
    canBeSearched(connector, open)
    failsHonestly(connector, open)
  })
}

function declaresItself<Settings, Cursor>(connector: Connector<Settings, Cursor>): void {
  test('its settings can be drawn as a form: every field is described', () => {
    const fields = fieldsOf(z.toJSONSchema(connector.settings, { io: 'input' }))
    expect(fields.length).toBeGreaterThan(0)
    expect(fields.filter(({ description }) => !description).map(({ name }) => name)).toEqual([])
  })

  test('its terms are complete, and somebody read them', () => {
    const { terms } = connector
    const days = z.int().positive().nullable()
    const periods = z.object({ keepForDays: days, refreshEveryDays: days, deleteWithinHours: days })
    expect(periods.safeParse(terms).error).toBeUndefined()
    expect([terms.mayExportText, terms.mayQuotePublicly, terms.mayReplyUnasked, terms.needsApproval]).not.toContain(undefined)
    expect(z.url({ protocol: /^https$/ }).safeParse(terms.link).error).toBeUndefined()
    expect(z.iso.date().safeParse(terms.readOn).error).toBeUndefined()
  })

  test('its limits are bounds', () => {
    const { requestsPerMinute, pollEveryMs, silentAfterMs } = connector.limits
    expect(requestsPerMinute).toBeGreaterThan(0)
    expect(silentAfterMs).toBeGreaterThan(pollEveryMs)
    expect(pollEveryMs > 0).toBe(!connector.can.live)
    expect(connector.id).toMatch(/^[a-z][a-z0-9-]*$/)
    expect(connector.title).not.toBe('')
  })
}

type Field = { readonly name: string; readonly description: string | undefined }

/** All fields of a JSON schema, those of its alternatives included. */
function fieldsOf(schema: z.core.JSONSchema.BaseSchema): Field[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => (
    typeof field === 'boolean' ? [] : [{ name, description: field.description }, ...fieldsOf(field)]
  ))
  const others = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
  return [...own, ...others.flatMap((other) => (typeof other === 'boolean' ? [] : fieldsOf(other)))]
}

function provesSettings<Settings, Cursor>(connector: Connector<Settings, Cursor>, open: () => Promise<FakeNetwork<Settings>>): void {
  test('good settings are proved, and come back as settings', async () => {
    const network = await opened(open)
    const { io } = newIo(connector)
    const proof = await connector.prove(io, connector.settings.parse(network.settings))
    expect(connector.settings.parse(JSON.parse(JSON.stringify(proof.settings)))).toEqual(proof.settings)
    expect(proof.name).not.toBe('')
  })

  test('wrong settings are refused with a clear sentence', async () => {
    const network = await opened(open)
    expect(network.wrong.length).toBeGreaterThan(0)
    for (const settings of network.wrong) {
      const error: unknown = await connector.prove(newIo(connector).io, settings).catch((error: unknown) => error)
      const sentence = error instanceof SourceError ? error.message : `accepted: ${JSON.stringify(settings)}`
      expect(sentence).toMatch(/^\S+ \S+ .*[.]$/)
      expect(sentence).not.toMatch(/undefined|\[object|Error:|ECONN|ENOTFOUND/)
    }
  })

  test('equal settings have equal stream keys', async () => {
    const network = await opened(open)
    const key = connector.streamKey(network.settings)
    expect(key).not.toBe('')
    expect(connector.streamKey(connector.settings.parse(JSON.parse(JSON.stringify(network.settings))))).toBe(key)
  })
}

function hearsEverythingOnce<Settings, Cursor>(connector: Connector<Settings, Cursor>, open: () => Promise<FakeNetwork<Settings>>): void {
  test('resumes from a stored cursor without gap or repeat', async () => {
    const network = await opened(open)
    const first = await hear(connector, network, null, async () => [await network.say('one')])
    const second = await hear(connector, network, first.cursor, async () => [await network.say('two')])
    expect(first.posts).toMatchObject([{ text: expect.stringContaining('one') }])
    expect(second.posts).toMatchObject([{ text: expect.stringContaining('two') }])
  })

  test('hears what was said while nobody listened', async () => {
    const network = await opened(open)
    const first = await hear(connector, network, null, async () => [await network.say('one')])
    const missed = [await network.say('two'), await network.say('three')]
    const second = await hear(connector, network, first.cursor, async () => missed)
    expect(second.posts.map(({ externalId }) => externalId)).toEqual(missed)
  })

  test('hands over the oldest first', async () => {
    const network = await opened(open)
    const ids: string[] = []
    const { posts } = await hear(connector, network, null, async () => {
      for (const text of ['one', 'two', 'three', 'four']) ids.push(await network.say(text))
      return ids
    })
    expect(posts.map(({ externalId }) => externalId)).toEqual(ids)
  })

  test('hands over words as they were said', async () => {
    const network = await opened(open)
    const text = 'שלום עולם, price < 5 & rising 👋🏽 “so” it’s said: https://example.com/?a=1&b=2'
    const { posts } = await hear(connector, network, null, async () => [await network.say(text)])
    expect(posts[0]?.text).toContain(text)
    expect(posts[0]).toMatchObject({ kind: 'said', author: { id: expect.stringMatching(/./) } })
  })

  test('passes hostile texts through, and goes on', async () => {
    const network = await opened(open)
    const hostile = ['nul \u0000 inside', 'lone \ud800 surrogate', 'א'.repeat(1_000_000), '#x '.repeat(10_000), '\u202e turned']
    const { posts } = await hear(connector, network, null, async () => {
      const ids: string[] = []
      for (const text of [...hostile, 'and a plain one']) ids.push(await network.say(text))
      return ids
    })
    expect(posts.length).toBe(hostile.length + 1)
    expect(posts.at(-1)?.text).toContain('and a plain one')
  })

  test('never goes back on what it has heard, also when our clock does', async () => {
    const network = await opened(open)
    const { batches } = await hear(connector, network, null, async () => {
      const first = await network.say('before')
      clock.backMs += 3_600_000
      return [first, await network.say('after')]
    })
    const times = batches.map(({ heardUntil }) => heardUntil.getTime())
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  })

  test.runIf(connector.can.live)('loses nothing when the connection is cut', async () => {
    const network = await opened(open)
    const first = await hear(connector, network, null, async () => [await network.say('one')])
    const second = await hear(connector, network, first.cursor, async () => {
      network.cut?.()
      return [await network.say('two'), await network.say('three')]
    })
    expect(new Set(second.posts.map(({ text }) => text)).size).toBe(2)
  })
}

function hearsChanges<Settings, Cursor>(connector: Connector<Settings, Cursor>, open: () => Promise<FakeNetwork<Settings>>): void {
  test.runIf(connector.can.edits)('hears an edit as an edit of the same post', async () => {
    const network = await opened(open)
    const first = await hear(connector, network, null, async () => [await network.say('as it was')])
    const id = first.posts[0]?.externalId ?? ''
    const second = await hear(connector, network, first.cursor, async () => {
      await network.edit?.(id, 'as it is')
      return [id]
    })
    expect(second.posts).toMatchObject([{ kind: 'edited', externalId: id, text: expect.stringContaining('as it is') }])
  })

  test.runIf(connector.can.deletes)('hears a deletion', async () => {
    const network = await opened(open)
    const first = await hear(connector, network, null, async () => [await network.say('oh no')])
    const id = first.posts[0]?.externalId ?? ''
    const second = await hear(connector, network, first.cursor, async () => {
      await network.remove?.(id)
      return [id]
    })
    expect(second.posts).toMatchObject([{ kind: 'deleted', externalId: id }])
  })

  test('hears that an author’s account was deleted, if the network tells', async ({ skip }) => {
    const network = await opened(open)
    if (!network.leave) return skip('it does not tell')
    const first = await hear(connector, network, null, async () => [await network.say('my last words')])
    const second = await hear(connector, network, first.cursor, async () => {
      await network.leave?.()
      return [await network.say('so that something is heard')]
    })
    expect(first.batches.flatMap(({ gone }) => gone ?? [])).toEqual([])
    expect(second.batches.flatMap(({ gone }) => gone ?? [])).toEqual([first.posts[0]?.author.id])
  })
}

function tellsWhoAuthorsAre<Settings, Cursor>(connector: Connector<Settings, Cursor>, open: () => Promise<FakeNetwork<Settings>>): void {
  const authors = connector.authors?.bind(connector)
  if (!authors) return

  test('tells who its authors are, and leaves out whom it does not know', async () => {
    const { known = [], settings } = await opened(open)
    expect(known.length).toBeGreaterThan(0)
    const ids = known.map(({ id }) => id)
    const strangers = Array.from({ length: AUTHORS_ASKED_MAX - ids.length }, (_, n) => `${ids[0]?.slice(0, -1)}${'abcdefghijklmnopqrstuvwxyz'[n]}`)
    const told = await authors(newIo(connector).io, settings, [...strangers.filter((id) => !ids.includes(id)), ...ids])
    expect(told.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))).toEqual(known)
  })

  test('tells nothing of an id that nobody there could have', async () => {
    const { settings } = await opened(open)
    expect(await authors(newIo(connector).io, settings, ['', '\0 \ud800', 'x'.repeat(500)])).toEqual([])
  })

  test.each([429, 500])('asks to be retried when it cannot tell now (%i)', async (status) => {
    const network = await opened(open)
    network.failNext?.(status, { 'retry-after': '7' })
    const asked = authors(newIo(connector).io, network.settings, network.known?.map(({ id }) => id) ?? [])
    await expect(asked).rejects.toMatchObject({ name: 'SourceError', then: 'retry', waitMs: 7_000 })
  })
}

function failsHonestly<Settings, Cursor>(connector: Connector<Settings, Cursor>, open: () => Promise<FakeNetwork<Settings>>): void {
  test.for([429, 503])('asks to be retried when the network says it is busy (%i), and not before the network allows', async (status, { skip }) => {
    const network = await opened(open)
    if (!network.failNext) return skip('it asks nobody')
    network.failNext(status, { 'retry-after': '7' })
    const error = await failure(connector, network)
    expect(error.then).toBe('retry')
    expect(error.waitMs).toBeGreaterThanOrEqual(7_000)
  })

  test('asks to be retried when the network is broken', async ({ skip }) => {
    const network = await opened(open)
    if (!network.failNext) return skip('it asks nobody')
    network.failNext(500)
    expect((await failure(connector, network)).then).toBe('retry')
  })

  test('asks to be retried when the network is gone', async ({ skip }) => {
    const network = await opened(open)
    if (!network.failNext) return skip('it asks nobody')
    await network.close()
    expect((await failure(connector, network)).then).toBe('retry')
  })

  test('asks for a new sign-in when its token has expired', async ({ skip }) => {
    const network = await opened(open)
    if (!network.expireToken) return skip('it has no tokens')
    network.expireToken()
    expect((await failure(connector, network)).then).toBe('reauthorize')
  })

  test('says nothing when it was aborted before it began', async () => {
    const network = await opened(open)
    await network.say('unheard')
    const { io, stop } = newIo(connector)
    stop()
    const posts = await postsUntilItEnds(connector.pull(io, network.settings, null))
    expect(posts).toEqual([])
  })

  test('ends when it is aborted while it waits for the network', async () => {
    const network = await opened(open)
    const { io, stop } = newIo(connector)
    const asked: Io = { ...io, fetch: (url, options) => abortingAfter(stop, io.fetch(url, options)) }
    const ended = postsUntilItEnds(connector.pull(asked, network.settings, null))
    if (connector.can.live) {
      await Promise.race([network.listening?.(), ended])
      stop()
    }
    await expect(ended).resolves.toBeDefined()
  })
}

/** Starts the exchange, then aborts it. */
function abortingAfter<T>(stop: () => void, exchange: Promise<T>): Promise<T> {
  stop()
  return exchange
}
