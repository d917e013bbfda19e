import type { Selectable } from 'kysely'
import type { Db } from '../../../base/server/database.ts'
import type { AbsenceTable } from '../tables.ts'

/** Whom an ask can go to. Without an address it goes by a link that somebody hands over. */
export type Somebody = { readonly personId: string; readonly name: string; readonly email: string | null; readonly language: 'en' | 'he'; readonly userId: string | null }

/** To whom an ask goes on one day, and why to them. */
export type StandIn = {
  /** Null: nobody works there whom it could reach. */
  readonly to: Somebody | null
  /** Whom it would go to if they were not away, and the last day on which they are. */
  readonly away: (Somebody & { readonly until: string }) | null
  /** Who else may answer in their place and is there, best first. */
  readonly deputies: readonly Somebody[]
}

/** Who is asked, as an ask's row has it. */
export type Asked = { readonly departmentId: string | null; readonly personId: string | null }

const PERSONS_MAX = 200
const ABSENCES_MAX = 2_000

/**
 * To whom an ask goes on this day (of the asked side's calendar): the person asked, else the contact of the card, else the department's
 * first person with an address, else with an account. While they are away: to their deputy, else to the card's, else to any other of the
 * department whom it reaches. When all of these are away, to whom it would have gone anyway.
 */
export async function standInOf(db: Db, workspaceId: string, asked: Asked, day: string): Promise<StandIn> {
  const departmentId = asked.departmentId ?? await departmentOf(db, workspaceId, asked.personId)
  const card = departmentId === null ? undefined : await db
    .selectFrom('service_card')
    .select(['contact_id', 'deputy_id'])
    .where('workspace_id', '=', workspaceId)
    .where('department_id', '=', departmentId)
    .executeTakeFirst()
  const absences = await absencesOn(db, workspaceId, day)
  const named = await persons(db, workspaceId, 'id', [asked.personId, card?.contact_id, card?.deputy_id, ...absences.map(({ deputy_id }) => deputy_id)])
  const colleagues = await persons(db, workspaceId, 'department_id', [departmentId])
  const reachable = colleagues.filter(({ email, userId }) => email !== null || userId !== null)
  const byAddress = reachable.toSorted((a, b) => Number(b.email !== null) - Number(a.email !== null))
  const person = (id: string | null | undefined): Somebody[] => named.filter(({ personId }) => personId === id)
  const [first] = asked.personId === null ? [...person(card?.contact_id), ...byAddress] : person(asked.personId)
  if (!first) return { to: null, away: null, deputies: [] }

  const absent = new Map(absences.map((absence) => [absence.person_id, absence]))
  const absence = absent.get(first.personId)
  const chain = [...person(absence?.deputy_id), ...person(card?.deputy_id), ...byAddress]
  const deputies = [...new Map(chain.map((one) => [one.personId, one])).values()].filter(({ personId }) => personId !== first.personId && !absent.has(personId))
  if (!absence) return { to: first, away: null, deputies }
  const [deputy, ...others] = deputies
  return { to: deputy ?? first, away: { ...first, until: absence.until_day }, deputies: others }
}

async function departmentOf(db: Db, workspaceId: string, personId: string | null): Promise<string | null> {
  if (personId === null) return null
  const row = await db.selectFrom('person').select('department_id').where('workspace_id', '=', workspaceId).where('id', '=', personId).executeTakeFirst()
  return row?.department_id ?? null
}

/** Who is away on a day. Of two absences of one person the one that lasts longer comes last, and so counts. */
function absencesOn(db: Db, workspaceId: string, day: string): Promise<Selectable<AbsenceTable>[]> {
  return db
    .selectFrom('absence')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('from_day', '<=', day)
    .where('until_day', '>=', day)
    .orderBy('until_day').orderBy('id')
    .limit(ABSENCES_MAX)
    .execute()
}

/** The persons of whom one of these is the id or the department, those who came first first. */
function persons(db: Db, workspaceId: string, column: 'id' | 'department_id', values: readonly (string | null | undefined)[]): Promise<Somebody[]> {
  return db
    .selectFrom('person')
    .select(['id as personId', 'name', 'email', 'language', 'user_id as userId'])
    .where('workspace_id', '=', workspaceId)
    .where(column, 'in', [null, ...values.filter((value) => value != null)])
    .orderBy('created_at').orderBy('id')
    .limit(column === 'id' ? values.length : PERSONS_MAX)
    .execute()
}
