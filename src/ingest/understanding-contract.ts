/** Understanding stored mentions anew, after the models that understand have become others. Part of contract.ts, the door. */
import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'

const Count = z.int().nonnegative()

/** The last time that stored mentions were brought up to newer models: from the last heard to the first. */
export const UnderstandingRun = z.object({
  /** Of the models and of what the workspace has taught them. */
  version: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'cancelled']),
  /** Mentions in all; null until they are counted. */
  toLook: Count.nullable(),
  looked: Count,
  /** Of them, those of which something else is thought now. */
  changed: Count,
  /** Lately; null until that can be told. */
  perSecond: z.number().nonnegative().nullable(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
})
export type UnderstandingRun = z.infer<typeof UnderstandingRun>

export const understandingRun = endpoint({
  name: 'ingest.understanding_run',
  kind: 'read',
  needs: 'mention:read',
  about: 'How far Heed is with understanding stored mentions anew. It begins by itself when the models have become others, in the background.',
  input: z.object({}),
  output: z.object({
    /** Null where it never began. */
    run: UnderstandingRun.nullable(),
    /** By which everything is understood that is heard now. */
    version: z.string(),
  }),
})

export const understandStoredAnew = endpoint({
  name: 'ingest.understand_anew',
  kind: 'act',
  needs: 'understanding:manage',
  about: 'Understands stored mentions anew, the last heard first; goes on where that was stopped. One that is under way is left alone. What people have corrected stays.',
  input: z.object({}),
  output: z.object({}),
})

export const stopUnderstanding = endpoint({
  name: 'ingest.stop_understanding',
  kind: 'act',
  needs: 'understanding:manage',
  about: 'Stops understanding stored mentions anew where it is; what was done stays. It begins by itself again when the models change.',
  input: z.object({}),
  output: z.object({}),
})
