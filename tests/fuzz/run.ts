/**
 * `npm run fuzz -- --pairs N [--texts N] [--seed S]`: compares the matcher with its slow reference on so many pairs of a random post and
 * a random query, and reads so many texts that are seldom queries. Stops at the first thing that is wrong, made as small as it gets.
 */
import { ok } from 'node:assert/strict'
import { parseArgs } from 'node:util'
import * as fc from 'fast-check'
import { compile, parse } from '../../src/engine/index.ts'
import { compare, type Tally } from '../../src/engine/match/compare.test-support.ts'
import { randomLanguage, randomPost, randomQuery, written } from '../../src/engine/match/random.test-support.ts'
import { checkText } from '../../src/engine/query/check-text.test-support.ts'
import { hostileText } from '../../src/engine/query/hostile.test-support.ts'
import { workOf } from '../../src/engine/query/work.test-support.ts'

const ROUND = { pairs: 60, texts: 20_000 }
const WORK_MAX = 200
const WORK_ONCE = 50_000
const QUERIES = 200

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '1000000' },
    texts: { type: 'string', default: '200000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
})
let seed = Number(values.seed)
const tally: Tally = { pairs: 0, matched: 0 }
let texts = 0
let understood = 0

const posts = fc.array(randomPost, { minLength: 1, maxLength: 60, size: 'max' })
const queries = fc.array(randomQuery, { minLength: 1, maxLength: 80, size: 'max' })
const agrees = fc.property(posts, queries, randomLanguage, (posts, queries, spoken) => compare(posts, queries, spoken, tally))

const matcher = compile(fc.sample(randomQuery, { numRuns: QUERIES, seed }).flatMap((node, i) => {
  const parsed = parse(written(node))
  return parsed.ok ? [{ id: String(i), query: parsed.query }] : []
}))
const holds = fc.property(hostileText, (text) => {
  texts++
  if (checkText(text)) understood++
  const { result, work } = workOf(() => matcher.match({ text, url: text, links: [text], author: text, tags: [text] }))
  ok(work <= WORK_MAX * text.length + WORK_ONCE, `${work} looks at a post of ${text.length} characters`)
  for (const { spans } of result) {
    let at = 0
    for (const [start, end] of spans) {
      ok(start >= at && end > start && end <= text.length, 'what is marked stands in order, inside the post')
      at = end
    }
  }
})

const started = performance.now()
while (process.exitCode === undefined && (tally.pairs < Number(values.pairs) || texts < Number(values.texts))) {
  if (tally.pairs < Number(values.pairs)) tried(fc.check(agrees, { numRuns: ROUND.pairs, seed }))
  if (process.exitCode === undefined && texts < Number(values.texts)) {
    tried(fc.check(holds, { numRuns: Math.min(ROUND.texts, Number(values.texts) - texts), seed }))
  }
  seed++
}
const seconds = Math.round((performance.now() - started) / 1000)
console.log(`${tally.pairs} pairs compared, ${tally.matched} of them matched; ${texts} texts read, ${understood} understood; ${seconds} s`)

function tried<Tried>(run: fc.RunDetails<Tried>): void {
  if (!run.failed) return
  process.exitCode = 1
  console.log(`npm run fuzz -- --seed ${seed} --pairs ${values.pairs} --texts ${values.texts}\n${fc.defaultReportMessage(run) ?? ''}`)
  console.log(run.errorInstance)
}
