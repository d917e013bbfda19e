import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compile, parse, print, type Post } from '../index.ts'

const page = readFileSync(new URL('../../../docs/query-language.md', import.meta.url), 'utf8')
const examples = [...page.matchAll(/^```query\n(.*?)^```$/gms)].flatMap(([, block = '']) => block.trim().split(/\n\n/))
const cases = examples.flatMap((example) => {
  const [query = '', ...lines] = example.split('\n')
  return lines.map((line) => ({ query, sign: line.slice(0, 1), rest: line.slice(2) }))
})

/** What a network may tell of an example's post, in brackets before its text: [kind=review followers=200]. */
const TOLD: Readonly<Record<string, (value: string) => Partial<Post>>> = {
  author: (author) => ({ author }),
  followers: (count) => ({ followers: Number(count) }),
  has: (has) => ({ has: has.split(',') }),
  kind: (kind) => ({ kind }),
  lang: (lang) => ({ lang }),
  link: (link) => ({ links: [link] }),
  network: (network) => ({ network }),
  tag: (tag) => ({ tags: [tag] }),
  url: (url) => ({ url }),
}

function postOf(example: string): Post {
  const [, told = '', text = ''] = /^(?:\[([a-z]+=[^\]]*)\] )?(.*)$/s.exec(example) ?? []
  const parts = told.split(' ').filter((part) => part !== '').map((part) => {
    const [name = '', ...value] = part.split('=')
    const tell = TOLD[name]
    if (!tell) throw new Error(`no example is told ${name}`)
    return tell(value.join('='))
  })
  return Object.assign({ text }, ...parts)
}

/** An example's post is taken to be Hebrew when its language is asked for and not told. */
function outcome(query: string, sign: string, rest: string): string {
  const parsed = parse(query)
  if (!parsed.ok) return parsed.problems.map(({ code }) => code).join(' ')
  if (sign === '>') return print(parsed.query)
  return compile([{ id: 'q', query: parsed.query }]).match(postOf(rest), { language: () => 'he' }).length > 0 ? '+' : '-'
}

describe('docs/query-language.md keeps its word', () => {
  test('and gives many examples', () => {
    expect(cases.length).toBeGreaterThan(130)
  })

  test.each(cases)('$query $sign $rest', ({ query, sign, rest }) => {
    expect(outcome(query, sign, rest)).toBe('!>'.includes(sign) ? rest : sign)
  })
})
