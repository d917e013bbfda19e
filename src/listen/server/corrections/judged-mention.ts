import { sql } from 'kysely'
import { Refusal } from '../../../base/error.ts'
import type { Db } from '../../../base/server/database.ts'
import { calibrationsInReach, MEANT, setMeanings, type UnderstandingRow, understandingRow } from '../../../ingest/index.ts'
import { INTENTS, SENTIMENTS, understand, type Understanding } from '../../../language/index.ts'
import { whatCounts } from './effective.ts'
import { type JudgedMention, saidOfFirst } from './said-of-first.ts'
import { tellCopies } from './to-copies.ts'

/**
 * The mention, held until the transaction ends, so that of two people who judge it at once one comes after the other. Refuses one that is
 * hidden or not there any more, and one whose words were deleted: there is nothing left to be judged.
 */
export async function holdMention(db: Db, id: string): Promise<JudgedMention> {
  const { rows: [row] } = await sql<JudgedMention & { deleted_at: Date | null; is_shown: boolean }>`
    select id, text, lang, place, copy_of, corrected, corrected_on_first, deleted_at, blocked_by is null and forgotten_at is null as is_shown,
      sentiment, intent, question, needs_answer, about_staff, negative_p, positive_p, understood_by
    from mention where id = ${id} for no key update`.execute(db)
  if (!row?.is_shown) throw new Refusal('not_found')
  if (row.deleted_at) throw new Refusal('listen.mention_deleted')
  return row
}

/** What the machine says of it now, in its language as it counts now. */
export async function understandNow(db: Db, workspaceId: string, { text, lang, place }: Pick<JudgedMention, 'text' | 'lang' | 'place'>): Promise<UnderstandingRow> {
  return understandingRow(understand(text, lang), { place, calibration: (await calibrationsInReach(db)).get(workspaceId) })
}

/** What a row says, thing by thing; null of a row that was not understood. */
export function saidByRow(row: UnderstandingRow): Omit<Understanding, 'lang' | 'probabilities'> | null {
  const { sentiment, intent, question, needs_answer, about_staff } = row
  if (sentiment === null || intent === null) return null
  return { sentiment, intent, question: question === true, needsAnswer: needs_answer === true, aboutStaff: about_staff === true }
}

/**
 * Makes count what people say of a mention, or else of the first that it is a copy of, and what the machine says where nobody says anything;
 * then its own copies follow. Counts and facets follow by the database's triggers. `isMachineAsked`: something was taken back, or the
 * language is another.
 */
export async function makeItCount(db: Db, workspaceId: string, mention: JudgedMention, isMachineAsked: boolean): Promise<void> {
  const counting = await whatCounts(db, mention.id)
  const said = new Map(counting.map(({ what, said: word }) => [what, word]))
  const lang = said.get('lang') ?? mention.lang
  const machine = isMachineAsked || mention.sentiment === null ? await understandNow(db, workspaceId, { ...mention, lang }) : mention
  const ofFirst = await saidOfFirst(db, mention)
  const inherited = MEANT.filter((what) => what in ofFirst && !said.has(what))
  const elsewhere = { ...machine, ...ofFirst }
  const truth = (what: 'question' | 'needs_answer' | 'about_staff') => (said.has(what) ? said.get(what) === 'true' : elsewhere[what])
  const corrected = [...said.keys(), ...inherited]
  await setMeanings(db, [{
    id: mention.id,
    lang,
    sentiment: SENTIMENTS.find((one) => one === said.get('sentiment')) ?? elsewhere.sentiment,
    intent: INTENTS.find((one) => one === said.get('intent')) ?? elsewhere.intent,
    question: truth('question'),
    needs_answer: truth('needs_answer'),
    about_staff: truth('about_staff'),
    negative_p: machine.negative_p,
    positive_p: machine.positive_p,
    understood_by: machine.understood_by,
    corrected: corrected.length === 0 ? null : corrected,
    corrected_on_first: inherited.length === 0 ? null : inherited,
  }])
  if (mention.copy_of === null) await tellCopies(db, workspaceId, mention.id)
}
