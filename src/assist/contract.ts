/** What may be asked of the assistant: a language model that an administrator named, or nobody. */
import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'
import { Filter } from '../listen/contract.ts'
import { Language, Name } from '../people/contract.ts'

/** What the assistant may be allowed to do, each by itself. */
export const TASKS = ['translate', 'summarise', 'draft'] as const
export const Task = z.enum(TASKS)
export type Task = z.infer<typeof Task>

const MONTHLY_MAX_MAX = 100_000
export const TONE_UNITS_MAX = 300
/** So many mentions at most are read for one summary: the newest. */
export const SUMMARY_MENTIONS_MAX = 40

/** What it takes to ask a model. */
const Connection = z.object({
  /** Where its API begins, such as `https://models.example/v1`. */
  baseUrl: z.string().trim().min(1).max(500),
  model: z.string().trim().min(1).max(200).regex(/^[^\p{Cc}\p{Cs}]*$/u),
  /** Left out: the one that is kept, while the address stays the same host. Null: none. Never given back. */
  key: z.string().regex(/^[\x21-\x7e]{1,500}$/).nullable().optional(),
})

/** How the assistant is set. */
export const AssistSettings = Connection.omit({ key: true }).extend({
  /** Who runs it, in words: stands on the public privacy page. */
  operator: Name,
  /** What it may be asked for; none: nothing is sent anywhere. */
  tasks: z.array(Task).max(TASKS.length),
  /** How replies should sound, in one line. */
  tone: z.string().trim().max(TONE_UNITS_MAX).regex(/^[^\p{Cc}\p{Cs}]*$/u),
  /** So often it may be asked in a month. */
  monthlyMax: z.int().min(1).max(MONTHLY_MAX_MAX),
})
export type AssistSettings = z.infer<typeof AssistSettings>

/** How often it was asked in this month of UTC. */
const Use = z.object({ used: z.int(), renewedAt: z.iso.datetime() })

export const assistSettings = endpoint({
  name: 'assist.settings',
  kind: 'read',
  needs: 'assist:manage',
  about: 'How the assistant is set, whether it has a key, and how often it was asked this month; null when there is none.',
  input: z.object({}),
  output: Use.extend({
    settings: AssistSettings.extend({ hasKey: z.boolean(), keyRefusedAt: z.iso.datetime().nullable() }).nullable(),
    isDemo: z.boolean(),
  }),
})

export const changeAssist = endpoint({
  name: 'assist.change_settings',
  kind: 'act',
  needs: 'assist:manage',
  about: 'Sets which model may be asked, and for what. A key is for its host alone: another address needs it given again.',
  input: AssistSettings.extend(Connection.shape),
  output: z.object({}),
})

export const disconnectAssist = endpoint({
  name: 'assist.disconnect',
  kind: 'act',
  needs: 'assist:manage',
  about: 'Switches the assistant off and forgets its address and key.',
  input: z.object({}),
  output: z.object({}),
})

export const tryAssist = endpoint({
  name: 'assist.try',
  kind: 'act',
  needs: 'assist:manage',
  about: 'Asks a model for a word, to prove that it can be reached. No mention is sent, and nothing is kept.',
  input: Connection,
  output: z.object({
    tookMs: z.int(),
    /** What its server offers, at most 50; empty where it does not say. */
    models: z.array(z.string()),
  }),
})

export const assistReady = endpoint({
  name: 'assist.ready',
  kind: 'read',
  needs: 'assist:use',
  about: 'What the assistant may be asked for, and who runs it; no tasks while it is off.',
  input: z.object({}),
  output: Use.extend({ tasks: z.array(Task), operator: z.string(), model: z.string(), monthlyMax: z.int() }),
})

/** What a machine wrote. */
const Written = z.object({
  text: z.string(),
  /** ISO 639-1, or `und`: what it seems to be in. */
  lang: z.string(),
  /** It is not in the language it was asked for. */
  isOtherLanguage: z.boolean(),
})
/** The mention was too long: only its beginning was sent. */
const OfPart = Written.extend({ isOfPart: z.boolean() })
export type WrittenOfMention = z.infer<typeof OfPart>

export const translateMention = endpoint({
  name: 'assist.translate',
  kind: 'act',
  needs: 'assist:use',
  about: 'Has a mention translated by the model that is set. Nothing of it is kept.',
  input: z.object({ mentionId: z.uuid(), language: Language }),
  output: OfPart,
})

export const draftReply = endpoint({
  name: 'assist.draft_reply',
  kind: 'act',
  needs: 'assist:use',
  about: 'Has a reply to a mention drafted, in the mention’s language, for a person to read and change. Nothing of it is kept or sent on.',
  input: z.object({ mentionId: z.uuid() }),
  output: OfPart,
})

export const summariseMentions = endpoint({
  name: 'assist.summarise',
  kind: 'act',
  needs: 'assist:use',
  about: 'Has the newest of the mentions that a filter means summed up. Each sentence names the mentions it rests on; those that name none are dropped.',
  input: Filter.extend({ language: Language }),
  output: z.object({
    sentences: z.array(Written.omit({ lang: true, isOtherLanguage: true }).extend({ mentionIds: z.array(z.uuid()).min(1) })),
    /** Sentences that named no mention, or could not be shown. */
    dropped: z.int(),
    /** How many mentions were read, and whether there were more. */
    read: z.int(),
    isPart: z.boolean(),
    isOtherLanguage: z.boolean(),
  }),
})

export const assistNotice = endpoint({
  name: 'assist.notice',
  kind: 'read',
  needs: 'token:privacy',
  about: 'Whether a workspace has words of people read by a language model, and who runs it, for anybody who knows its name in addresses.',
  input: z.object({ slug: z.string().regex(/^[a-z0-9-]{1,40}$/) }),
  output: z.object({ operator: z.string().nullable(), tasks: z.array(Task) }),
})
