/** Where to listen for a brand. Part of contract.ts, the door. */
import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'

/** A source that could be added as it is. */
export const SuggestedSource = z.object({
  connector: z.string(),
  /** The network's own name. */
  network: z.string(),
  name: z.string(),
  settings: z.record(z.string(), z.unknown()),
  /** Whoever runs it gives it to persons, not to companies: only for somebody who may. */
  isForPersons: z.boolean(),
  /** Hears what is said from now on, and nothing of before. */
  isLive: z.boolean(),
  /** The source of this workspace that hears it already. */
  sourceId: z.uuid().nullable(),
})
export type SuggestedSource = z.infer<typeof SuggestedSource>

export const suggestions = endpoint({
  name: 'connect.suggestions',
  kind: 'read',
  needs: 'source:read',
  about: 'Sources that need no key and are worth adding for these words, the best first.',
  input: z.object({
    /** Separated by commas. */
    words: z.string().max(1_200).transform((list) => list.split(',').map((word) => word.trim()).filter((word) => word !== '')),
    /** ISO 639-1. */
    language: z.string().regex(/^[a-z]{2,3}$/),
    /** ISO 3166-1 alpha-2. */
    country: z.string().regex(/^[A-Z]{2}$/),
  }),
  output: z.object({ suggestions: z.array(SuggestedSource) }),
})
