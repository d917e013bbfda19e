import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'
import { Page } from '../base/paging.ts'

export * from './privacy-contract.ts'
export * from './understanding-contract.ts'

/** Of the posts that a query matches which is heard only in part, one in so many is kept. */
export const HEARD_ONE_IN = 20

/** A time in which a source was not listened to. */
export const Gap = z.object({
  id: z.uuid(),
  sourceId: z.uuid(),
  /** The source's name. */
  source: z.string(),
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  /** `stopped` (Heed did not run, or the source was paused), `unreachable`, `silent`, or what the network itself said. */
  why: z.string(),
  /** How much of it the network has given back, 0 to 1. */
  replayedShare: z.number().min(0).max(1),
  /** Seconds of it that the network can no longer give back. */
  missedS: z.number().nonnegative(),
  /** False while more may still be replayed. */
  closed: z.boolean(),
})
export type Gap = z.infer<typeof Gap>

export const BLOCK_VALUE_UNITS_MAX = 2_000

/** Whom or what a workspace does not want to hear. */
export const Block = z.object({
  id: z.uuid(),
  kind: z.enum(['author', 'site', 'words']),
  /** An author's handle or id, a domain, or a query in the query language. */
  value: z.string(),
  createdAt: z.iso.datetime(),
})
export type Block = z.infer<typeof Block>

export const listGaps = endpoint({
  name: 'ingest.gaps',
  kind: 'read',
  needs: 'source:read',
  about: 'The gap ledger, newest first: when a source was not listened to, and how much of that was replayed.',
  input: Page,
  output: z.object({ gaps: z.array(Gap), next: z.string().nullable() }),
})

export const listBlocks = endpoint({
  name: 'ingest.blocks',
  kind: 'read',
  needs: 'block:read',
  about: 'The block list, newest first.',
  input: Page,
  output: z.object({ blocks: z.array(Block), next: z.string().nullable() }),
})

export const addBlock = endpoint({
  name: 'ingest.add_block',
  kind: 'act',
  needs: 'block:manage',
  about: 'Hides an author, a site or certain words, from now on and in what was heard before.',
  input: Block.pick({ kind: true }).extend({ value: z.string().trim().min(1).max(BLOCK_VALUE_UNITS_MAX) }),
  output: Block,
})

export const removeBlock = endpoint({
  name: 'ingest.remove_block',
  kind: 'act',
  needs: 'block:manage',
  about: 'Takes an entry off the block list; what it alone has hidden is shown again.',
  input: z.object({ blockId: z.uuid() }),
  output: z.object({}),
})
