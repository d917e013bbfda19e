import { Refusal } from '../../../base/error.ts'
import type { Db } from '../../../base/server/database.ts'
import type { OutputOf } from '../../../base/endpoint.ts'
import type * as contract from '../../contract.ts'
import type { Reader } from '../reader.ts'
import { dayIn } from '../working-days.ts'
import { maySpeakFor, nameablePersons } from './may-speak-for.ts'

/** How many departments' cards are shown on one page. */
const DEPARTMENTS_MAX = 500
const PERSONS_MAX = 2_000

/** All published cards and the departments without one, the reader's own first, then by name. */
export async function allCards(db: Db, reader: Reader, now: Date): Promise<OutputOf<typeof contract.cards>> {
  const found = await cardsOf(db, reader, now, null)
  const cards: OutputOf<typeof contract.cards>['cards'] = []
  const without: OutputOf<typeof contract.cards>['without'] = []
  for (const { card, ...holder } of found) {
    if (card?.isPublished) cards.push({ ...holder, card })
    else without.push({ ...holder, isDraft: card !== null })
  }
  return { cards, without }
}

/** One department's card, and whom those who may write it can name. Refuses a department that is not there. */
export async function cardPage(db: Db, reader: Reader, now: Date, departmentId: string): Promise<contract.CardPage> {
  const [found] = await cardsOf(db, reader, now, departmentId)
  if (!found) throw new Refusal('not_found', { department: departmentId })
  return { ...found, persons: found.mayEdit ? await nameablePersons(db, reader) : [] }
}

type Found = contract.CardHolder & { readonly card: contract.Card | null }

/** The cards that a reader sees: of all departments (null) or of one. */
async function cardsOf(db: Db, reader: Reader, now: Date, departmentId: string | null): Promise<Found[]> {
  const departments = await departmentsWithCards(db, reader.workspaceId, departmentId)
  const ids = departments.map(({ id }) => id)
  const [items, freezes, away] = [await itemsOf(db, reader.workspaceId, ids), await freezesOf(db, reader.workspaceId, ids), await absencesOfContacts(db, reader.workspaceId, ids)]
  const found = departments.map((row): Found => {
    const mayEdit = maySpeakFor(reader, row.id)
    const today = dayIn(row.zone, now)
    const card: contract.Card | null = row.revision === null || (row.published_at === null && !mayEdit) ? null : {
      about: row.about ?? '',
      answerDays: row.answer_days ?? 1,
      contact: row.contact_id === null || row.contact === null ? null : {
        id: row.contact_id,
        name: row.contact,
        awayUntil: away.find(({ person_id, from_day, until_day }) => person_id === row.contact_id && from_day <= today && until_day >= today)?.until_day ?? null,
      },
      deputy: row.deputy_id === null || row.deputy === null ? null : { id: row.deputy_id, name: row.deputy },
      ticketAddress: mayEdit ? row.ticket_address : null,
      items: items.filter(({ department_id }) => department_id === row.id).map(({ kind, kindName, leadDays, needs }) => ({ kind, kindName, leadDays, needs })),
      freezes: freezes.filter(({ department_id, until }) => department_id === row.id && until >= today).map(({ from, until, why }) => ({ from, until, why })),
      isPublished: row.published_at !== null,
      revision: row.revision,
    }
    return { departmentId: row.id, department: row.name, isOutside: row.is_outside, isOwn: row.id === reader.departmentId, mayEdit, today, card }
  })
  return found.toSorted((a, b) => Number(b.isOwn) - Number(a.isOwn))
}

/** Departments by name, with their card, the names on it, and the zone of their market (of the first where they have none). */
function departmentsWithCards(db: Db, workspaceId: string, departmentId: string | null) {
  let query = db
    .selectFrom('department')
    .leftJoin('service_card as card', (on) => on.onRef('card.workspace_id', '=', 'department.workspace_id').onRef('card.department_id', '=', 'department.id'))
    .leftJoin('person as contact', (on) => on.onRef('contact.workspace_id', '=', 'card.workspace_id').onRef('contact.id', '=', 'card.contact_id'))
    .leftJoin('person as deputy', (on) => on.onRef('deputy.workspace_id', '=', 'card.workspace_id').onRef('deputy.id', '=', 'card.deputy_id'))
    .innerJoinLateral((eb) => eb
      .selectFrom('market')
      .select('zone')
      .whereRef('market.workspace_id', '=', 'department.workspace_id')
      .orderBy((market) => market('market.id', 'is not distinct from', market.ref('department.market_id')), 'desc')
      .orderBy('market.created_at').orderBy('market.id')
      .limit(1)
      .as('market'), (on) => on.onTrue())
    .select(['department.id', 'department.name', 'department.is_outside', 'market.zone'])
    .select(['card.about', 'card.answer_days', 'card.contact_id', 'card.deputy_id', 'card.ticket_address', 'card.published_at', 'card.revision'])
    .select(['contact.name as contact', 'deputy.name as deputy'])
    .where('department.workspace_id', '=', workspaceId)
  if (departmentId !== null) query = query.where('department.id', '=', departmentId)
  return query.orderBy('department.name').limit(DEPARTMENTS_MAX).execute()
}

function itemsOf(db: Db, workspaceId: string, departmentIds: readonly string[]) {
  return db
    .selectFrom('service_item')
    .leftJoin('ask_kind', (on) => on.onRef('ask_kind.workspace_id', '=', 'service_item.workspace_id').on((eb) => eb(eb.cast<string>('ask_kind.id', 'text'), '=', eb.ref('service_item.kind'))))
    .select(['department_id', 'kind', 'ask_kind.name as kindName', 'lead_days as leadDays', 'needs'])
    .where('service_item.workspace_id', '=', workspaceId)
    .where('department_id', 'in', [null, ...departmentIds])
    .orderBy('department_id').orderBy('place')
    .execute()
}

function freezesOf(db: Db, workspaceId: string, departmentIds: readonly string[]) {
  return db
    .selectFrom('card_freeze')
    .select(['department_id', 'from_day as from', 'until_day as until', 'why'])
    .where('workspace_id', '=', workspaceId)
    .where('department_id', 'in', [null, ...departmentIds])
    .orderBy('from_day').orderBy('until_day').orderBy('id')
    .execute()
}

/** The absences of those whom these cards name as contacts, the longest first. */
function absencesOfContacts(db: Db, workspaceId: string, departmentIds: readonly string[]) {
  return db
    .selectFrom('absence')
    .select(['person_id', 'from_day', 'until_day'])
    .where('workspace_id', '=', workspaceId)
    .where('person_id', 'in', (eb) => eb.selectFrom('service_card').select('contact_id').where('workspace_id', '=', workspaceId).where('department_id', 'in', [null, ...departmentIds]).$castTo<{ contact_id: string }>())
    .orderBy('until_day', 'desc')
    .limit(PERSONS_MAX)
    .execute()
}
