/** What people say of what machines make of mentions, and how often they agree. Part of contract.ts, the door. */
import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'
import { INTENTS, MEASURED_ON, SENTIMENTS } from '../language/contract.ts'
import { Mention } from './mention-contract.ts'

/** What is understood of a mention and can be said to be otherwise. `lang`: the language it is in. */
export const HEADS = ['sentiment', 'intent', 'question', 'needsAnswer', 'aboutStaff', 'lang'] as const
export type Head = (typeof HEADS)[number]

/** How each is called in the database. */
export const NAME_OF_HEAD = {
  sentiment: 'sentiment', intent: 'intent', question: 'question', needsAnswer: 'needs_answer', aboutStaff: 'about_staff', lang: 'lang',
} as const satisfies Record<Head, string>

/** How each is called in messages. */
export const TITLE_OF_HEAD = {
  sentiment: 'listen.facet.sentiments', intent: 'listen.facet.intents', question: 'listen.meaning.question', needsAnswer: 'listen.mark.needs_answer',
  aboutStaff: 'listen.mark.about_staff', lang: 'listen.facet.langs',
} as const satisfies Record<Head, string>

/** What somebody says of a mention, thing by thing; also what the machine has said already: then it is confirmed. */
export const Saying = z.object({
  sentiment: z.enum(SENTIMENTS).optional(),
  intent: z.enum(INTENTS).optional(),
  question: z.boolean().optional(),
  needsAnswer: z.boolean().optional(),
  /** Refused to whoever may not know. */
  aboutStaff: z.boolean().optional(),
  /** ISO 639-1, or ISO 639-3 where that has none. */
  lang: z.string().regex(/^[a-z]{2,3}$/).optional(),
})
export type Saying = z.infer<typeof Saying>

export const correct = endpoint({
  name: 'listen.correct',
  kind: 'act',
  needs: 'mention:correct',
  about: 'Says how a mention is meant: what a person says counts from then on, whatever machines say later. Refused for what was deleted.',
  input: z.object({ mentionId: z.uuid(), says: Saying }),
  /** `ids`: what was written down, to be taken back; empty where this person had said the same before. */
  output: z.object({ mention: Mention, ids: z.array(z.uuid()) }),
})

export const takeBack = endpoint({
  name: 'listen.take_back_correction',
  kind: 'act',
  needs: 'mention:correct',
  about: 'Takes back what somebody said of a mention (`ids` of corrections): what was said before counts again, or else the machine. Doing it twice does it once.',
  input: z.object({ ids: z.array(z.uuid()).min(1).max(HEADS.length) }),
  output: z.object({ mention: Mention.nullable() }),
})

/** One thing that was said of a mention. Values as in `Saying`, written as text (`true`, `negative`). */
export const Correction = z.object({
  id: z.uuid(),
  head: z.enum(HEADS),
  said: z.string(),
  /** What the machine said then, and which. */
  machine: z.string(),
  understoodBy: z.string().nullable(),
  /** Null: an account that is gone. */
  by: z.string().nullable(),
  at: z.iso.datetime(),
  /** Whether it was said of a mention drawn by chance, without having seen what the machine says. */
  isCheck: z.boolean(),
  takenBackAt: z.iso.datetime().nullable(),
  /** Whether it is what counts now. */
  counts: z.boolean(),
})
export type Correction = z.infer<typeof Correction>

export const corrections = endpoint({
  name: 'listen.corrections',
  kind: 'read',
  needs: 'mention:read',
  about: 'All that people said of how a mention is meant, newest first, at most the last 100.',
  input: z.object({ mentionId: z.uuid() }),
  output: z.object({ corrections: z.array(Correction) }),
})

/** Mentions in a check, unless there are fewer. */
export const CHECK_MENTIONS = 20
/** Only what was said so lately is drawn. */
export const CHECK_DAYS = 30

/** A mention to be judged without having seen what the machine says of it (`meaning` is null). */
export const CheckItem = z.object({ id: z.uuid(), mention: Mention })
export type CheckItem = z.infer<typeof CheckItem>

export const beginCheck = endpoint({
  name: 'listen.begin_check',
  kind: 'act',
  needs: 'mention:correct',
  about: 'Draws mentions of the last 30 days by chance, evenly over languages and places, for the asker to judge; or goes on with those of today that they have not judged.',
  input: z.object({}),
  output: z.object({ items: z.array(CheckItem), asksStaff: z.boolean() }),
})

