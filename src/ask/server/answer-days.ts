import type { Db } from '../../base/server/database.ts'
import type { AskRow } from './lock-ask.ts'
import { ANSWER_DAYS_USUAL } from './working-days.ts'

/** Working days in which the asked side answers: as its card says, or as usual. A card that is not published binds nobody. */
export async function answerDaysOf(db: Db, { workspace_id, to_department_id }: Pick<AskRow, 'workspace_id' | 'to_department_id'>): Promise<number> {
  const card = await db
    .selectFrom('service_card')
    .select('answer_days')
    .where('workspace_id', '=', workspace_id)
    .where('department_id', '=', to_department_id)
    .where('published_at', 'is not', null)
    .executeTakeFirst()
  return card?.answer_days ?? ANSWER_DAYS_USUAL
}
