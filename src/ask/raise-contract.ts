/** Raising an ask: whom one may ask, what their card says to it. Part of contract.ts, the door. */
import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'
import { AskDetails, Kind, VOICES_MAX, Words } from './ask-contract.ts'

const Day = z.iso.date()
const Moment = z.iso.datetime()
const Id = z.uuid()

export const WORKING_DAYS_SHOWN = 20

const Titled = z.string().trim().min(1).max(160).regex(/^[^\p{Cc}\p{Cs}]*$/u)

/** What is to be asked. To a department, or to a person. */
export const Draft = z.object({
  kind: Kind,
  title: Titled,
  details: Words.default(''),
  worth: z.string().trim().max(500).default(''),
  /** A mailing's: who gets it, and what they agreed to. Asked of every mailing. */
  recipients: z.string().trim().max(1_000).nullable().default(null),
  amount: z.int().nonnegative().max(1_000_000_000_000).nullable().default(null),
  /** Null: the asker's own department, if they have one. */
  fromDepartmentId: Id.nullable().default(null),
  toDepartmentId: Id.nullable().default(null),
  toPersonId: Id.nullable().default(null),
  neededBy: Day,
  mentionIds: z.array(Id).max(VOICES_MAX).default([]),
  queryId: Id.nullable().default(null),
})
export type Draft = z.infer<typeof Draft>

export const raise = endpoint({
  name: 'ask.raise',
  kind: 'act',
  needs: 'ask:raise',
  about: 'Asks a department or a person for something. Nothing leaves by itself: send it, or share its link. Sent again with the same key, it is raised once.',
  input: Draft.extend({ key: Id }),
  output: AskDetails,
})

/** What a card says to a draft. None of it forbids to ask. */
export const Notice = z.discriminatedUnion('about', [
  /** Needed sooner than the department can do it: the first day it can. */
  z.object({ about: z.literal('short_notice'), leadDays: z.int(), possibleFrom: Day }),
  z.object({ about: z.literal('freeze'), from: Day, until: Day, why: z.string() }),
  z.object({ about: z.literal('not_offered') }),
  z.object({ about: z.literal('needs'), words: z.string() }),
  z.object({ about: z.literal('day_off'), next: Day }),
  /** Nobody works there whom it could reach. */
  z.object({ about: z.literal('nobody_there') }),
  z.object({ about: z.literal('away'), person: z.string(), until: Day, deputy: z.string().nullable() }),
  z.object({ about: z.literal('no_evidence') }),
  /** The same was asked already and is open. */
  z.object({ about: z.literal('asked_already'), askId: Id, number: z.int() }),
])
export type Notice = z.infer<typeof Notice>

export const weigh = endpoint({
  name: 'ask.weigh',
  kind: 'read',
  needs: 'ask:raise',
  about: 'What the service card of whoever would be asked says to a draft: too short a notice, a freeze, what it needs to see. None of it forbids to ask.',
  input: z.object({
    kind: Kind,
    title: z.string().max(160).default(''),
    toDepartmentId: Id.optional(),
    toPersonId: Id.optional(),
    neededBy: Day.optional(),
    hasEvidence: z.enum(['yes', 'no']).default('no'),
  }),
  output: z.object({
    notices: z.array(Notice),
    answerBy: Moment.nullable(),
    /** The next `WORKING_DAYS_SHOWN` working days where the ask would go, today not among them: from these one chooses. */
    workingDays: z.array(Day),
  }),
})

/** A department or person as somebody may be asked. */
export const parties = endpoint({
  name: 'ask.parties',
  kind: 'read',
  needs: 'ask:raise',
  about: 'Whom one may ask: the departments with a word on how they answer, and the persons. An outsider sees names and cards, no addresses.',
  input: z.object({}),
  output: z.object({
    departments: z.array(z.object({
      id: Id, name: z.string(), isOutside: z.boolean(), hasCard: z.boolean(), answerDays: z.int(), kinds: z.array(Kind), contact: z.string().nullable(), isOwn: z.boolean(),
    })),
    persons: z.array(z.object({ id: Id, name: z.string(), departmentId: Id.nullable(), isSelf: z.boolean() })),
    kinds: z.array(z.object({ kind: Kind, name: z.string().nullable() })),
    currency: z.string(),
  }),
})
