import { type Selectable, sql } from 'kysely'
import type { OutputOf, ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import type { Ctx } from '../../ctx.ts'
import { type Probabilities, reasonsFor, type Understanding } from '../../language/index.ts'
import type { Database } from '../../schema.ts'
import type * as contract from '../contract.ts'
import { MENTION_SHOWN, pairs } from './mentions.ts'
import { mayKnowStaff } from './read-filter.ts'

/** Most reasons that are told of one mention. */
const REASONS_MAX = 20
const ABOUT = { sentiment: 'sentiment', intent: 'intent', question: 'question', needs_answer: 'needsAnswer', about_staff: 'aboutStaff' } as const

type Row = Pick<Selectable<Database['mention']>,
  'text' | 'lang' | 'sentiment' | 'intent' | 'question' | 'needs_answer' | 'about_staff' | 'negative_p' | 'positive_p' | 'corrected' | 'corrected_on_first' | 'copy_of'>

/** Why a mention is understood as it is; nothing of what a person has said, and of staff nothing for whoever may not know. */
export async function whyUnderstood(ctx: Ctx, { mentionId }: ParsedOf<typeof contract.whyUnderstood>): Promise<OutputOf<typeof contract.whyUnderstood>> {
  const { rows: [row] } = await ctx.transact((db) => sql<Row>`
    select text, lang, sentiment, intent, question, needs_answer, about_staff, negative_p, positive_p, corrected, corrected_on_first, copy_of
    from mention m where m.id = ${mentionId} and ${MENTION_SHOWN}`.execute(db))
  if (!row) throw new Refusal('not_found')
  const known = (about: contract.Reason['about']) => about !== 'aboutStaff' || mayKnowStaff(ctx.actor)
  const named = (columns: readonly string[] | null) => Object.entries(ABOUT).filter(([column]) => columns?.includes(column)).map(([, about]) => about).filter(known)
  const corrected = named(row.corrected)
  const understood = understandingIn(row)
  const reasons = understood ? reasonsFor(row.text, understood).filter(({ about }) => known(about) && !corrected.includes(about)) : []
  return {
    probabilities: understood?.probabilities ?? null,
    reasons: reasons.slice(0, REASONS_MAX).map(({ about, code, spans }) => ({ about, code, spans: pairs(spans) })),
    corrected,
    correctedOnFirst: named(row.corrected_on_first),
    firstId: row.copy_of,
  }
}

/** What is understood of a mention, as it is stored; null: nothing. */
function understandingIn({ lang, sentiment, intent, question, needs_answer, about_staff, negative_p, positive_p }: Row): Understanding | null {
  if (sentiment === null || intent === null || negative_p === null || positive_p === null) return null
  const probabilities: Probabilities = { negative: negative_p, neutral: Math.max(0, 1 - negative_p - positive_p), positive: positive_p }
  return { lang, sentiment, probabilities, intent, question: question === true, needsAnswer: needs_answer === true, aboutStaff: about_staff === true }
}
