import { describe, expect, it } from 'vitest'
import { isBlueskys, Settings, streamKey, streamOf } from './settings.ts'

describe('settings', () => {
  it('are Jetstream hosts or a firehose, never both', () => {
    expect(Settings.safeParse({ jetstream: 'wss://a.example', firehose: 'https://b.example' }).success).toBe(false)
    expect(Settings.safeParse({ jetstream: 'ftp://a.example' }).success).toBe(false)
  })

  it('name one stream however its address is written', () => {
    const keys = ['https://pds.example', 'wss://pds.example/', 'https://pds.example/xrpc'].map((firehose) => streamKey({ firehose }))
    expect(new Set(keys).size).toBe(1)
    expect(streamKey({ jetstream: ['wss://a.example', 'wss://b.example'] })).toBe(streamKey({ jetstream: ['wss://b.example', 'wss://a.example'] }))
  })

  it.each([
    [{}, true],
    [{ jetstream: 'wss://jetstream1.us-east.bsky.network/subscribe' }, true],
    [{ firehose: 'https://relay1.us-west.bsky.network' }, true],
    [{ jetstream: ['wss://jetstream1.us-east.bsky.network', 'wss://own.example'] }, false],
    [{ firehose: 'https://bsky.network.example' }, false],
  ])('%j lets the public AppView be asked for names: %j', (settings, expected) => {
    expect(isBlueskys(streamOf(settings))).toBe(expected)
  })
})
