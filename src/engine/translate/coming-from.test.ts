import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { DIALECTS, translate } from './translate.ts'

const page = readFileSync(new URL('../../../docs/coming-from.md', import.meta.url), 'utf8')
const examples = DIALECTS.flatMap((from) => [...page.matchAll(new RegExp(`^\`\`\`${from}\\n(.*?)^\`\`\`$`, 'gms'))]
  .flatMap(([, block = '']) => block.trim().split(/\n\n/))
  .map((example) => ({ from, example })))

describe('docs/coming-from.md keeps its word', () => {
  test('and gives examples for each product', () => {
    expect(new Set(examples.map(({ from }) => from)).size).toBe(DIALECTS.length)
    expect(examples.length).toBeGreaterThan(12)
  })

  test.each(examples)('$from: $example', ({ from, example }) => {
    const given = example.split('\n')[0] ?? ''
    const { text, lost } = translate(given, from)
    expect([given, `= ${text}`, ...lost.map((each) => `~ ${given.slice(each.from, each.to)}`)].join('\n')).toBe(example)
  })
})
