/** What this slice announces: who had what sent to which model, and never a word of it. */
import { z } from 'zod'
import { Task } from './contract.ts'

/** `host` is the model's host with its port; `operator` who runs it, as the workspace says. */
const where = { host: z.string(), model: z.string(), operator: z.string() }

export const ASSIST_FACTS = {
  'assist.settings_changed': z.object({ ...where, tasks: z.array(Task), monthlyMax: z.int(), hasKey: z.boolean() })
    .describe('Which language model may be asked, and for what, was changed; no `tasks`: it is off.'),
  'assist.disconnected': z.object({}).describe('The assistant was switched off and its key forgotten.'),
  'assist.asked': z.object({ ...where, task: Task, mentions: z.int() })
    .describe('Words of so many mentions were sent to the language model. Recorded before they leave, whether or not an answer came.'),
}

export type AssistFacts = { [Name in keyof typeof ASSIST_FACTS]: z.infer<(typeof ASSIST_FACTS)[Name]> }
