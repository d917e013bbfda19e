import { sql } from 'kysely'
import type { Db } from '../../../base/server/database.ts'
import { type Calibration, calibrationsInReach, MEANT, type MeaningRow, setMeanings, understandingRow } from '../../../ingest/index.ts'
import { understand } from '../../../language/index.ts'
import { type JudgedMention, type OfFirst, picked, saidOfFirst } from './said-of-first.ts'

/** Copies that follow their first, the newest. Of a text that was said more often, older ones stay as they are. */
const COPIES_MAX = 5_000

/**
 * Makes count of a first's copies what people say of the first, wherever nobody said something of the copy itself, and what the machine says
 * where that was taken back: in the transaction of the correction, so that all counts follow or none.
 */
export async function tellCopies(db: Db, workspaceId: string, firstId: string): Promise<void> {
  const { rows: copies } = await sql<JudgedMention>`
    select id, text, lang, place, copy_of, corrected, corrected_on_first,
      sentiment, intent, question, needs_answer, about_staff, negative_p, positive_p, understood_by
    from mention where id in (select id from mention where copy_of = ${firstId} order by said_at desc, id desc limit ${COPIES_MAX})
      and deleted_at is null and forgotten_at is null and sentiment is not null
    order by id for no key update`.execute(db)
  const [any] = copies
  if (!any) return
  const ofFirst = await saidOfFirst(db, any)
  const calibration = (await calibrationsInReach(db)).get(workspaceId)
  await setMeanings(db, copies.map((copy) => ({ id: copy.id, ...following(copy, ofFirst, calibration) })))
}

/** A copy's meaning, as it follows its first: what was said of itself stays. */
function following(copy: JudgedMention, ofFirst: OfFirst, calibration: Calibration | undefined): MeaningRow {
  const had = copy.corrected_on_first ?? []
  const own = (copy.corrected ?? []).filter((one) => !had.some((each) => each === one))
  const followed = MEANT.filter((one) => one in ofFirst && !own.includes(one))
  const { sentiment, intent, question, needs_answer, about_staff, negative_p, positive_p, understood_by } = (
    had.some((one) => !followed.includes(one)) ? understandingRow(understand(copy.text, copy.lang), { place: copy.place, calibration }) : copy
  )
  const corrected = [...own, ...followed]
  return {
    lang: copy.lang, sentiment, intent, question, needs_answer, about_staff, negative_p, positive_p, understood_by,
    ...picked(copy, own), ...picked({ ...copy, ...ofFirst }, followed),
    corrected: corrected.length > 0 ? corrected : null, corrected_on_first: followed.length > 0 ? followed : null,
  }
}
