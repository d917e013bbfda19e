import { z } from 'zod'
import { AudienceShare, type Filter, type Query } from './contract.ts'

const surge = { surgeId: z.uuid(), names: z.array(z.string()), people: z.int(), usual: z.number(), begunAt: z.iso.datetime() }

/** Facts of this slice that other programs may be told of. */
export const SURGE_FACTS = {
  'listen.surge_began': z.object(surge).describe('A theme is said clearly more than usual: by so many people since it began, where so many mentions are usual in that time.'),
  'listen.surge_grew': z.object(surge).describe('Twice as many people say it as when it was told of last.'),
  'listen.alert_raised': z.object({ ruleId: z.uuid(), alert: z.string(), ...surge })
    .describe('A surge is of what an alert of the workspace names; told again when twice as many people say it.'),
  'listen.surge_ended': z.object({ surgeId: z.uuid(), names: z.array(z.string()), people: z.int() }).describe('A theme is said no more than usual.'),
}

const meaning = { mentionIds: z.array(z.uuid()), what: z.array(z.enum(['sentiment', 'intent', 'question', 'needs_answer', 'about_staff', 'lang'])) }

/** The same of how mentions are meant: about what something was said, never what, since it is to be gone with the mention. */
export const MEANING_FACTS = {
  'listen.understanding_corrected': z.object({ ...meaning, isCheck: z.boolean() })
    .describe('Somebody said how a mention is meant, also where Heed had said the same. `isCheck`: it had been drawn by chance.'),
  'listen.correction_taken_back': z.object(meaning).describe('What somebody had said of a mention counts no more.'),
}

/** The same of what the workspace says of itself. */
export const AUDIENCE_FACTS = {
  'listen.audience_stated': z.object({ version: z.int(), statedOn: z.iso.date(), source: z.string(), languages: z.array(AudienceShare), places: z.array(AudienceShare) })
    .describe('Somebody stated where the company’s customers are: so many in 100 by language and by place, of which day, and how that is known.'),
}

/** What this slice announces. */
export type ListenFacts = { [Name in keyof typeof MEANING_FACTS]: z.infer<(typeof MEANING_FACTS)[Name]> } & { [Name in keyof typeof SURGE_FACTS]: z.infer<(typeof SURGE_FACTS)[Name]> } & { [Name in keyof typeof AUDIENCE_FACTS]: z.infer<(typeof AUDIENCE_FACTS)[Name]> } & {
  'listen.query_added': { queryId: string; name: string; text: string } & Pick<Query, 'about' | 'rival'>
  'listen.query_changed': { queryId: string; name: string; text: string; revision: number } & Pick<Query, 'about' | 'rival'>
  'listen.query_archived': { queryId: string; name: string }
  /** All that is stored has been put to a query that was added or changed; so many of the mentions it matches are not hidden. */
  'listen.back_test_finished': { queryId: string; name: string; revision: number; looked: number; found: number }
  'listen.back_test_stopped': { queryId: string; name: string; looked: number }
  'listen.back_test_resumed': { queryId: string; name: string; looked: number }
  'listen.alert_added': { ruleId: string; name: string }
  'listen.alert_changed': { ruleId: string; name: string }
  'listen.alert_removed': { ruleId: string; name: string }
  'listen.view_added': { viewId: string; name: string }
  'listen.view_changed': { viewId: string; name: string; revision: number }
  'listen.view_removed': { viewId: string; name: string }
  /** Mentions were drawn by chance for somebody to judge. */
  'listen.check_begun': { drawn: number }
  /** Heed learned from judgements; so many of its shifts apply. */
  'listen.calibration_learned': { version: number; applied: number }
  'listen.calibration_reset': { version: number }
  'listen.agreement_exported': { rows: number }
  /** `rows`: how many mentions left, also when the file was not taken to its end. */
  'listen.exported': { rows: number; filter: Filter }
}
