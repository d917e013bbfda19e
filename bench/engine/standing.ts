import { deepEqual } from 'node:assert/strict'
import { Matcher, type Post, type Query, compile, parse } from '../../src/engine/index.ts'
import { bytesHeld, clockUs, cpuUs, median } from './measure.ts'

type Entry = { readonly id: string; readonly query: Query }

/** A matcher that has learnt, and what it took to make it. */
export type Standing = {
  readonly matcher: Matcher
  readonly parseUs: number
  readonly buildUs: number
  /** All that it holds, once the parsed queries are gone and it has seen posts. */
  readonly bytes: number
  readonly snapshot: { readonly bytes: number; readonly restoreUs: number }
}

const BUILDS = 3
const RESTORES = 5
const COMPARED_POSTS = 500
const GOAL_COUNT = 100_000
const GOAL = { bytesPerQuery: 160, buildMs: 1_000, restoreMs: 50 }

/** Reads queries, builds a matcher of them and lets it see posts. */
export function stand(texts: readonly string[], posts: readonly Post[]): Standing {
  const before = bytesHeld()
  const { matcher, parseUs, buildUs } = build(texts)
  for (const post of posts) matcher.match(post)
  return { matcher, parseUs, buildUs, bytes: bytesHeld() - before, snapshot: snapshotOf(matcher, posts) }
}

/** Apart, so that nothing but the matcher is left of it. */
function build(texts: readonly string[]): Pick<Standing, 'matcher' | 'parseUs' | 'buildUs'> {
  let entries: Entry[] = []
  const parseUs = cpuUs(() => {
    entries = texts.map((text, at) => ({ id: `query-${at}`, query: understood(text) }))
  })
  let matcher = compile([])
  const buildUs = median(Array.from({ length: BUILDS }, () => cpuUs(() => {
    matcher = compile(entries)
  })))
  return { matcher, parseUs, buildUs }
}

/** A query of the workload. Throws when it is none. */
export function understood(text: string): Query {
  const read = parse(text)
  if (!read.ok) throw new Error(`${text}: ${read.problems[0]?.message}`)
  return read.query
}

/** Throws when what comes back does not match as what was kept. */
function snapshotOf(matcher: Matcher, posts: readonly Post[]): Standing['snapshot'] {
  const bytes = matcher.snapshot()
  let back = matcher
  const restoreUs = median(Array.from({ length: RESTORES }, () => clockUs(() => {
    back = Matcher.restore(bytes)
  })))
  for (const post of posts.slice(0, COMPARED_POSTS)) deepEqual(back.match(post), matcher.match(post))
  return { bytes: bytes.length, restoreUs }
}

/** What queries weigh and what it takes to make a matcher of them, with what is owed at 100 000. */
export function standingLines(count: number, { parseUs, buildUs, bytes, snapshot }: Standing): string[] {
  const goal = (text: string) => (count === GOAL_COUNT ? ` (goal ${text})` : '')
  const ms = (us: number) => `${(us / 1_000).toFixed(us < 10_000 ? 1 : 0)} ms`
  return [
    `${(bytes / count).toFixed(0)} bytes per query all in${goal(`≤ ${GOAL.bytesPerQuery}`)}; `
      + `built in ${ms(buildUs)}${goal(`≤ ${GOAL.buildMs} ms`)}, parsed in ${ms(parseUs)}`,
    `snapshot ${(snapshot.bytes / 1e6).toFixed(1)} MB, back in ${ms(snapshot.restoreUs)}${goal(`< ${GOAL.restoreMs} ms`)}`,
  ]
}
