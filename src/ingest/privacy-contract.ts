/** What is owed to those who are heard: a public notice, requests, and the right to be shown, handed or rid of what is known. Part of contract.ts, the door. */
import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'
import { Page } from '../base/paging.ts'

const Slug = z.string().regex(/^[a-z0-9-]{1,40}$/)
const Who = z.string().trim().min(1).max(500)

/** The most requests that wait for an answer; more are refused until some are done. */
export const REQUESTS_OPEN_MAX = 1_000

export const privacyNotice = endpoint({
  name: 'ingest.privacy_notice',
  kind: 'read',
  needs: 'token:privacy',
  about: 'What a workspace collects of the people it hears, for anybody who knows its name in addresses.',
  input: z.object({ slug: Slug }),
  output: z.object({
    name: z.string(),
    language: z.enum(['en', 'he']),
    /** The networks' own names. */
    networks: z.array(z.string()),
    retentionDays: z.int(),
  }),
})

export const askPrivacy = endpoint({
  name: 'ingest.ask_privacy',
  kind: 'act',
  needs: 'token:privacy',
  about: 'Objects to being heard, asks for erasure, or for a copy of what is known: anybody may.',
  input: z.object({
    slug: Slug,
    kind: z.enum(['object', 'erase', 'copy']),
    who: Who,
    place: z.string().trim().min(1).max(60).nullable().default(null),
    contact: z.string().trim().min(1).max(254).nullable().default(null),
    words: z.string().trim().max(4_000).default(''),
  }),
  output: z.object({}),
})

/** What somebody asked on the public page. */
export const PrivacyRequest = z.object({
  id: z.uuid(),
  kind: z.enum(['object', 'erase', 'copy']),
  who: z.string(),
  place: z.string().nullable(),
  contact: z.string().nullable(),
  words: z.string(),
  askedAt: z.iso.datetime(),
  doneAt: z.iso.datetime().nullable(),
})
export type PrivacyRequest = z.infer<typeof PrivacyRequest>

export const privacyRequests = endpoint({
  name: 'ingest.privacy_requests',
  kind: 'read',
  needs: 'privacy:manage',
  about: 'What people asked on the public page, newest first.',
  input: Page,
  output: z.object({ requests: z.array(PrivacyRequest), next: z.string().nullable() }),
})

export const closePrivacyRequest = endpoint({
  name: 'ingest.close_privacy_request',
  kind: 'act',
  needs: 'privacy:manage',
  about: 'Marks a request as done, by whom and when.',
  input: z.object({ requestId: z.uuid() }),
  output: z.object({}),
})

/** Somebody who was heard, as a network knows them. */
export const KnownAuthor = z.object({
  network: z.string(),
  place: z.string(),
  authorId: z.string(),
  handle: z.string(),
  name: z.string().nullable(),
  mentions: z.int(),
  firstSaidAt: z.iso.datetime(),
  lastSaidAt: z.iso.datetime(),
})
export type KnownAuthor = z.infer<typeof KnownAuthor>

export const findAuthor = endpoint({
  name: 'ingest.find_author',
  kind: 'read',
  needs: 'privacy:manage',
  about: 'Whose words are kept under this handle, name, id or address of a profile: at most 50.',
  input: z.object({ who: Who }),
  output: z.object({ authors: z.array(KnownAuthor) }),
})

const AuthorKey = z.object({ network: z.string().max(40), authorId: z.string().min(1).max(500) })

export const authorFile = endpoint({
  name: 'ingest.author_file',
  kind: 'file',
  needs: 'privacy:manage',
  about: 'All that is kept of an author, as JSON Lines: to be handed to them.',
  input: AuthorKey,
  output: z.unknown(),
})

export const eraseAuthor = endpoint({
  name: 'ingest.erase_author',
  kind: 'act',
  needs: 'privacy:manage',
  about: 'Erases all that an author said and that they said it; only counts remain. With `andNeverAgain`, they are not heard from now on.',
  input: AuthorKey.extend({ andNeverAgain: z.boolean().default(true) }),
  output: z.object({ erased: z.int() }),
})
