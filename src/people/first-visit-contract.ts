/** How an installation gets its first owner, and what is usual where a workspace begins. Part of contract.ts, the door. */
import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'
import { Country, Done, Email, Name } from './company-contract.ts'

/** What the link of the first visit carries, which stands on the terminal and in the log of whoever started Heed. */
export const FirstVisitToken = z.string().regex(/^[\w-]{1,200}$/)

/** A password somebody chooses. */
export const Password = z.string().min(10).max(128)

export const firstVisit = endpoint({
  name: 'people.first_visit',
  kind: 'read',
  needs: 'token:first_visit',
  about: 'Whether this installation has an owner yet, and whether this token lets one begin.',
  input: z.object({ token: FirstVisitToken.optional() }),
  output: z.object({
    /** `open`: the token is right, begin. `locked`: nobody has begun, and this is not the token. `claimed`: closed for ever. */
    state: z.enum(['open', 'locked', 'claimed']),
  }),
})

export const claim = endpoint({
  name: 'people.claim',
  kind: 'act',
  needs: 'token:first_visit',
  about: 'Makes the first account of the installation, once; then sign in with it.',
  input: z.object({ token: FirstVisitToken, name: Name, email: Email, password: Password }),
  output: Done,
})

export const customs = endpoint({
  name: 'people.customs',
  kind: 'read',
  needs: 'signed_in',
  about: 'What is usual in a country: on which day the week starts, its time zones, and the language most people speak.',
  input: z.object({ country: Country }),
  output: z.object({
    /** 0 is Sunday. */
    weekStarts: z.number().int().min(0).max(6),
    /** IANA; empty where none is known. */
    zones: z.array(z.string()),
    /** ISO 639-1 where there is one. */
    language: z.string(),
  }),
})
