/** Whom a workspace hears, beside whom it ought to; and how much is said of it beside its rivals. Part of contract.ts, the door. */
import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'
import { INTENTS, SENTIMENTS } from '../language/contract.ts'
import { Filter } from './mention-contract.ts'

const Count = z.int().nonnegative()

/** In how many languages or places an audience may be stated. */
export const SHARES_MAX = 30

/** So many in 100 customers. */
export const AudienceShare = z.object({ value: z.string().trim().min(1).max(80), percent: z.number().gt(0).max(100) })
export type AudienceShare = z.infer<typeof AudienceShare>

const Statement = z.object({
  /** The day of which it is true, YYYY-MM-DD. */
  statedOn: z.iso.date(),
  /** How it is known: a survey, the till, an estimate. */
  source: z.string().trim().min(1).max(200),
  /** By ISO 639-1, each customer in one: they sum to 100 at most, and may leave some out. */
  languages: z.array(AudienceShare).max(SHARES_MAX),
  /** As mentions tell their places (a connector, or what a file told) or by another name, in any case. A customer may be in several. */
  places: z.array(AudienceShare).max(SHARES_MAX),
})

/** Where a company's customers are, as somebody of it stated. */
export const Audience = Statement.extend({
  /** Rises with each statement. */
  version: z.int().positive(),
  /** Null: an account that is gone. */
  by: z.string().nullable(),
  at: z.iso.datetime(),
})
export type Audience = z.infer<typeof Audience>

export const stateAudience = endpoint({
  name: 'listen.state_audience',
  kind: 'act',
  needs: 'audience:manage',
  about: 'States where the company’s customers are. Earlier statements stay; refused when somebody else has made one since `version` (0: none).',
  input: Statement.extend({ version: z.int().nonnegative() }),
  output: Audience,
})

/** Fewer people than this are too few to compare with an audience. */
export const PEOPLE_MIN = 20
/** Fewer mentions of an intent than this are thin. */
export const INTENT_MENTIONS_MIN = 20

/**
 * One language or place: what is stated of customers beside what is heard. `verdict`: nobody is heard at all; too few people are heard to say;
 * fewer or more than stated, clearly (with 95 % confidence, and by two in 100 at least); about as many; or nothing is stated.
 */
export const ReachLine = z.object({
  value: z.string(),
  /** Of 100 customers; null: not stated. */
  percent: z.number().nullable(),
  mentions: Count,
  people: Count,
  /** Of all people heard, 0 to 1; they may be in several. Null when nobody is heard. */
  share: z.number().nullable(),
  /** That share, with 95 % confidence (Wilson 1927); null when too few are heard to say. */
  interval: z.tuple([z.number(), z.number()]).nullable(),
  verdict: z.enum(['unheard', 'too_few', 'fewer', 'more', 'as_many', 'unstated']),
})
export type ReachLine = z.infer<typeof ReachLine>

/** How a place is listened to. */
export const PlaceLine = ReachLine.extend({
  /** As mentions write it: in these the mentions are found. */
  values: z.array(z.string()),
  /** `none`: no source here; `ailing`: a source that does not hear now (paused, or a person must act). */
  source: z.enum(['none', 'ailing', 'listening']),
  /** Whether a source can be added that hears it; otherwise it comes in files, by webhook or by hand. */
  connector: z.string().nullable(),
  /** Seconds of these days that the place was not listened to and that it has not given back, by the gap ledger. */
  missedS: z.number().nonnegative(),
})
export type PlaceLine = z.infer<typeof PlaceLine>

export const LanguageLine = ReachLine.extend({
  /** Whether it has been measured how well posts in it are understood. */
  isMeasured: z.boolean(),
})
export type LanguageLine = z.infer<typeof LanguageLine>

export const reach = endpoint({
  name: 'listen.reach',
  kind: 'read',
  needs: 'source:read',
  about: 'Whom the workspace hears, by place, language and intent over the last 30 days, beside where its customers are, as it stated; and where nobody listens.',
  input: z.object({}),
  output: z.object({
    from: z.iso.datetime(),
    until: z.iso.datetime(),
    mentions: Count,
    /** Each author once in each network; null when nothing was heard. */
    people: Count,
    /** How far it may be off, either way, 19 times in 20; 0 when it is exact. */
    margin: Count,
    audience: Audience.nullable(),
    /** Earlier statements, newest first, at most 20. */
    earlier: z.array(Audience),
    /** Stated ones first, then what is heard besides, most first. At most 50 each. */
    languages: z.array(LanguageLine),
    places: z.array(PlaceLine),
    intents: z.array(z.object({ intent: z.enum(INTENTS), mentions: Count, people: Count, isThin: z.boolean() })),
  }),
})
export type Reach = z.infer<typeof reach.output>

/** At most so many queries are compared. */
export const PARTIES_MAX = 20
/** With more mentions than this, copies are not told apart. */
export const TOGETHER_MENTIONS_MAX = 100_000

/** How much is said that one query hears: of us, or of a rival. */
export const Party = z.object({
  queryId: z.uuid(),
  name: z.string(),
  about: z.enum(['us', 'rival']),
  rival: z.string().nullable(),
  mentions: Count,
  /** In the time before, as long; null while Heed did not listen yet. */
  before: Count.nullable(),
  /** Each author once in each network, and how far that may be off, either way, 19 times in 20. */
  people: Count,
  margin: Count,
  /** Of those that are understood. */
  sentiments: z.record(z.enum(SENTIMENTS), Count),
  /** One for each of `bars`. */
  counts: z.array(Count),
})
export type Party = z.infer<typeof Party>

export const shareOfVoice = endpoint({
  name: 'listen.share_of_voice',
  kind: 'read',
  needs: 'mention:read',
  about: 'Share of voice: mentions and people of each query that hears us or a rival, over time and by sentiment. A mention that matches two counts for both.',
  input: Filter.pick({ from: true, until: true }).extend({
    /** Mentions that say the same count once, as the oldest of them that the query hears in this time. */
    copies: z.literal('together').optional(),
  }),
  output: z.object({
    from: z.iso.datetime(),
    until: z.iso.datetime(),
    before: z.object({ from: z.iso.datetime(), until: z.iso.datetime() }),
    step: z.enum(['hour', 'day', 'week', 'month']),
    bars: z.array(z.object({ from: z.iso.datetime(), until: z.iso.datetime() })),
    /** Whether copies count once; false also where there are too many mentions to tell. */
    isTogether: z.boolean(),
    /** Ours first, then rivals, most mentions first. */
    parties: z.array(Party),
  }),
})
export type ShareOfVoice = z.infer<typeof shareOfVoice.output>
