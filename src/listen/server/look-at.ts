/** What a search finds of a time: of everything, or of a sample over the whole time where there is too much to look at. */
import { sql } from 'kysely'
import type { Db } from '../../base/server/database.ts'
import { counted, firstHour, type Range } from './counted.ts'
import { type Drawn, estimate, type Estimate, sum, weightIn } from './estimate.ts'
import { MENTION_SHOWN } from './mentions.ts'
import { type Candidate, CANDIDATE_COLUMNS, candidates, LOWEST_ID, type OfKind, type Search } from './search.ts'

/** How much is looked at, in mentions unless it says otherwise. */
export const LIMITS = {
  /** The newest candidates, which tell how many there are in all. */
  glance: 60,
  /** So many candidates are all looked at; of more, a sample of about so many. */
  looked: 2_000,
  /** So many candidates, of whatever time, are counted by the index of words, which knows no time; of more, a sample of all mentions is quicker. */
  counted: 10_000,
  /** Mentions passed for a sample of all mentions, in so many cells of the time; and most of one cell, in a burst. */
  passed: 24_000,
  cells: 600,
  inCell: 1_000,
}
type Limits = typeof LIMITS

/** A mention that was looked at and matches; `group` of its bar. */
export type Found = OfKind & Pick<Candidate, 'id' | 'said_at'> & {
  readonly spans: readonly (readonly [number, number])[]
  readonly bar: number
  readonly group: number
}

/** What was looked at of each bar, and what matches of it, newest first; `newest`: of those that match, the newest so far as is known. */
export type Looked = { readonly drawn: readonly Drawn[]; readonly found: readonly Found[]; readonly newest: readonly Found[] }
type Sample = Omit<Looked, 'newest'>

/** How many of it are meant, told by bars. */
export const howMany = ({ drawn, found }: Looked, isMeant: (one: Found) => boolean = () => true): Estimate => estimate(drawn, found.filter(isMeant))
/** For how many a mention stands. */
export const weightOf = ({ drawn }: Looked, { bar }: Found): number => weightIn(drawn[bar] ?? { size: 0, groups: [] })

/** Looks at what a search may find in these bars (in order, without a hole): at all of it, or at enough to tell how much there is. */
export async function lookAt(db: Db, search: Search, bars: readonly Range[], limits: Limits = LIMITS): Promise<Looked> {
  const glance = await newest(db, search, bars, limits.glance)
  if (glance.length < limits.glance) return all(search, bars, glance)
  const { sizes, likely, everLikely } = await howManyLikely(db, bars, glance)
  if (likely <= limits.looked) {
    const every = await newest(db, search, bars, limits.looked + 1)
    if (every.length <= limits.looked) return all(search, bars, every)
  }
  const isCounted = search.words !== null && everLikely <= limits.counted
  const sample = isCounted ? await sampleOfCandidates(db, search, bars, limits) : await sampleOfMentions(db, search, bars, { sizes, likely, limits })
  return { ...sample, newest: all(search, bars, glance).newest }
}

/** The newest that match, of the last `LIMITS.looked` candidates at most. */
export async function newestOf(db: Db, search: Search, bars: readonly Range[], looked: Looked, atMost: number): Promise<Found[]> {
  const isKnown = looked.newest.length >= Math.min(atMost, looked.found.length)
  const found = isKnown ? looked.newest : all(search, bars, await newest(db, search, bars, LIMITS.looked)).found
  return found.slice(0, atMost)
}

function newest(db: Db, { words }: Search, bars: readonly Range[], atMost: number): Promise<Candidate[]> {
  return candidates(db, { words, since: bars[0]?.from ?? null, before: { at: bars.at(-1)?.until ?? new Date(0), id: LOWEST_ID }, atMost })
}

/** What was all looked at, newest first. */
export function all(search: Pick<Search, 'match'>, bars: readonly Range[], every: readonly Candidate[]): Looked {
  const barOf = barsBy(bars)
  const counts = bars.map(() => 0)
  const found = every.flatMap((candidate) => {
    const bar = barOf(candidate.said_at)
    counts[bar] = (counts[bar] ?? 0) + 1
    return match(search, candidate, bar, 0)
  })
  return { drawn: counts.map((size) => ({ size, groups: [size] })), found, newest: found }
}

/** How many mentions each bar has, whatever they say; and how many candidates there are, of their time and ever, if there are as many as lately. */
async function howManyLikely(db: Db, bars: readonly Range[], glance: readonly Candidate[]): Promise<{ sizes: number[]; likely: number; everLikely: number }> {
  const range = { from: bars[0]?.from ?? new Date(0), until: bars.at(-1)?.until ?? new Date(0) }
  const since = glance.at(-1)?.said_at ?? range.from
  const { rows } = await sql<{ bar: number; n: number; lately: number }>`
    select width_bucket(slot, ${bars.map(({ from }) => from)}::timestamptz[]) - 1 as bar, sum(n)::int as n,
      coalesce(sum(n) filter (where slot >= date_trunc('hour', ${since}::timestamptz)), 0)::int as lately
    from ${counted({ range, whose: 'all', byHour: true, byKind: false })} c group by 1`.execute(db)
  const byBar = new Map(rows.map(({ bar, n }) => [bar, n]))
  const sizes = bars.map((_, bar) => byBar.get(bar) ?? 0)
  const [total, lately] = rows.reduce(([n, late], row) => [n + row.n, late + row.lately], [0, 0])
  const likely = glance.length * total / Math.max(glance.length, lately)
  const began = await firstHour(db) ?? range.from
  const ever = Math.max(1, (range.until.getTime() - began.getTime()) / (range.until.getTime() - range.from.getTime()))
  return { sizes, likely, everLikely: likely * ever }
}

