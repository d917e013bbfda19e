import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { throughPages } from '../../base/paging.ts'
import { systemNow } from '../../base/server/clock.ts'
import { addSource, contract as connect, importFiles, offeredOf, openTrayDoor, pageOfSources, presentSource } from '../../connect/index.ts'
import { type Run, type Line, UsageError, valueOf, valuesOf } from '../command.ts'
import { connectorsWith } from '../connectors.ts'
import { inWorkspace, type Workplace } from '../workplace.ts'

const PAGE = 200

/** Begins to listen to a network, after proof that it answers. */
export const sourceAdd: Run = async (line) => {
  const [connector] = line.words
  if (connector === undefined) throw new UsageError('Say which kind of source, such as feed.')
  const input = connect.addSource.input.parse({ connector, settings: await settingsOf(line), name: valueOf(line, 'name') })
  await inWorkspace(line, async (ctx, place) => {
    const { source, sample } = await addSource(ctx, input, offeredOf(connectorsOf(place)), place.installation.secrets)
    await line.print(`Listening to ${source.name} (${source.network}).`)
    if (sample !== null) await line.print(`For example: ${sample.replaceAll(/\s+/g, ' ').slice(0, 160)}`)
  })
}

/** The sources and how they fare. */
export const sourceList: Run = (line) => inWorkspace(line, async (ctx, place) => {
  const connectors = connectorsOf(place)
  for await (const row of throughPages((after) => ctx.transact((db) => pageOfSources(db, { limit: PAGE, after })))) {
    const source = presentSource(row, connectors, ctx.now())
    const { state, lastEventAt, problem } = source.health
    const told = `${source.name}\t${source.network}\t${state}\tlast event ${lastEventAt ?? 'none yet'}${problem === null ? '' : `\t${problem}`}`
    await line.print(line.values['json'] ? JSON.stringify(source) : told)
  }
})

/** Nothing is taken out of trays here. */
export const connectorsOf = ({ doors }: Workplace) => connectorsWith({ trays: openTrayDoor(doors, null), files: importFiles({ doors, now: systemNow }) })

/**
 * `--set url=https://…`, several times; the same key twice makes a list. `--set password=-` takes the value from a line of standard
 * input, so that it stands neither in the shell's history nor in the list of processes.
 */
async function settingsOf(line: Line): Promise<Record<string, string | string[]>> {
  const settings = new Map<string, string[]>()
  for (const pair of valuesOf(line, 'set')) {
    const at = pair.indexOf('=')
    if (at < 1) throw new UsageError(`--set wants key=value, not ${pair}.`)
    const key = pair.slice(0, at)
    settings.set(key, [...(settings.get(key) ?? []), pair.slice(at + 1)])
  }
  const asked = [...settings.values()].flat().filter((value) => value === '-').length
  const given = asked === 0 ? [] : await linesOfInput(line, asked)
  const filled = [...settings].map(([key, values]) => [key, values.map((value) => (value === '-' ? given.shift() ?? '' : value))] as const)
  return Object.fromEntries(filled.map(([key, values]) => [key, values.length === 1 ? (values[0] ?? '') : values]))
}

/** So many lines of standard input; what is typed at a terminal does not show. */
async function linesOfInput(line: Line, count: number): Promise<string[]> {
  const { stdin } = process
  if (stdin.isTTY) line.note(count === 1 ? 'Type the secret; it does not show:' : `Type ${count} secrets, each on its line; they do not show:`)
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: stdin, output: unseen, terminal: stdin.isTTY })
  const read: string[] = []
  for await (const text of lines) if (read.push(text) === count) break
  if (read.length < count) throw new UsageError(`--set KEY=- wants a line of standard input for each; ${count - read.length} did not come.`)
  return read
}
