/** Why a mention is understood as it is. Part of contract.ts, the door. */
import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'
import { Span } from './mention-contract.ts'

/** What speaks for one thing that is understood: a code with a sentence in the messages (`understand.reason.CODE`), and the words. */
export const Reason = z.object({
  about: z.enum(['sentiment', 'intent', 'question', 'needsAnswer', 'aboutStaff']),
  code: z.string(),
  /** Of the mention’s text. */
  spans: z.array(Span),
})
export type Reason = z.infer<typeof Reason>

const Share = z.number().min(0).max(1)

export const whyUnderstood = endpoint({
  name: 'listen.why_understood',
  kind: 'read',
  needs: 'mention:read',
  about: 'Why a mention is understood to mean what it says: how likely each sentiment is, and the words of its text that speak for it.',
  input: z.object({ mentionId: z.uuid() }),
  output: z.object({
    /** As the machine says; null where it has not looked yet. They sum up to 1. */
    probabilities: z.object({ negative: Share, neutral: Share, positive: Share }).nullable(),
    /** None for what a person has said to be otherwise. */
    reasons: z.array(Reason),
    /** What a person has said of it, and no machine. */
    corrected: z.array(Reason.shape.about),
    /** Of these, what was said of the first mention of this text and not of this copy. */
    correctedOnFirst: z.array(Reason.shape.about),
    /** Null: it is the first, or that is gone. */
    firstId: z.uuid().nullable(),
  }),
})
