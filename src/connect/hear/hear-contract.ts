/** The two doors for those who work in the company. Part of handed-in-contract.ts, the door. */
import { z } from 'zod'
import { endpoint } from '../../base/endpoint.ts'

/** The network of what those who work in the company file. */
export const HEAR = 'hear'

export const HEARD_UNITS_MAX = 5_000
export const TOLD_UNITS_MAX = 2_000

const Language = z.enum(['en', 'he'])
const Token = z.string().regex(/^[\w-]{1,200}$/)
/** A mention’s `externalId`, as its network is `HEAR`. */
const ExternalId = z.string().max(200)

/** What one heard from a customer, or has to say oneself. */
export const Door = z.enum(['customer', 'own'])
export type Door = z.infer<typeof Door>

/** Places that need no writing; anything else is written. */
export const Where = z.enum(['shop', 'phone', 'message', 'event'])
export type Where = z.infer<typeof Where>

export const hearDoor = endpoint({
  name: 'connect.hear_door',
  kind: 'read',
  needs: 'token:hear',
  about: 'Whose doors a link opens, for whoever holds it.',
  input: z.object({ token: Token }),
  output: z.object({ workspace: z.string(), link: z.string(), language: Language }),
})

export const fileHeard = endpoint({
  name: 'connect.file_heard',
  kind: 'act',
  needs: 'token:hear',
  about: 'Files what somebody who works here heard or has to say. Of them nothing is kept but what they write. Sent again with the same key, it is not filed again.',
  input: z.object({
    token: Token,
    /** Chosen by whoever sends it, so that it may be sent again when no answer came. */
    key: z.uuid(),
    door: Door,
    text: z.string().trim().min(1).max(HEARD_UNITS_MAX),
    where: Where.nullable().default(null),
    elsewhere: z.string().trim().max(60).default(''),
    who: z.string().trim().max(100).default(''),
  }),
  output: z.object({ receipt: z.string() }),
})

export const receipt = endpoint({
  name: 'connect.receipt',
  kind: 'read',
  needs: 'token:hear',
  about: 'What became of something that was filed, for whoever holds its receipt.',
  input: z.object({ receipt: Token }),
  output: z.object({
    workspace: z.string(),
    door: Door,
    filedAt: z.iso.datetime(),
    /** Since when those who read mentions see it. */
    heardAt: z.iso.datetime().nullable(),
    told: z.string().nullable(),
    toldAt: z.iso.datetime().nullable(),
  }),
})

/** A way to the two doors. */
export const HearLink = z.object({
  id: z.uuid(),
  name: z.string(),
  language: Language,
  url: z.url(),
  createdAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().nullable(),
  filings: z.int().nonnegative(),
})
export type HearLink = z.infer<typeof HearLink>

const ById = z.object({ id: z.uuid() })

export const hearLinks = endpoint({
  name: 'connect.hear_links',
  kind: 'read',
  needs: 'hear:manage',
  about: 'The links to the two doors, newest first.',
  input: z.object({}),
  output: z.object({ links: z.array(HearLink) }),
})

export const addHearLink = endpoint({
  name: 'connect.add_hear_link',
  kind: 'act',
  needs: 'hear:manage',
  about: 'Makes a link to the two doors, to be handed out or hung up.',
  input: z.object({ name: z.string().trim().min(1).max(60).regex(/^[^\p{Cc}\p{Cs},]*$/u), language: Language }),
  output: HearLink,
})

export const renewHearLink = endpoint({
  name: 'connect.renew_hear_link',
  kind: 'act',
  needs: 'hear:manage',
  about: 'Exchanges a link for another: the old one leads nowhere from now on.',
  input: ById,
  output: HearLink,
})

export const revokeHearLink = endpoint({
  name: 'connect.revoke_hear_link',
  kind: 'act',
  needs: 'hear:manage',
  about: 'Closes a link for good. What was filed through it stays, and its receipts go on.',
  input: ById,
  output: z.object({}),
})

/** What became of a mention that somebody who works here has filed. */
export const Filing = z.object({
  door: Door,
  filedAt: z.iso.datetime(),
  told: z.string().nullable(),
  toldAt: z.iso.datetime().nullable(),
  toldBy: z.string().nullable(),
})
export type Filing = z.infer<typeof Filing>

export const filing = endpoint({
  name: 'connect.filing',
  kind: 'read',
  needs: 'hear:manage',
  about: 'What whoever filed a mention was told.',
  input: z.object({ externalId: ExternalId }),
  output: Filing,
})

export const tellFiler = endpoint({
  name: 'connect.tell_filer',
  kind: 'act',
  needs: 'hear:manage',
  about: 'Tells whoever filed a mention what became of it: it stands on their receipt.',
  input: z.object({ externalId: ExternalId, words: z.string().trim().min(1).max(TOLD_UNITS_MAX) }),
  output: Filing,
})
