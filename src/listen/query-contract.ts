/** Standing queries: what may be asked of them, their trial, and the work that a save begins. Part of contract.ts, the door. */
import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'
import { Bar } from './figures-contract.ts'
import { Mention } from './mention-contract.ts'

const Count = z.int().nonnegative()

/** A standing query. */
export const Query = z.object({
  id: z.uuid(),
  name: z.string(),
  /** As it was written. */
  text: z.string(),
  /** As Heed reads it. */
  canonical: z.string(),
  /** Send it back with a change: a query that somebody else changed meanwhile is not overwritten. */
  revision: z.int().positive(),
  changedAt: z.iso.datetime(),
  /** It matches so much of what a network says (`share`, up to 1) that it is heard only in part, until it is changed. */
  broad: z.object({ since: z.iso.datetime(), share: z.number() }).nullable(),
  /** Whom it hears, for the share of voice: us, a rival (`rival`), or something else. */
  about: z.enum(['us', 'rival', 'other']),
  rival: z.string().nullable(),
})
export type Query = z.infer<typeof Query>

const QueryName = z.string().trim().min(1).max(80)
const QueryText = z.string().min(1).max(16_000)
/** Whom it hears; left out: as it was, or at first something else. A rival is named (`rival`), and nobody else; each has one query. */
const Whom = { about: Query.shape.about.optional(), rival: z.string().trim().min(1).max(80).nullable().optional() }

export const listQueries = endpoint({
  name: 'listen.queries',
  kind: 'read',
  needs: 'query:read',
  about: 'The standing queries, by name.',
  input: z.object({}),
  output: z.object({ queries: z.array(Query) }),
})

export const addQuery = endpoint({
  name: 'listen.add_query',
  kind: 'act',
  needs: 'query:manage',
  about: 'Begins to listen for something, and to look for it in what is stored. A query that cannot be read is refused with the position of each problem.',
  input: z.object({ name: QueryName, text: QueryText, ...Whom }),
  output: Query,
})

export const changeQuery = endpoint({
  name: 'listen.change_query',
  kind: 'act',
  needs: 'query:manage',
  about: 'Changes a query from now on, and soon in what is stored. Refused when somebody else has changed it since `revision`.',
  input: z.object({ queryId: z.uuid(), revision: z.int().positive(), name: QueryName, text: QueryText, ...Whom }),
  output: Query,
})

export const archiveQuery = endpoint({
  name: 'listen.archive_query',
  kind: 'act',
  needs: 'query:manage',
  about: 'Stops listening for a query. Its mentions stay.',
  input: z.object({ queryId: z.uuid() }),
  output: z.object({}),
})

/** What a query asks of the engine. */
export const Cost = z.object({
  /** Mentions on a day, judged by what is stored of the time since anything was: other things may have been said that no query kept. */
  perDay: z.number().nonnegative(),
  /** True when `perDay` was counted from a sample. */
  isEstimate: z.boolean(),
  /** What the query waits on, as the engine keeps it: words, `#tags`, `@handles`, `site:` … At most 20, the rarest first. */
  anchors: z.array(z.string()),
  /** The part of all posts (0 to 1) that the engine must look at closely for it; null where that is not known. */
  share: z.number().min(0).max(1).nullable(),
  /** It waits on something so common that each post costs: better to name something rarer beside it. */
  isBroad: z.boolean(),
})
export type Cost = z.infer<typeof Cost>

/** What a query would have heard. */
export const Trial = z.object({
  /** As Heed reads it. */
  canonical: z.string(),
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  total: Count,
  /** How far `total` may be off, either way, 19 times in 20; 0 when it is exact. */
  margin: Count,
  /** Per day of the first market. They sum to `total`. */
  bars: z.array(Bar),
  /** False when there are too many to look at each: `total` and `bars` are then estimated from a sample over the whole time. */
  exact: z.boolean(),
  /** The newest that match, at most 20, each with the places where. `queryId` of their matches is the trial's: all zeros. */
  samples: z.array(Mention),
  /** Words of it that common speech also uses: they may bring noise. */
  ambiguous: z.array(z.string()),
  cost: Cost,
})
export type Trial = z.infer<typeof Trial>

export const tryQuery = endpoint({
  name: 'listen.try_query',
  // It changes nothing: a POST only because a query may be longer than an address.
  kind: 'act',
  needs: 'query:read',
  about: 'What a query would have heard of all that is stored, over the last 30 days. Refused with the position of each problem.',
  input: z.object({ text: z.string().min(1).max(16_000) }),
  output: Trial,
})

/** Work that a save began, and how far it is. */
export const QueryWork = z.object({
  id: z.uuid(),
  /**
   * `cancelled`: somebody stopped it; `failed`: it stopped by itself, and `problem` says why. Both go on, from where they were, once
   * they are resumed. A later save of the query ends all its work and begins anew.
   */
  state: z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']),
  looked: Count,
  /** How much there is to look at in all; null where nobody can know before the end. */
  toLook: Count.nullable(),
  /** Mentions that match, of those looked at. */
  found: Count,
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  /** Why it failed, or (of a back-fill that waits) what is in its way: a sentence is `listen.work_problem.CODE` in the messages. */
  problem: z.enum(['unreadable', 'unreachable', 'refused', 'unsearchable', 'source_paused', 'query_gone', 'fault']).nullable(),
})
export type QueryWork = z.infer<typeof QueryWork>

/** The past of one source, fetched for a query. Nobody knows before its end how much there is to look at: `toLook` is null. */
export const BackFill = QueryWork.extend({
  sourceId: z.uuid(),
  sourceName: z.string(),
  network: z.string(),
  /** The time that is asked for. */
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  /** How much of that time has been looked at: 0 to 1. */
  share: z.number().min(0).max(1),
  /** What was said before this was not looked at, as there was too much; null: all of it. */
  wholeSince: z.iso.datetime().nullable(),
  /** Parts of the query, as the engine prints them, that the network was not searched for, and why. */
  lost: z.array(z.object({ part: z.string(), why: z.enum(['unsearchable', 'too_many', 'forms']) })),
  /** What the network said of the problem, in a sentence of its own. */
  says: z.string().nullable(),
  /** When it is tried again, while the network is away. */
  nextTryAt: z.iso.datetime().nullable(),
})
export type BackFill = z.infer<typeof BackFill>

export const queryWork = endpoint({
  name: 'listen.query_work',
  kind: 'read',
  needs: 'query:read',
  about: 'How far Heed is with looking for a query in what is stored (its back-test) and in the past of networks (its back-fills).',
  input: z.object({ queryId: z.uuid() }),
  /** `backTest` is null for a query that was saved before there were any. */
  output: z.object({ backTest: QueryWork.nullable(), backFills: z.array(BackFill) }),
})

export const stopQueryWork = endpoint({
  name: 'listen.stop_query_work',
  kind: 'act',
  needs: 'query:manage',
  about: 'Stops a back-test or a back-fill where it is. What it has found stays. One that has ended stays as it is.',
  input: z.object({ queryId: z.uuid(), workId: z.uuid() }),
  output: z.object({}),
})

export const resumeQueryWork = endpoint({
  name: 'listen.resume_query_work',
  kind: 'act',
  needs: 'query:manage',
  about: 'Goes on with a back-test or a back-fill that was stopped or failed, from where it was.',
  input: z.object({ queryId: z.uuid(), workId: z.uuid() }),
  output: z.object({}),
})
