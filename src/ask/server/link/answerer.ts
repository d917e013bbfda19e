import type { Db } from '../../../base/server/database.ts'
import { say } from '../../../base/messages.ts'
import type { AskRow } from '../lock-ask.ts'
import type { AtLink } from './at-link.ts'

/** Of `answer.by_name`. */
const NAME_UNITS_MAX = 120
/** So much of a name stands beside another. */
const BESIDE_UNITS_MAX = 50

/** Who acts with a link: `personId` only when it is whom the link was made for. `name` is for both sides to read. */
export type Answerer = { readonly personId: string | null; readonly name: string; readonly address: string | null }

/**
 * Who acts with a link, as far as they say: whom it was made for; or, with a name of their own (`by`), somebody to whom it was handed on,
 * who is then told of as *Dana, with the link of Yossi*, in the workspace's language. Nobody named at all: the department itself.
 */
export async function answererOf(db: Db, { link, doer }: AtLink, ask: AskRow, by: string): Promise<Answerer> {
  const { workspaceId } = doer.actor
  const recipient = link.person_id === null ? undefined : await db
    .selectFrom('person')
    .select(['id', 'name', 'email'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', link.person_id)
    .executeTakeFirst()
  if (recipient && (by === '' || by === recipient.name)) return { personId: recipient.id, name: recipient.name.slice(0, NAME_UNITS_MAX), address: recipient.email }
  if (recipient) {
    const { language } = await db.selectFrom('workspace').select('language').where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow()
    const name = say(language, 'ask.answer_page.with_link_of', { by: cut(by, BESIDE_UNITS_MAX), name: cut(recipient.name, BESIDE_UNITS_MAX) })
    return { personId: null, name: cut(name, NAME_UNITS_MAX), address: null }
  }
  return { personId: null, name: cut(by || await nameOfAsked(db, ask), NAME_UNITS_MAX), address: null }
}

async function nameOfAsked(db: Db, { workspace_id, to_department_id }: AskRow): Promise<string> {
  const department = to_department_id === null ? undefined : await db
    .selectFrom('department')
    .select('name')
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', to_department_id)
    .executeTakeFirst()
  return department?.name ?? '?'
}

/** A text with its end left out where there is no room, never in the middle of a letter. */
const cut = (text: string, unitsMax: number): string => text.slice(0, unitsMax).toWellFormed().replace(/\uFFFD$/u, '')
