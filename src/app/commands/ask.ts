import { randomUUID } from 'node:crypto'
import { type AskRow, contract, dayIn, onAsk, pageOfAsks, raiseAtWork, readAsk, readerOf, share, withdrawAsk, keepPromise, writeDown } from '../../ask/index.ts'
import { say } from '../../base/messages.ts'
import type { Ctx } from '../../ctx.ts'
import { calendarOf } from '../../people/index.ts'
import { type Line, type Run, required, UsageError, valueOf } from '../command.ts'
import { inWorkspace } from '../workplace.ts'

const LIST_MAX = 200

/** Raises an ask of a department or a person, named as they are called. */
export const askRaise: Run = (line) => inWorkspace(line, async (ctx) => {
  const [title] = line.words
  if (title === undefined || line.words.length > 1) throw new UsageError('Give what is asked for as one word: quote it.')
  const from = valueOf(line, 'from')
  const input = contract.raise.input.parse({
    kind: valueOf(line, 'kind') ?? 'other', title, details: valueOf(line, 'details'), worth: valueOf(line, 'worth'), recipients: valueOf(line, 'recipients'),
    neededBy: required(line, 'by'), key: randomUUID(), ...await partyCalled(ctx, required(line, 'to')),
    ...(from === undefined ? {} : { fromDepartmentId: (await partyCalled(ctx, from)).toDepartmentId }),
  })
  const ask = await raiseAtWork(ctx, input)
  await line.print(`Asked, number ${ask.number}. Nothing has left yet: heed ask share ${ask.number} makes a link to hand over.`)
})

/** The asks, newest first. */
export const askList: Run = (line) => inWorkspace(line, async (ctx) => {
  const input = contract.asks.input.parse({ state: valueOf(line, 'state'), limit: LIST_MAX })
  const { asks } = await ctx.transact(async (db) => pageOfAsks(db, await readerOf(db, ctx.actor), input, ctx.now()))
  for (const ask of asks) {
    await line.print(line.values['json'] ? JSON.stringify(ask) : [ask.number, stateOf(ask), ask.to.department ?? ask.to.person ?? '', ask.promise?.due ?? ask.neededBy, ask.title].join('\t'))
  }
})

/** One ask with its answers. */
export const askShow: Run = (line) => inWorkspace(line, async (ctx) => {
  const { id } = await askNumbered(ctx, line)
  const ask = await ctx.transact(async (db) => readAsk(db, ctx.actor.workspaceId, id, await readerOf(db, ctx.actor), ctx.now()))
  if (line.values['json']) return line.print(JSON.stringify(ask))
  await line.print(`${ask.number}\t${ask.title}\n${ask.from.department ?? ask.raisedBy ?? ''} → ${ask.to.department ?? ask.to.person ?? ''}, by ${ask.neededBy}: ${stateOf(ask)}`)
  for (const answer of ask.answers) {
    const parts = [answer.kind.replaceAll('_', '-'), answer.due, answer.reason && say('en', `ask.reason.${answer.reason}`), answer.words, answer.condition && `if: ${answer.condition.words}`]
    await line.print(`${answer.at.slice(0, 10)}\t${answer.by}: ${parts.filter(Boolean).join(' · ')}`)
  }
})

/** Makes a link by which whoever is asked can answer, and the text to send along. */
export const askShare: Run = (line) => inWorkspace(line, async (ctx, { installation }) => {
  const { id } = await askNumbered(ctx, line)
  const url = installation.runningAt ?? line.config.url
  const { text, whatsapp } = await share(ctx, { id, personId: null, channel: 'copy' }, { secrets: installation.secrets, url })
  await line.print(`${text}\n${whatsapp}`)
})

/** Writes down an answer that was given by phone or in a meeting. */
export const askAnswer: Run = (line) => inWorkspace(line, async (ctx) => {
  const { id, zone } = await askNumbered(ctx, line)
  const [, kind = '', what] = line.words
  const words = valueOf(line, 'words') ?? ''
  const condition = valueOf(line, 'condition')
  const answers: Readonly<Record<string, object>> = {
    'yes-by': { kind: 'yes_by', due: what, words },
    'yes-but': { kind: 'yes_but', due: valueOf(line, 'by') ?? null, words: what ?? words },
    'no-because': { kind: 'no_because', reason: what, words, condition: condition === undefined ? null : { words: condition } },
  }
  const answer = answers[kind]
  if (!answer) throw new UsageError('Say yes-by DAY, yes-but WORDS or no-because REASON.')
  const toldOn = valueOf(line, 'on') ?? dayIn(zone, ctx.now())
  const ask = await writeDown(ctx, contract.writeDown.input.parse({ id, answer, by: required(line, 'from'), toldOn, key: randomUUID() }))
  await line.print(`Written down: ${stateOf(ask)}.`)
})

/** Says that a promise was kept. */
export const askKeep: Run = (line) => inWorkspace(line, async (ctx) => {
  const { id, zone } = await askNumbered(ctx, line)
  const { on, words } = contract.keepPromise.input.parse({ id, on: valueOf(line, 'on') ?? dayIn(zone, ctx.now()), words: valueOf(line, 'words') })
  const ask = await onAsk(ctx, { id }, 'keep', ({ db, ask: row, by }) => keepPromise(db, ctx, row, { on, words, by }))
  await line.print(`Ask ${ask.number}: ${stateOf(ask)}.`)
})

/** Takes an ask back. */
export const askWithdraw: Run = (line) => inWorkspace(line, async (ctx) => {
  const { id } = await askNumbered(ctx, line)
  const { words } = contract.withdraw.input.parse({ id, words: valueOf(line, 'words') })
  const ask = await onAsk(ctx, { id }, 'withdraw', ({ db, ask: row }) => withdrawAsk(db, ctx, row, { words }))
  await line.print(`Ask ${ask.number}: ${stateOf(ask)}.`)
})

/** The ask whose number was typed, and the zone of whoever is asked. */
async function askNumbered(ctx: Ctx, line: Line): Promise<Pick<AskRow, 'id'> & { readonly zone: string }> {
  const [word = ''] = line.words
  const number = /^\d{1,9}$/.test(word) ? Number(word) : null
  if (number === null) throw new UsageError('Say which ask by its number; heed ask list shows them.')
  return ctx.transact(async (db) => {
    const row = await db.selectFrom('ask').select(['id', 'to_department_id']).where('number', '=', number).executeTakeFirst()
    if (!row) throw new UsageError(`There is no ask ${number}.`)
    return { id: row.id, zone: (await calendarOf(db, ctx.actor.workspaceId, row.to_department_id)).zone }
  })
}

/** A department by its name, or a person by name or mail address. */
function partyCalled(ctx: Ctx, name: string): Promise<{ toDepartmentId: string } | { toPersonId: string; toDepartmentId: null }> {
  return ctx.transact(async (db) => {
    const department = await db.selectFrom('department').select('id').where('name', '=', name).executeTakeFirst()
    if (department) return { toDepartmentId: department.id }
    const persons = await db.selectFrom('person').select('id').where((eb) => eb.or([eb('name', '=', name), eb('email', '=', name.toLowerCase())])).limit(2).execute()
    const [person] = persons
    if (!person || persons.length > 1) throw new UsageError(person ? `Several persons are called ${name}: give a mail address.` : `There is no department and no person called ${name}.`)
    return { toPersonId: person.id, toDepartmentId: null }
  })
}

const stateOf = ({ state, silentAt }: { state: contract.Ask['state']; silentAt: string | null }): string =>
  silentAt === null ? say('en', `ask.state.${state}`) : say('en', 'ask.state.silent')
