import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compile, parse } from '../index.ts'

const page = readFileSync(new URL('../../../docs/query-language.md', import.meta.url), 'utf8')
const examples = [...page.matchAll(/^```query\n(.*?)^```$/gms)].flatMap(([, block = '']) => block.trim().split(/\n\n/))
const cases = examples.flatMap((example) => {
  const [query = '', ...lines] = example.split('\n')
  return lines.map((line) => ({ query, sign: line.slice(0, 1), rest: line.slice(2) }))
})

/** Every example's post is taken to be Hebrew when its language is asked for. */
function outcome(query: string, text: string): string {
  const parsed = parse(query)
  if (!parsed.ok) return parsed.problems.map(({ code }) => code).join(' ')
  return compile([{ id: 'q', query: parsed.query }]).match({ text }, { language: () => 'he' }).length > 0 ? '+' : '-'
}

describe('docs/query-language.md keeps its word', () => {
  test('and gives many examples', () => {
    expect(cases.length).toBeGreaterThan(50)
  })

  test.each(cases)('$query $sign $rest', ({ query, sign, rest }) => {
    expect(outcome(query, sign === '!' ? '' : rest)).toBe(sign === '!' ? rest : sign)
  })
})
