/** Handing in by a program. Part of handed-in-contract.ts, the door. */
import { z } from 'zod'
import { endpoint } from '../../base/endpoint.ts'

/** The network of what programs hand in. */
export const WEBHOOK = 'webhook'

export const LETTER_BYTES_MAX = 1024 * 1024
export const LETTER_POSTS_MAX = 100

const ID_UNITS_MAX = 400

/** One thing said, edited or taken back, as a program tells it. docs/connectors.md shows one. */
export const HandedPost = z.object({
  /** The sender’s own, the same for ever: an edit and a deletion carry the id of the post they change. */
  id: z.string().min(1).max(ID_UNITS_MAX),
  kind: z.enum(['said', 'edited', 'deleted']).default('said'),
  text: z.string().max(100_000).default(''),
  author: z.object({ id: z.string().max(ID_UNITS_MAX), name: z.string().max(250), handle: z.string().max(250) }).partial().default({}),
  /** With its offset: `2026-11-23T09:30:00+02:00`. */
  saidAt: z.iso.datetime({ offset: true }).nullable().default(null),
  url: z.url({ protocol: /^https?$/ }).max(2_000).nullable().default(null),
  /** Where it was said, as people call the place. */
  network: z.string().trim().min(1).max(60).nullable().default(null),
  /** BCP 47. */
  lang: z.string().max(35).nullable().default(null),
  form: z.enum(['post', 'reply', 'repost', 'review', 'comment', 'article']).default('post'),
  links: z.array(z.url({ protocol: /^https?$/ }).max(2_000)).max(100).default([]),
  /** The id of what it replies to. */
  replyTo: z.string().min(1).max(ID_UNITS_MAX).nullable().default(null),
}).refine(({ kind, text }) => kind === 'deleted' || text.trim() !== '', { path: ['text'], message: 'there is none' })
export type HandedPost = z.output<typeof HandedPost>

/** A post that could not be taken: its place in the list, its id if it has one, and why. */
const Unusable = z.object({ at: z.int().nonnegative(), id: z.string().nullable(), why: z.string() })

export const receive = endpoint({
  name: 'connect.receive',
  kind: 'act',
  needs: 'token:webhook',
  about: 'Takes one post or a list of at most 100, signed as Standard Webhooks says. What was sent before under the same webhook-id is not taken again.',
  bodyBytesMax: LETTER_BYTES_MAX,
  letter: z.union([HandedPost, z.array(HandedPost).min(1).max(LETTER_POSTS_MAX)]),
  input: z.object({ to: z.string().max(200) }),
  output: z.object({
    taken: z.int().nonnegative(),
    /** It was sent before, and all of it is here. */
    again: z.boolean(),
    problems: z.array(Unusable),
  }),
})

/** An address to which a program hands in. */
export const Webhook = z.object({
  sourceId: z.uuid(),
  name: z.string(),
  address: z.url(),
  /** All of it is heard, or only what queries match. */
  hearsAll: z.boolean(),
  createdAt: z.iso.datetime(),
})
export type Webhook = z.infer<typeof Webhook>

const Secret = z.string().regex(/^whsec_/)

export const webhooks = endpoint({
  name: 'connect.webhooks',
  kind: 'read',
  needs: 'source:read',
  about: 'The addresses to which programs hand in, without their secrets.',
  input: z.object({}),
  output: z.object({ webhooks: z.array(Webhook) }),
})

export const addWebhook = endpoint({
  name: 'connect.add_webhook',
  kind: 'act',
  needs: 'source:manage',
  about: 'Makes an address to which a program may hand in, with the secret that signs what it sends. The secret is shown this once.',
  input: z.object({ name: z.string().trim().min(1).max(200).regex(/^[^\p{Cc}\p{Cs}]*$/u), hearsAll: z.boolean() }),
  output: z.object({ webhook: Webhook, secret: Secret }),
})

export const renewWebhookSecret = endpoint({
  name: 'connect.renew_webhook_secret',
  kind: 'act',
  needs: 'source:manage',
  about: 'Gives a webhook another secret, shown this once. What is signed with the old one is refused from now on.',
  input: z.object({ sourceId: z.uuid() }),
  output: z.object({ secret: Secret }),
})

export const setHearsAll = endpoint({
  name: 'connect.set_hears_all',
  kind: 'act',
  needs: 'source:manage',
  about: 'Whether all that a webhook brings is heard from now on, or only what queries match.',
  input: z.object({ sourceId: z.uuid(), hearsAll: z.boolean() }),
  output: z.object({}),
})