type Sampled = Candidate & { readonly bar: number; readonly of_bar: number } | { readonly id: null; readonly bar: number; readonly of_bar: number }

async function sampleOfCandidates(db: Db, search: Search, bars: readonly Range[], { looked }: Limits): Promise<Sample> {
  const moments = [...bars.map(({ from }) => from), ...bars.slice(-1).map(({ until }) => until)]
  const { rows } = await sql<Sampled>`
    select bar - 1 as bar, of_bar, ${sql.raw(CANDIDATE_COLUMNS.map((column) => `(mention).${column}`).join(', '))}
    from sample_mentions(${search.words}::tsquery, ${moments}::timestamptz[], ${looked})`.execute(db)
  const drawn = bars.map(() => ({ size: 0, groups: [] as number[] }))
  const found = rows.flatMap((row) => {
    const bar = drawn[row.bar]
    if (!bar) return []
    bar.size = row.of_bar
    return row.id === null ? [] : match(search, row, row.bar, bar.groups.push(1) - 1)
  })
  return { drawn, found: found.toSorted(newestFirst) }
}

/** `n`: mentions of the cell that lie in the bar. */
type Passed = { readonly cell: number; readonly bar: number; readonly n: number } & (Candidate | { readonly id: null })

/**
 * All mentions of a part of each cell of the time: of a longer part the more there are to pass. Where in its cell the part begins is
 * spread evenly, and always the same, so that a figure does not flicker.
 */
async function sampleOfMentions(
  db: Db, search: Search, bars: readonly Range[], { sizes, likely, limits }: { sizes: readonly number[]; likely: number; limits: Limits },
): Promise<Sample> {
  const total = sum(sizes)
  const part = Math.min(1, Math.min(limits.passed, limits.looked * total / likely) / Math.max(1, total))
  const rows = await passed(db, search, bars, cellsOf(bars, part, limits.cells), limits.inCell)
  const drawn = sizes.map((size) => ({ size, groups: [] as number[], byCell: new Map<number, number>() }))
  const found = rows.flatMap((row) => {
    const bar = drawn[row.bar]
    if (!bar) return []
    const group = bar.byCell.get(row.cell) ?? bar.groups.push(row.n) - 1
    bar.byCell.set(row.cell, group)
    return row.id === null ? [] : match(search, row, row.bar, group)
  })
  const isAll = part === 1 && drawn.every(({ groups }) => groups.every((n) => n < limits.inCell))
  return { drawn: drawn.map(({ size, groups }) => ({ size: isAll ? sum(groups) : size, groups })), found: found.toSorted(newestFirst) }
}

/** How many mentions lie in these parts of the time, by bar, and of them the candidates. */
async function passed(db: Db, { words }: Search, bars: readonly Range[], cells: readonly Range[], inCell: number): Promise<Passed[]> {
  const columns = (one: (column: string) => string) => sql.raw(CANDIDATE_COLUMNS.map(one).join(', '))
  const { rows } = await sql<Passed>`
    with passed as materialized (
      select c.cell::int, width_bucket(m.said_at, ${bars.map(({ from }) => from)}::timestamptz[]) - 1 as bar,
        ${columns((column) => `case when m.may then m.${column} end as ${column}`)}
      from unnest(${cells.map(({ from }) => from)}::timestamptz[], ${cells.map(({ until }) => until)}::timestamptz[]) with ordinality c (since, until, cell)
        cross join lateral (
          select ${columns((column) => `m.${column}`)}, ${words === null ? sql`true` : sql`m.tokens @@ ${words}::tsquery`} as may
          from mention m where m.said_at >= c.since and m.said_at < c.until and ${MENTION_SHOWN} order by m.said_at desc, m.id desc limit ${inCell}) m)
    select g.cell, g.bar, g.n, ${columns((column) => `p.${column}`)}
    from (select cell, bar, count(*)::int as n from passed group by 1, 2) g
      left join passed p on p.cell = g.cell and p.bar = g.bar and p.id is not null`.execute(db)
  return rows
}

/** The golden ratio spreads any number of points evenly. */
const GOLDEN = (Math.sqrt(5) - 1) / 2

function cellsOf(bars: readonly Range[], part: number, count: number): Range[] {
  const [from, until] = [bars[0]?.from.getTime() ?? 0, bars.at(-1)?.until.getTime() ?? 0]
  const momentAt = (cells: number) => new Date(from + (until - from) * cells / count)
  return Array.from({ length: count }, (_, cell) => {
    const begin = cell + (1 - part) * (cell * GOLDEN % 1)
    return { from: momentAt(begin), until: momentAt(begin + part) }
  })
}

function match(search: Pick<Search, 'match'>, candidate: Candidate, bar: number, group: number): Found[] {
  const { id, said_at, place, lang, form, sentiment, intent, needs_answer, about_staff } = candidate
  const spans = search.match(candidate)
  return spans ? [{ id, said_at, place, lang, form, sentiment, intent, needs_answer, about_staff, spans, bar, group }] : []
}

/** The place of the bar that holds a moment. */
function barsBy(bars: readonly Range[]): (at: Date) => number {
  const starts = bars.map(({ from }) => from.getTime())
  return (at) => {
    let [low, high] = [0, starts.length - 1]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((starts[middle] ?? 0) <= at.getTime()) low = middle
      else high = middle - 1
    }
    return low
  }
}

const newestFirst = (a: Found, b: Found): number => b.said_at.getTime() - a.said_at.getTime() || (a.id < b.id ? 1 : -1)
