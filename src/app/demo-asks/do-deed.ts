import { Refusal } from '../../base/error.ts'
import type { Db } from '../../base/server/database.ts'
import {
  acceptCounter, answerAsk, type AskRow, contract, dayIn, type Doer, keepPromise, lockAsk, movePromise, raiseAsk, seeAsk,
} from '../../ask/index.ts'
import { calendarOf, type Language } from '../../people/index.ts'
import { COMPANY, type DepartmentKey } from '../demo-company.ts'
import type { Deed, Step } from './script.ts'

/** How the script's words become those of a workspace. */
type Means = {
  readonly language: Language
  readonly dayOf: (day: string) => Promise<string>
  readonly keyOf: (name: string) => string
}

/** Does one step, within a transaction. Refuses, as anybody is refused, what is not possible any more. */
export async function doDeed(db: Db, doer: Doer, { of, deed }: Omit<Step, 'at'>, means: Means): Promise<void> {
  if (deed.kind === 'raise') return raise(db, doer, of, deed, means)
  const ask = await lockAsk(db, doer.actor.workspaceId, await idOf(db, of, means.keyOf))
  const by = await speaker(db, ask, means.language)
  const words = 'words' in deed && deed.words ? deed.words[means.language] : ''
  switch (deed.kind) {
    case 'see': return seeAsk(db, doer, ask, { way: 'link', by })
    case 'accept': return acceptCounter(db, doer, ask)
    case 'move': return movePromise(db, doer, ask, { due: await means.dayOf(deed.due), words, by })
    case 'keep': {
      const { zone } = await calendarOf(db, doer.actor.workspaceId, ask.to_department_id)
      return keepPromise(db, doer, ask, { on: dayIn(zone, doer.now()), words, by })
    }
    default: {
      const given = contract.AnswerGiven.parse(await answerOf(db, deed, words, means))
      const from = { way: 'link', key: means.keyOf(`${of} ${deed.kind} ${ask.round}`), personId: null, userId: null, byName: by, byAddress: null, isConfirmed: true } as const
      await answerAsk(db, doer, ask, given, from)
    }
  }
}

async function raise(db: Db, doer: Doer, of: string, deed: Extract<Deed, { kind: 'raise' }>, { language, dayOf, keyOf }: Means): Promise<void> {
  const voices = await db
    .selectFrom('mention')
    .select('id')
    .where('network', '=', 'demo')
    .where('external_id', 'in', [...deed.voices, ''])
    .where('said_at', '<=', doer.now())
    .orderBy('said_at')
    .execute()
  const draft = contract.Draft.parse({
    kind: deed.what, title: deed.title[language], details: deed.details[language], worth: deed.worth[language], recipients: deed.recipients?.[language] ?? null,
    fromDepartmentId: await demoDepartment(db, deed.from, language), toDepartmentId: await demoDepartment(db, deed.to, language),
    neededBy: await dayOf(deed.neededBy), mentionIds: voices.map(({ id }) => id),
  })
  await raiseAsk(db, doer, draft, { key: keyOf(of) })
}

async function answerOf(db: Db, deed: Extract<Deed, { kind: 'yes_by' | 'yes_but' | 'no_because' }>, words: string, { language, dayOf }: Means): Promise<object> {
  if (deed.kind !== 'no_because') return { kind: deed.kind, due: await dayOf(deed.due), words }
  const ownerDepartmentId = deed.owner && await demoDepartment(db, deed.owner, language)
  return { kind: deed.kind, reason: deed.reason, words, condition: { words: deed.condition[language], ownerDepartmentId } }
}

/** The ask that a step is about: one of the script, or the one that came of its condition. */
async function idOf(db: Db, of: string, keyOf: (name: string) => string): Promise<string> {
  const [name = '', isOfCondition] = of.split('/')
  const ask = await db.selectFrom('ask').select('id').where('key', '=', keyOf(name)).executeTakeFirst()
  if (!ask) throw new Refusal('not_found', { ask: of })
  if (isOfCondition === undefined) return ask.id
  const counter = await db.selectFrom('ask').select('id').where('counter_to', '=', ask.id).orderBy('raised_at').executeTakeFirst()
  if (!counter) throw new Refusal('not_found', { ask: of })
  return counter.id
}

/** Who speaks for the department that is asked: its first person. */
async function speaker(db: Db, ask: AskRow, language: Language): Promise<string> {
  const department = await db.selectFrom('department').select('name').where('id', '=', ask.to_department_id).executeTakeFirst()
  return COMPANY[language].find((one) => one.department === department?.name)?.persons[0]?.name ?? department?.name ?? ''
}

/** A department of the demo, in its workspace; null once it is gone. */
export async function demoDepartment(db: Db, key: DepartmentKey, language: Language): Promise<string | null> {
  const name = COMPANY[language].find((one) => one.key === key)?.department ?? ''
  const row = await db.selectFrom('department').select('id').where('name', '=', name).executeTakeFirst()
  return row?.id ?? null
}
