import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { ANNOUNCED } from './slices.ts'

it('every fact that other programs may be told of stands in docs/webhooks.md, as it is described', () => {
  const lines = readFileSync(new URL('../../docs/webhooks.md', import.meta.url), 'utf8').split('\n').filter((line) => line.startsWith('| `'))
  expect(lines).toEqual(Object.entries(ANNOUNCED).map(([name, { description }]) => `| \`${name}\` | ${description} |`))
})

it.each(['en', 'he'])('every fact that other programs may be told of has a sentence in the history, in %s', (language) => {
  const messages = JSON.parse(readFileSync(new URL(`../../messages/${language}.json`, import.meta.url), 'utf8'))
  expect(Object.keys(ANNOUNCED).filter((name) => messages[`history.${name}`] === undefined)).toEqual([])
})
