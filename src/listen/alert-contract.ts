/** Alerts of a workspace: which surges are told of to whom, beside what everybody sets for themselves. Part of contract.ts, the door. */
import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'
import { ALERT_QUERIES_MAX, SensitivityStep } from './themes-contract.ts'

const MEMBERS_MAX = 100
const WORDS_MAX = 20

const fields = {
  name: z.string().trim().min(1).max(80),
  /** How much it takes. What is usual is what was said at the same hours of such days in the four weeks before. */
  sensitivity: SensitivityStep,
  /** Only of what these queries find; none: of all. */
  queryIds: z.array(z.uuid()).max(ALERT_QUERIES_MAX),
  /** Only of themes with one of these words, each a word as in a query; none: of all. */
  words: z.array(z.string().trim().min(1).max(50)).max(WORDS_MAX),
  /** Members who are told, on the screen and by mail; none: only other programs are. */
  userIds: z.array(z.string().max(100)).max(MEMBERS_MAX),
}

/** An alert that the workspace has: whenever a surge is of what it names, its members are told, and the fact `listen.alert_raised` is recorded. */
export const AlertRule = z.object({ id: z.uuid(), ...fields, revision: z.int().positive() })
export type AlertRule = z.infer<typeof AlertRule>

export const alertRules = endpoint({
  name: 'listen.alert_rules',
  kind: 'read',
  needs: 'alert:manage',
  about: 'The alerts of the workspace, by name; of whom they tell, those who belong to it still.',
  /** `hasMail`: whether a mail server is set up here. */
  input: z.object({}),
  output: z.object({ rules: z.array(AlertRule), hasMail: z.boolean() }),
})

export const addAlertRule = endpoint({
  name: 'listen.add_alert_rule',
  kind: 'act',
  needs: 'alert:manage',
  about: 'Gives the workspace an alert. A surge that goes on is told of at once.',
  input: z.object(fields),
  output: AlertRule,
})

export const changeAlertRule = endpoint({
  name: 'listen.change_alert_rule',
  kind: 'act',
  needs: 'alert:manage',
  about: 'Changes an alert of the workspace; of two changes at once, the second is refused.',
  input: z.object({ ruleId: z.uuid(), revision: z.int().positive(), ...fields }),
  output: AlertRule,
})

export const removeAlertRule = endpoint({
  name: 'listen.remove_alert_rule',
  kind: 'act',
  needs: 'alert:manage',
  about: 'Removes an alert of the workspace; what was told by it stays told.',
  input: z.object({ ruleId: z.uuid() }),
  output: z.object({}),
})
