import type { OutputOf } from '../../../base/endpoint.ts'
import type { Ctx } from '../../../ctx.ts'
import { KINDS } from '../../contract.ts'
import type * as contract from '../../contract.ts'
import { readerOf } from '../reader.ts'
import { ANSWER_DAYS_USUAL } from '../working-days.ts'
import { allCards } from './cards.ts'
import { ownKinds } from './kinds.ts'
import { askSettings } from './settings.ts'

const PERSONS_MAX = 2_000

/** Whom one may ask, and for what. */
export function parties(ctx: Ctx): Promise<OutputOf<typeof contract.parties>> {
  return ctx.transact(async (db) => {
    const reader = await readerOf(db, ctx.actor)
    const { workspaceId } = reader
    const { cards, without } = await allCards(db, reader, ctx.now())
    const persons = await db
      .selectFrom('person')
      .select(['id', 'name', 'department_id as departmentId'])
      .where('workspace_id', '=', workspaceId)
      .orderBy('name').orderBy('id')
      .limit(PERSONS_MAX)
      .execute()
    return {
      departments: [
        ...cards.map(({ departmentId, department, isOutside, isOwn, card }) => ({
          id: departmentId, name: department, isOutside, isOwn, hasCard: true,
          answerDays: card.answerDays, kinds: card.items.map(({ kind }) => kind), contact: card.contact?.name ?? null,
        })),
        ...without.map(({ departmentId, department, isOutside, isOwn }) => ({
          id: departmentId, name: department, isOutside, isOwn, hasCard: false, answerDays: ANSWER_DAYS_USUAL, kinds: [], contact: null,
        })),
      ],
      persons: persons.map((person) => ({ ...person, isSelf: person.id === reader.personId })),
      kinds: [...KINDS.map((kind) => ({ kind, name: null })), ...(await ownKinds(db, workspaceId)).map(({ id, name }) => ({ kind: id, name }))],
      currency: (await askSettings(db, workspaceId)).currency,
    }
  })
}
