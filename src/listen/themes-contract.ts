/** What people speak of, and what they suddenly speak of more than usual. Nothing is said of either without mentions behind it. Part of contract.ts, the door. */
import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'
import { Filter, Mention } from './mention-contract.ts'

const Count = z.int().nonnegative()

/** How much it takes: `low` is told only of what is beyond doubt, `high` also of early signs. */
export const SensitivityStep = z.enum(['low', 'normal', 'high'])

/** A theme that was said clearly more than usual. */
export const Surge = z.object({
  id: z.uuid(),
  /** Its three most telling terms, as people wrote them. */
  names: z.array(z.string()).min(1),
  /** Words in the query language that find its mentions. */
  find: z.string(),
  begunAt: z.iso.datetime(),
  /** Null: it goes on. */
  endedAt: z.iso.datetime().nullable(),
  /** The mentions behind it that stand: nothing deleted, blocked or forgotten; of copies of one another the first. */
  count: z.int().positive(),
  /** Who said them: authors, each counted once in each network. */
  people: z.int().positive(),
  /** How many mentions are usual in that time, at these hours of such days. */
  usual: z.number().nonnegative(),
  /** What kind of day it was when it was last looked at. */
  day: z.enum(['0', '1', '2', '3', '4', '5', '6', 'holiday', 'eve']),
  /** The least sensitive step at which it is found. */
  level: SensitivityStep,
  /** On how many days of listening the usual rests; fewer than 28: not much is known yet. */
  days: z.number().nonnegative(),
})
export type Surge = z.infer<typeof Surge>

export const surges = endpoint({
  name: 'listen.surges',
  kind: 'read',
  needs: 'mention:read',
  about: 'Themes that were said clearly more than usual, newest first, at most 50: those that overlap a time, all that go on, or one.',
  input: z.object({ surgeId: z.uuid().optional(), from: z.iso.datetime({ offset: true }).optional(), until: z.iso.datetime({ offset: true }).optional() }),
  output: z.object({ surges: z.array(Surge.extend({ voice: Mention.nullable() })) }),
})

export const themes = endpoint({
  name: 'listen.themes',
  kind: 'read',
  needs: 'mention:read',
  about: 'What the mentions of a filter speak of more than its mentions of the four weeks before: the most distinctive themes first, at most 8.',
  input: Filter,
  output: z.object({
    themes: z.array(z.object({ name: z.string(), find: z.string(), count: z.int().positive() })),
    /** How many mentions were looked at, the latest of the filter's time; `count` is of these. */
    looked: Count,
    /** And how many before it. */
    compared: Count,
  }),
})

export const alerts = endpoint({
  name: 'listen.alerts',
  kind: 'read',
  needs: 'mention:read',
  about: 'Surges that one was told of in the last three days and has not put away, the latest first, at most 10.',
  input: z.object({}),
  /** `rule`: the name of the workspace's alert by which one was told; null: as one has set for oneself. */
  output: z.object({ alerts: z.array(z.object({ id: z.uuid(), raisedAt: z.iso.datetime(), surge: Surge, rule: z.string().nullable() })) }),
})

export const readAlert = endpoint({
  name: 'listen.read_alert',
  kind: 'act',
  needs: 'mention:read',
  about: 'Puts away what one was told of a surge; it comes back when the surge doubles.',
  input: z.object({ alertId: z.uuid() }),
  output: z.object({}),
})

const MINUTES = 24 * 60
export const ALERT_QUERIES_MAX = 100

/** How somebody wants to be told of surges. */
export const AlertSettings = z.object({
  sensitivity: z.enum(['low', 'normal', 'high', 'off']),
  /** Only of what these queries find; none: of all. */
  queryIds: z.array(z.uuid()).max(ALERT_QUERIES_MAX),
  byMail: z.boolean(),
  /** Minutes of the day, in the time of the first market, between which no letter comes; over midnight too. */
  quiet: z.object({ from: z.int().min(0).max(MINUTES - 1), until: z.int().min(0).max(MINUTES - 1) }).nullable(),
})
export type AlertSettings = z.infer<typeof AlertSettings>

export const alertSettings = endpoint({
  name: 'listen.alert_settings',
  kind: 'read',
  needs: 'mention:read',
  about: 'How one wants to be told of surges, oneself.',
  /** `hasMail`: whether a mail server is set up here. */
  input: z.object({}),
  output: AlertSettings.extend({ hasMail: z.boolean() }),
})

export const changeAlertSettings = endpoint({
  name: 'listen.change_alert_settings',
  kind: 'act',
  needs: 'mention:read',
  about: 'Changes how one is told of surges, oneself.',
  input: AlertSettings,
  output: AlertSettings,
})
