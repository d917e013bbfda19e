import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'
import { Page } from '../base/paging.ts'
import { Filter, Mention } from './mention-contract.ts'

export * from './alert-contract.ts'
export * from './brand-contract.ts'
export * from './corrections-contract.ts'
export * from './figures-contract.ts'
export * from './mention-contract.ts'
export * from './query-contract.ts'
export * from './reach-contract.ts'
export * from './themes-contract.ts'
export * from './understanding-contract.ts'
export * from './views-contract.ts'

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

export const copies = endpoint({
  name: 'listen.copies',
  kind: 'read',
  needs: 'mention:read',
  about: 'All mentions that say the same as this one, itself among them, newest first; nothing when it is not there any more.',
  input: Page.extend({ mentionId: z.uuid() }),
  output: z.object({ mentions: z.array(Mention), next: z.string().nullable() }),
})

export const people = endpoint({
  name: 'listen.people',
  kind: 'read',
  needs: 'mention:read',
  about: 'How many people said the mentions that a filter means: each author counted once in each network. Null where that cannot be told.',
  input: Filter,
  output: z.object({
    people: z.int().nonnegative().nullable(),
    /** How far it may be off, either way, 19 times in 20: of so many mentions a sample of their authors is counted. 0 when it is exact. */
    margin: z.int().nonnegative(),
  }),
})

export const mentionStream = endpoint({
  name: 'listen.mention_stream',
  kind: 'stream',
  needs: 'mention:read',
  about: 'Mentions as they are heard, edited, deleted, and matched anew after a query changed; that stored ones are understood anew (`understood`: read what you hold again); a beat now and then proves that the line is open.',
  input: z.object({}),
  output: z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(['heard', 'edited', 'deleted', 'matched']), mentions: z.array(Mention) }),
    z.object({ kind: z.literal('beat') }),
    z.object({ kind: z.literal('understood') }),
  ]),
})