export const judge = endpoint({
  name: 'listen.judge',
  kind: 'act',
  needs: 'mention:correct',
  about: 'Judges one mention of one’s check (`says`: all but the language), or says that one cannot tell (null). Tells what the machine had said.',
  input: z.object({ itemId: z.uuid(), says: Saying.omit({ lang: true }).nullable() }),
  output: z.object({ machine: Saying.omit({ lang: true }).nullable() }),
})

/** How often people and machine agreed, of so many. */
const Agreed = z.object({ judged: z.int(), agreed: z.int() })

/** The least judgements of which a share is told. */
export const JUDGED_MIN = 20

/** Agreement on one thing in one language at one place; null: all of them. */
export const Agreement = Agreed.extend({
  head: z.enum(HEADS),
  lang: z.string().nullable(),
  place: z.string().nullable(),
  /** With 95 % confidence between these (Wilson 1927); null: too few to say. */
  interval: z.tuple([z.number(), z.number()]).nullable(),
})
export type Agreement = z.infer<typeof Agreement>

/** How often the models are right on other text, as their cards publish it: `on` which, of so many rows, with its interval as above. */
export const PublishedFigure = z.object({
  head: z.enum(HEADS),
  lang: z.string(),
  on: z.enum(MEASURED_ON),
  right: z.number(),
  rows: z.int(),
  interval: z.tuple([z.number(), z.number()]),
})
export type PublishedFigure = z.infer<typeof PublishedFigure>

/** A shift that judgements taught: see language/calibration.ts. */
export const ShiftTold = z.object({
  group: z.enum(['he', 'en', 'other']),
  place: z.string().nullable(),
  /** What is chosen more often, and by how much: 1 a little, 2 more, 3 clearly more. Null: nothing was found to shift. */
  towards: z.enum(SENTIMENTS).nullable(),
  degree: z.int().min(1).max(3),
  logOdds: z.record(z.enum(SENTIMENTS), z.number()),
  judgements: z.int(),
  checks: z.int(),
  /** Of the checks, right without and with it, each judged by what was learned from the others. */
  before: z.int(),
  after: z.int(),
  applies: z.boolean(),
})
export type ShiftTold = z.infer<typeof ShiftTold>

export const agreement = endpoint({
  name: 'listen.agreement',
  kind: 'read',
  needs: 'mention:read',
  about: 'How often people agree with what machines make of mentions, by language, place and version, from mentions drawn by chance; what is published of them; and what was learned from judgements.',
  input: z.object({}),
  output: z.object({
    /** The models that understand now. */
    version: z.string(),
    /** Of these models, by what and where; what is about staff only for whoever may know. */
    agreements: z.array(Agreement),
    /** What is published of these models, which was measured on other text. */
    published: z.array(PublishedFigure),
    /** Over all languages and places, from the first version to the last. */
    versions: z.array(Agreed.extend({ version: z.string(), head: z.enum(HEADS), interval: z.tuple([z.number(), z.number()]).nullable(), since: z.iso.datetime() })),
    checks: z.object({ judged: z.int(), skipped: z.int(), left: z.int() }),
    /** Said in passing: people say what is wrong rather than what is right, so these tell nothing of how often it is. */
    inPassing: z.object({ corrected: z.int(), confirmed: z.int() }),
    calibration: z.object({
      /** Null: nothing was ever learned. */
      version: z.int().nullable(),
      madeAt: z.iso.datetime().nullable(),
      isReset: z.boolean(),
      shifts: z.array(ShiftTold),
      /** Checks in a language before anything can be learned. */
      checksMin: z.int(),
    }),
  }),
})
export type AgreementTold = z.infer<typeof agreement.output>

export const agreementFile = endpoint({
  name: 'listen.agreement_file',
  kind: 'file',
  needs: 'mention:export',
  about: 'The same agreement as CSV (RFC 4180, UTF-8 with a byte order mark), one line for each thing, language, place and version.',
  input: z.object({}),
  output: z.unknown(),
})

export const resetCalibration = endpoint({
  name: 'listen.reset_calibration',
  kind: 'act',
  needs: 'understanding:manage',
  about: 'Forgets what was learned from judgements: machines speak for themselves again, and only later judgements teach anything. What people said stays.',
  input: z.object({}),
  output: z.object({}),
})
