/** Telling other programs what happens here. Part of contract.ts, the door. */
import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'
import { Name } from './company-contract.ts'

/** The name of a fact: `slice.happened`. */
export const FactName = z.string().regex(/^[a-z_]+\.[a-z_]+$/)
export const FACTS_MAX = 200

/** An address of another program, and what it is told. */
export const OutgoingWebhook = z.object({
  id: z.uuid(),
  name: Name,
  url: z.url(),
  facts: z.array(FactName),
  createdAt: z.iso.datetime(),
  /** Told until then only: by hand, because the address said that it is gone, or because it failed for too long. */
  paused: z.object({ at: z.iso.datetime(), why: z.enum(['by_hand', 'gone', 'failing']) }).nullable(),
  /** What the last calls met with; null: the last one was taken. */
  failing: z.object({ since: z.iso.datetime(), times: z.int().positive(), problem: z.string() }).nullable(),
  sentAt: z.iso.datetime().nullable(),
  /** Facts it is still to be told. */
  waiting: z.int().nonnegative(),
})
export type OutgoingWebhook = z.infer<typeof OutgoingWebhook>

/** Where facts go: https, or http where the installation may reach private addresses. */
const Url = z.url({ protocol: /^https?$/ }).max(2_000)
const Facts = z.array(FactName).min(1).max(FACTS_MAX)
const ById = z.object({ id: z.uuid() })

export const outgoingWebhooks = endpoint({
  name: 'people.outgoing_webhooks',
  kind: 'read',
  needs: 'webhook:manage',
  about: 'The addresses that are told what happens here, newest first, and how the calls fare; and all facts that can be told.',
  input: z.object({}),
  output: z.object({ webhooks: z.array(OutgoingWebhook), facts: z.array(z.object({ name: FactName, about: z.string() })) }),
})

export const addOutgoingWebhook = endpoint({
  name: 'people.add_outgoing_webhook',
  kind: 'act',
  needs: 'webhook:manage',
  about: 'Tells another program of facts, as they happen. The secret its calls are signed with comes back once.',
  input: z.object({ name: Name, url: Url, facts: Facts }),
  output: z.object({ webhook: OutgoingWebhook, secret: z.string() }),
})

export const changeOutgoingWebhook = endpoint({
  name: 'people.change_outgoing_webhook',
  kind: 'act',
  needs: 'webhook:manage',
  about: 'Changes where facts go, which, or whether: resumed, it is told what still waits and what happens from then on.',
  input: ById.extend({ name: Name, url: Url, facts: Facts, isPaused: z.boolean() }).partial({ name: true, url: true, facts: true, isPaused: true }),
  output: OutgoingWebhook,
})

export const removeOutgoingWebhook = endpoint({
  name: 'people.remove_outgoing_webhook',
  kind: 'act',
  needs: 'webhook:manage',
  about: 'Tells a program nothing more. What still waits is dropped.',
  input: ById,
  output: z.object({}),
})

export const renewOutgoingSecret = endpoint({
  name: 'people.renew_outgoing_secret',
  kind: 'act',
  needs: 'webhook:manage',
  about: 'Signs with another secret from now on. It comes back once.',
  input: ById,
  output: z.object({ secret: z.string() }),
})
