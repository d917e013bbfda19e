/** What must be true when a story has ended: nothing lost, nothing twice, ledger true. Written without the code it checks. */
import { sql } from 'kysely'
import { compile, parse } from '../../src/engine/index.ts'
import type { Scene } from './scene.ts'
import type { Handed } from './simulated-network.ts'
import type { Told } from './telling.ts'

/** From what was heard last (null: nothing yet) to the start of a pull, as our own clock saw it. */
export type Outage = { readonly from: number | null; readonly until: number }
/** A stream, all that its network told, and the batches that were stored. */
export type StreamStory = {
  readonly streamId: string
  readonly subscribers: readonly string[]
  readonly telling: readonly Told[]
  readonly committed: readonly Handed[]
  readonly outages: readonly Outage[]
}
export type Ended = { readonly networkId: string; readonly workspaceIds: readonly string[]; readonly streams: readonly StreamStory[] }

export async function checkStory(scene: Scene, ended: Ended): Promise<{ problems: string[]; lost: number; gaps: number }> {
  const problems: string[] = []
  let lost = 0
  let gaps = 0
  for (const stream of ended.streams) {
    const ledger = await checkLedger(scene, stream, problems)
    lost += ledger.lost
    gaps += ledger.gaps
  }
  for (const workspaceId of ended.workspaceIds) await checkMentions(scene, ended, workspaceId, problems)
  return { problems, lost, gaps }
}

type Span = { readonly from: number; readonly until: number }
type GapRow = { from: Date; until: Date; replayed_until: Date; closed_at: Date | null; missed_s: number }

/** Every post that was not handed over lies in the missed time of a gap; every gap misses exactly what the network said it did. */
async function checkLedger(scene: Scene, stream: StreamStory, problems: string[]): Promise<{ lost: number; gaps: number }> {
  const { rows } = await sql<GapRow>`
    select from_at as "from", until_at as until, replayed_until, closed_at,
      (select coalesce(sum(extract(epoch from upper(r) - lower(r))), 0)::float8 from unnest(missed) r) as missed_s
    from gap where stream_id = ${stream.streamId} order by from_at`.execute(scene.db)
  const missed = merged(stream.committed.flatMap(({ batch }) => (batch.missed ? [{ from: batch.missed.from.getTime(), until: batch.missed.until.getTime() }] : [])))
  const spans = rows.map(({ from, until }) => ({ from: from.getTime(), until: until.getTime() }))
  const stored = new Set(stream.committed.flatMap(({ told }) => told))
  const lost = stream.telling.filter((told) => !stored.has(told))
  for (const { at, post } of lost) {
    if (!missed.some(({ from, until }) => from <= at && at < until)) problems.push(`${post.kind} ${post.externalId} was neither handed over nor missed`)
    if (!spans.some(({ from, until }) => from <= at && at < until)) problems.push(`${post.kind} ${post.externalId} was missed outside of every gap`)
  }
  for (const [number, row] of rows.entries()) {
    const span = spans[number] ?? { from: 0, until: 0 }
    const expected = lengthOf(missed.map(({ from, until }) => ({ from: Math.max(from, span.from), until: Math.min(until, span.until) })))
    if (Math.abs(row.missed_s * 1_000 - expected) > 1) problems.push(`a gap from ${row.from.toISOString()} misses ${row.missed_s} s, not ${expected / 1_000}`)
    if (row.closed_at === null || row.replayed_until < row.until) problems.push(`the gap from ${row.from.toISOString()} is still open`)
    if ((spans[number + 1]?.from ?? Infinity) < span.until) problems.push(`the gap from ${row.from.toISOString()} overlaps the next`)
  }
  const known = merged([...spans])
  for (const { from, until } of missed) {
    if (!known.some((gap) => gap.from <= from && until <= gap.until)) problems.push(`what was missed at ${new Date(from).toISOString()} is in no gap`)
  }
  const possible = merged([...missed, ...stream.outages.flatMap(({ from, until }) => (from !== null && from < until ? [{ from, until }] : []))])
  for (const { from, until } of spans) {
    if (!possible.some((outage) => outage.from <= from && until <= outage.until)) problems.push(`the gap from ${new Date(from).toISOString()} is false`)
  }
  const { posts_heard } = await scene.db.selectFrom('stream').select('posts_heard').where('id', '=', stream.streamId).executeTakeFirstOrThrow()
  const counted = [...new Set(stream.committed)].reduce((sum, { told }) => sum + told.length, 0)
  if (Number(posts_heard) !== counted) problems.push(`${posts_heard} posts were counted, ${counted} were handed over`)
  return { lost: lost.length, gaps: rows.length }
}

function merged(spans: readonly Span[]): Span[] {
  const all: { from: number; until: number }[] = []
  for (const { from, until } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1)
    if (last && from <= last.until) last.until = Math.max(last.until, until)
    else all.push({ from, until })
  }
  return all
}

