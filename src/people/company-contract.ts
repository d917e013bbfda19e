/** The company as it works: departments, persons, and markets with their hours. Part of contract.ts, the door. */
import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'
import { Page } from '../base/paging.ts'

/** The languages Heed itself speaks. */
export const Language = z.enum(['en', 'he'])
export type Language = z.infer<typeof Language>

/** What people call a thing of theirs: one line of whole letters. */
export const Name = z.string().trim().min(1).max(80).regex(/^[^\p{Cc}\p{Cs}]*$/u)
/** An account's id. */
export const UserId = z.string().regex(/^[\w-]{1,64}$/)
/** An address of mail, in lower case. */
export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email())
/** ISO 3166-1 alpha-2. */
export const Country = z.string().regex(/^[A-Z]{2}$/)
/** An IANA time zone; whether there is such a zone, the verb checks. */
export const Zone = z.string().regex(/^[\w+/-]{1,64}$/)
/** Nothing to say but that it was done. */
export const Done = z.object({})

/** A part of the company that can act, or an outsider who acts for it. */
export const Department = z.object({
  id: z.uuid(),
  name: Name,
  marketId: z.uuid().nullable(),
  /** An agency or a supplier: a side of its own. */
  isOutside: z.boolean(),
})
export type Department = z.infer<typeof Department>

/** Somebody who works here, with or without an account. */
export const Person = z.object({
  id: z.uuid(),
  name: Name,
  email: Email.nullable(),
  language: Language,
  departmentId: z.uuid().nullable(),
  /** The member that this person is, if any. */
  userId: UserId.nullable(),
})
export type Person = z.infer<typeof Person>

const MinuteOfDay = z.number().int().min(0).max(1440)
/** The intervals of one day in minutes of the local day, in order and apart: `[[540, 780], [840, 1080]]`. None: closed. */
const DayHours = z.array(z.tuple([MinuteOfDay, MinuteOfDay])).max(6)

/** A day whose hours are not its weekday's. */
export const SpecialDay = z.object({
  day: z.iso.date(),
  name: Name,
  kind: z.enum(['holiday', 'eve', 'working']),
  hours: DayHours,
})
export type SpecialDay = z.infer<typeof SpecialDay>

/** A day that a country keeps. `key` names it: `people.holiday.KEY` in messages/. */
const Holiday = z.object({ day: z.iso.date(), key: z.string(), kind: z.enum(['holiday', 'eve']) })

/** A country, language and zone in which one works, with the hours in which its clocks run. */
export const Market = z.object({
  id: z.uuid(),
  name: Name,
  country: Country,
  /** BCP 47. */
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$/),
  zone: Zone,
  /** 0 is Sunday. */
  weekStarts: z.number().int().min(0).max(6),
  /** Whether the country's own holidays and their eves count, where Heed knows them. */
  holidays: z.boolean(),
  /** Seven days, Sunday first. */
  hours: z.array(DayHours).length(7),
})
export type Market = z.infer<typeof Market>

/** A market with its special days: they go before the country's own. */
export const MarketDays = Market.extend({ specialDays: z.array(SpecialDay).max(400) })
export type MarketDays = z.infer<typeof MarketDays>

/** What is left out when a market is added follows the customs of its country. */
const NewMarket = MarketDays.omit({ id: true }).partial().required({ country: true, zone: true })

const ById = z.object({ id: z.uuid() })

export const departments = endpoint({
  name: 'people.departments',
  kind: 'read',
  needs: 'people:read',
  about: 'The departments, newest first.',
  input: Page,
  output: z.object({ departments: z.array(Department), next: z.string().nullable() }),
})

export const addDepartment = endpoint({
  name: 'people.add_department',
  kind: 'act',
  needs: 'people:manage',
  about: 'Adds a department; no two have the same name.',
  input: z.object({ name: Name, marketId: z.uuid().nullable().default(null), isOutside: z.boolean().default(false) }),
  output: Department,
})

export const updateDepartment = endpoint({
  name: 'people.update_department',
  kind: 'act',
  needs: 'people:manage',
  about: 'Renames a department, moves it to another market, or says whether it is an outsider’s.',
  input: Department.partial({ name: true, marketId: true, isOutside: true }),
  output: Department,
})

export const removeDepartment = endpoint({
  name: 'people.remove_department',
  kind: 'act',
  needs: 'people:manage',
  about: 'Removes a department; its persons stay, without one.',
  input: ById,
  output: Done,
})

export const persons = endpoint({
  name: 'people.persons',
  kind: 'read',
  needs: 'people:read',
  about: 'The persons who work here, newest first; of one department, if named.',
  input: Page.extend({ departmentId: z.uuid().optional() }),
  output: z.object({ persons: z.array(Person), next: z.string().nullable() }),
})

export const addPerson = endpoint({
  name: 'people.add_person',
  kind: 'act',
  needs: 'people:manage',
  about: 'Adds a person; an account is not needed.',
  input: Person.omit({ id: true }).extend({
    email: Person.shape.email.default(null),
    departmentId: Person.shape.departmentId.default(null),
    userId: Person.shape.userId.default(null),
  }),
  output: Person,
})

export const updatePerson = endpoint({
  name: 'people.update_person',
  kind: 'act',
  needs: 'people:manage',
  about: 'Changes what is known of a person.',
  input: Person.partial({ name: true, email: true, language: true, departmentId: true, userId: true }),
  output: Person,
})

export const removePerson = endpoint({
  name: 'people.remove_person',
  kind: 'act',
  needs: 'people:manage',
  about: 'Removes a person. A membership, if there is one, is another matter.',
  input: ById,
  output: Done,
})

export const markets = endpoint({
  name: 'people.markets',
  kind: 'read',
  needs: 'workspace:read',
  about: 'The markets, newest first.',
  input: Page,
  output: z.object({ markets: z.array(Market), next: z.string().nullable() }),
})

export const market = endpoint({
  name: 'people.market',
  kind: 'read',
  needs: 'workspace:read',
  about: 'One market with its special days.',
  input: ById,
  output: MarketDays,
})

export const holidays = endpoint({
  name: 'people.holidays',
  kind: 'read',
  needs: 'workspace:read',
  about: 'The holidays and holiday eves that Heed knows of a country, for one year; empty where it knows none.',
  input: z.object({ country: Country, year: z.coerce.number().int().min(2000).max(2100) }),
  output: z.object({ holidays: z.array(Holiday) }),
})

export const addMarket = endpoint({
  name: 'people.add_market',
  kind: 'act',
  needs: 'people:manage',
  about: 'Adds a market; what is left out follows the customs of its country.',
  input: NewMarket,
  output: MarketDays,
})

export const updateMarket = endpoint({
  name: 'people.update_market',
  kind: 'act',
  needs: 'people:manage',
  about: 'Changes a market. Hours and special days are replaced whole.',
  input: MarketDays.partial().required({ id: true }),
  output: MarketDays,
})

export const removeMarket = endpoint({
  name: 'people.remove_market',
  kind: 'act',
  needs: 'people:manage',
  about: 'Removes a market; its departments stay, without one. The last market stays.',
  input: ById,
  output: Done,
})
