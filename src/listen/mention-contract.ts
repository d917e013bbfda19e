/** A mention, and what a list or a figure of mentions may be about. Part of contract.ts, the door. */
import { z } from 'zod'
import { INTENTS, SENTIMENTS } from '../language/contract.ts'

/** Where a query matched: [start, end) in UTF-16 units of the mention's text. */
export const Span = z.tuple([z.int().nonnegative(), z.int().nonnegative()])

/** How a mention is meant. */
export const Meaning = z.object({
  /** Of the writer towards what is spoken of. */
  sentiment: z.enum(SENTIMENTS),
  /** What the writer wants by saying it; `none`: nothing that somebody at work would act on. */
  intent: z.enum(INTENTS),
  /** Whether something is asked in it. */
  question: z.boolean(),
  /** Whether the writer would expect the company to answer. */
  needsAnswer: z.boolean(),
  /** Whether an employee is named or pointed at; null for whoever may not know. */
  aboutStaff: z.boolean().nullable(),
})
export type Meaning = z.infer<typeof Meaning>

/** How far one text has spread: all mentions that are copies of one another, the first among them, whatever filter they were found by. */
export const Spread = z.object({
  count: z.int().positive(),
  /** Who said it: authors, each counted once in each network. */
  people: z.int().positive(),
  places: z.array(z.string()),
  firstAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
})
export type Spread = z.infer<typeof Spread>

/** A post that matched a query. */
export const Mention = z.object({
  id: z.uuid(),
  /** The network it came by: a connector. */
  network: z.string(),
  /** Where people say it was said: the network itself, or what a file or a person told. */
  place: z.string(),
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
  /** Who filed it by hand, as its workspace knows them; null when nobody did. */
  filedBy: z.string().nullable(),
  matches: z.array(z.object({ queryId: z.uuid(), name: z.string(), spans: z.array(Span) })),
  /** What it is understood to mean: by machines, or as a person has said. Null: not understood yet, or deleted there. */
  meaning: Meaning.nullable(),
  /** The first mention that says the same, whether or not it is shown; null: this is a first, or nobody else says it. */
  copyOf: z.uuid().nullable(),
  /** Null: nobody else says it. */
  spread: Spread.nullable(),
})
export type Mention = z.infer<typeof Mention>

export const FIND_UNITS_MAX = 1_000

/** Values of one kind, separated by commas; none: all. */
const List = z.string().min(1).max(2_000).optional()

const Yes = z.literal('yes').optional()

/** Which mentions are meant: those that fulfil all of it. A list, its figures, a saved view and an export take the same. */
export const Filter = z.object({
  queryId: z.uuid().optional(),
  /** Only the mentions that this surge counts. */
  surgeId: z.uuid().optional(),
  /** Words in the query language. */
  find: z.string().max(FIND_UNITS_MAX).optional(),
  places: List,
  /** ISO 639-1, or `und`. */
  langs: List,
  forms: List,
  sentiments: List,
  intents: List,
  /** Only what is understood to need an answer. */
  needsAnswer: Yes,
  /** Only what is understood to be about an employee; refused to whoever may not know. */
  aboutStaff: Yes,
  /** Said at this moment or later. */
  from: z.iso.datetime({ offset: true }).optional(),
  /** Said before this moment. */
  until: z.iso.datetime({ offset: true }).optional(),
  /**
   * In a list, mentions that say the same: one by one, or `together` as the oldest of them that the filter means. No figure knows a difference, but of
   * a surge: it counts copies once, and `each` counts them all.
   */
  copies: z.enum(['each', 'together']).optional(),
})
export type Filter = z.infer<typeof Filter>