const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, { from, until }) => sum + Math.max(0, until - from), 0)

type MentionRow = { id: string; external_id: string | null; text: string; deleted_at: Date | null; edited_at: Date | null; matches: string[] }

/** Each post that should be a mention is one, once, as its last words say; and facts tell of exactly those. */
async function checkMentions(scene: Scene, ended: Ended, workspaceId: string, problems: string[]): Promise<void> {
  const { rows } = await sql<MentionRow>`
    select id, external_id, text, deleted_at, edited_at,
      array(select query_id::text from mention_match x where x.workspace_id = m.workspace_id and x.mention_id = m.id order by 1) as matches
    from mention m where workspace_id = ${workspaceId}`.execute(scene.db)
  const byPost = new Map(rows.map((row) => [row.external_id, row]))
  if (byPost.size < rows.length) problems.push('a post was stored twice')
  const matching = await matcherOf(scene, workspaceId)
  for (const [externalId, heard] of heardOf(ended, workspaceId)) {
    const row = byPost.get(externalId)
    const say = (problem: string) => problems.push(`${externalId} in ${ended.workspaceIds.indexOf(workspaceId)}: ${problem} (${JSON.stringify(row)}, ${JSON.stringify(heard)})`)
    if (heard.isDeleted) {
      if (row && (row.text !== '' || row.deleted_at === null)) say('deleted, and still here')
      continue
    }
    const expected = heard.text === null ? [] : matching(heard.text)
    if (row?.deleted_at) say('not deleted, and yet gone')
    if (!row && expected.length > 0) say('lost')
    if (row && row.text !== heard.text) say('not its last words')
    if (row && row.matches.join() !== expected.join()) say(`matches ${row.matches.join()} instead of ${expected.join()}`)
    if (row && expected.length === 0 && !heard.isEdited) say('stored for nothing')
  }
  for (const { external_id } of rows) if (!heardOf(ended, workspaceId).has(external_id ?? '')) problems.push(`${external_id} came from nowhere`)
  await checkFacts(scene, workspaceId, rows, problems)
}

type HeardPost = { readonly authorId: string; text: string | null; isEdited: boolean; isDeleted: boolean }

/** What a workspace has heard of each post: the edit that was handed over last, or its first words; a deletion, also of its author’s account, on any stream. */
function heardOf(ended: Ended, workspaceId: string): Map<string, HeardPost> {
  const posts = new Map<string, HeardPost>()
  for (const stream of ended.streams) {
    const isHeard = stream.subscribers.includes(workspaceId)
    for (const { post: { kind, externalId, text, author }, gone } of stream.committed.flatMap(({ told }) => told)) {
      const heard = posts.get(externalId) ?? { authorId: author.id, text: null, isEdited: false, isDeleted: false }
      posts.set(externalId, heard)
      if (kind === 'deleted') heard.isDeleted = true
      else if (isHeard && kind === 'edited') Object.assign(heard, { text, isEdited: true })
      else if (isHeard && !heard.isEdited) heard.text = text
      if (gone !== undefined) for (const post of posts.values()) if (post.authorId === gone) post.isDeleted = true
    }
  }
  return posts
}

async function matcherOf(scene: Scene, workspaceId: string): Promise<(text: string) => string[]> {
  const queries = await scene.db.selectFrom('query').select(['id', 'text']).where('workspace_id', '=', workspaceId).execute()
  const matcher = compile(queries.flatMap(({ id, text }) => {
    const read = parse(text)
    return read.ok ? [{ id, query: read.query }] : []
  }))
  return (text) => matcher.match({ text }).map(({ query }) => query).toSorted()
}

/** Each mention is told of once when heard and once when deleted; no fact tells of anything else. */
async function checkFacts(scene: Scene, workspaceId: string, rows: readonly MentionRow[], problems: string[]): Promise<void> {
  const facts = await scene.db.selectFrom('fact').select(['name', 'data']).where('workspace_id', '=', workspaceId).execute()
  const told = (name: string) => facts.filter((fact) => fact.name === name).flatMap(({ data }) => (data as { mentionIds: string[] }).mentionIds).toSorted()
  const idsOf = (some: readonly MentionRow[]) => some.map(({ id }) => id).toSorted()
  if (told('ingest.mentions_heard').join() !== idsOf(rows).join()) problems.push('what facts say was heard is not what was stored')
  if (told('ingest.mentions_deleted').join() !== idsOf(rows.filter(({ deleted_at }) => deleted_at !== null)).join()) problems.push('what facts say was deleted is not what was deleted')
  const edited = new Set(idsOf(rows.filter(({ edited_at }) => edited_at !== null)))
  if (told('ingest.mentions_edited').some((id) => !edited.has(id))) problems.push('a fact tells of an edit that was none')
  if (facts.some(({ data }) => (data as { count: number }).count !== (data as { mentionIds: string[] }).mentionIds.length)) problems.push('a fact miscounts')
}
