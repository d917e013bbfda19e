import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'
import { Page } from '../base/paging.ts'
import { Filter, Mention } from './mention-contract.ts'

export * from './brand-contract.ts'
export * from './figures-contract.ts'
export * from './mention-contract.ts'
export * from './views-contract.ts'

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
})
export type Query = z.infer<typeof Query>

const QueryName = z.string().trim().min(1).max(80)
const QueryText = z.string().min(1).max(16_000)

export const listMentions = endpoint({
  name: 'listen.mentions',
  kind: 'read',
  needs: 'mention:read',
  about: 'Mentions, newest first; those that a filter means, or all.',
  input: Page.extend(Filter.shape),
  output: z.object({ mentions: z.array(Mention), next: z.string().nullable() }),
})

export const MENTIONS_BY_ID_MAX = 50

export const mentionsById = endpoint({
  name: 'listen.mentions_by_id',
  kind: 'read',
  needs: 'mention:read',
  about: 'These mentions (ids separated by commas, at most 50), newest first; those that are not there any more are left out.',
  input: z.object({ ids: z.string().max(2_000) }),
  output: z.object({ mentions: z.array(Mention) }),
})

export const mentionStream = endpoint({
  name: 'listen.mention_stream',
  kind: 'stream',
  needs: 'mention:read',
  about: 'Mentions as they are heard, edited and deleted; a beat now and then proves that the line is open.',
  input: z.object({}),
  output: z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(['heard', 'edited', 'deleted']), mentions: z.array(Mention) }),
    z.object({ kind: z.literal('beat') }),
  ]),
})

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
  about: 'Begins to listen for something. A query that cannot be read is refused with the position of each problem.',
  input: z.object({ name: QueryName, text: QueryText }),
  output: Query,
})

export const changeQuery = endpoint({
  name: 'listen.change_query',
  kind: 'act',
  needs: 'query:manage',
  about: 'Changes a query from now on. Refused when somebody else has changed it since `revision`.',
  input: z.object({ queryId: z.uuid(), revision: z.int().positive(), name: QueryName, text: QueryText }),
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
