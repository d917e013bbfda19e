import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'
import { Page } from '../base/paging.ts'

/** Where a query matched: [start, end) in UTF-16 units of the mention's text. */
export const Span = z.tuple([z.int().nonnegative(), z.int().nonnegative()])

/** A post that matched a query. */
export const Mention = z.object({
  id: z.uuid(),
  network: z.string(),
  externalId: z.string(),
  form: z.enum(['post', 'reply', 'repost', 'review', 'comment', 'article']),
  author: z.object({ id: z.string(), handle: z.string(), name: z.string().nullable() }),
  /** Empty once deleted there. */
  text: z.string(),
  /** ISO 639-1, or `und`. */
  lang: z.string(),
  saidAt: z.iso.datetime(),
  heardAt: z.iso.datetime(),
  editedAt: z.iso.datetime().nullable(),
  deletedAt: z.iso.datetime().nullable(),
  url: z.string().nullable(),
  links: z.array(z.string()),
  tags: z.array(z.string()),
  media: z.array(z.object({ kind: z.enum(['image', 'video', 'link']), url: z.string().nullable(), alt: z.string().nullable() })),
  /** `externalId` of what it replies to. */
  replyTo: z.string().nullable(),
  matches: z.array(z.object({ queryId: z.uuid(), name: z.string(), spans: z.array(Span) })),
})
export type Mention = z.infer<typeof Mention>

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
  about: 'Mentions, newest first; of one query, since a moment, or found by words in the query language.',
  input: Page.extend({
    queryId: z.uuid().optional(),
    since: z.iso.datetime({ offset: true }).optional(),
    find: z.string().max(16_000).optional(),
  }),
  output: z.object({ mentions: z.array(Mention), next: z.string().nullable() }),
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
