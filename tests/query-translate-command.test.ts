import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Heed, newHeed } from './support/heed.ts'

let heed: Heed
beforeAll(async () => { heed = await newHeed() })
afterAll(() => heed.remove())

describe('heed query translate', () => {
  it('prints the query, and on standard error what could not be kept and where, without an installation', async () => {
    expect(await heed.run('query', 'translate', '--from', 'Brandwatch', '(lantern NEAR/3 broken) AND country:isr')).toEqual({
      code: 0,
      out: 'lantern NEAR/4 broken\n',
      err: 'at 29: Where a post or its author is cannot be asked: "country:isr" was left out. The query hears more for it.\n',
    })
  })

  it('reads standard input, and answers machines', async () => {
    const { code, out, err } = await heed.runWith('\ufeffשופרסל -is:retweet\nsince:2024-01-01\n', 'query', 'translate', '--from=x', '--json', '-')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(JSON.parse(out)).toEqual({
      text: 'שופרסל AND NOT kind:repost',
      lost: [{ code: 'time', from: 19, to: 35, params: { text: 'since:2024-01-01' }, hears: 'more', message: expect.stringContaining('no dates') }],
    })
  })

  it('says why there is no query, and what was typed wrong', async () => {
    expect(await heed.run('query', 'translate', '--from', 'x', 'lang:he')).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^at 1: .*almost everything/) })
    expect(await heed.runWith('a '.repeat(200_000), 'query', 'translate', '--from', 'x', '-')).toMatchObject({ code: 2, err: expect.stringMatching(/too long/) })
    expect((await heed.run('query', 'translate', '--from', 'elsewhere', 'a')).err).toBe('heed: --from is one of brandwatch, meltwater, talkwalker, x.\n')
    expect((await heed.run('query', 'translate', 'a')).err).toBe('heed: --from is needed.\n')
    expect((await heed.run('query', 'translate', '--from', 'x')).err).toMatch(/quote it/)
  })
})
