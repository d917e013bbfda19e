import { throughPages } from '../../base/paging.ts'
import { addSource, contract as connect, pageOfSources, presentSource } from '../../connect/index.ts'
import { type Run, type Line, UsageError, valueOf, valuesOf } from '../command.ts'
import { connectors } from '../connectors.ts'
import { inWorkspace } from '../workplace.ts'

const PAGE = 200

/** Begins to listen to a network, after proof that it answers. */
export const sourceAdd: Run = (line) => inWorkspace(line, async (ctx) => {
  const [connector] = line.words
  if (connector === undefined) throw new UsageError(`Say which kind of source: ${[...connectors.keys()].join(', ')}.`)
  const input = connect.addSource.input.parse({ connector, settings: settingsOf(line), name: valueOf(line, 'name') })
  const { source, sample } = await addSource(ctx, input, connectors)
  await line.print(`Listening to ${source.name} (${source.network}).`)
  if (sample !== null) await line.print(`For example: ${sample.replaceAll(/\s+/g, ' ').slice(0, 160)}`)
})

/** The sources and how they fare. */
export const sourceList: Run = (line) => inWorkspace(line, async (ctx) => {
  for await (const row of throughPages((after) => ctx.transact((db) => pageOfSources(db, { limit: PAGE, after })))) {
    const source = presentSource(row, connectors, ctx.now())
    const { state, lastEventAt, problem } = source.health
    const told = `${source.name}\t${source.network}\t${state}\tlast event ${lastEventAt ?? 'none yet'}${problem === null ? '' : `\t${problem}`}`
    await line.print(line.values['json'] ? JSON.stringify(source) : told)
  }
})

/** `--set url=https://…`, several times; the same key twice makes a list. */
function settingsOf(line: Line): Record<string, string | string[]> {
  const settings = new Map<string, string[]>()
  for (const pair of valuesOf(line, 'set')) {
    const at = pair.indexOf('=')
    if (at < 1) throw new UsageError(`--set wants key=value, not ${pair}.`)
    const key = pair.slice(0, at)
    settings.set(key, [...(settings.get(key) ?? []), pair.slice(at + 1)])
  }
  return Object.fromEntries([...settings].map(([key, values]) => [key, values.length === 1 ? (values[0] ?? '') : values]))
}
