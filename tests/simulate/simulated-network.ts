/** A network that does to its listeners what networks do: repeats, silences, refusals, cuts, and a short memory. */
import { z } from 'zod'
import { SourceError } from '../../src/base/error.ts'
import type { Io } from '../../src/base/io.ts'
import type { Batch, Connector } from '../../src/connect/connector.ts'
import { SILENT_AFTER_MS, type SimulatedClock } from './clock.ts'
import type { Random } from './random.ts'
import type { Told } from './telling.ts'

/** What was told longer ago cannot be had any more. */
const MEMORY_MS = 600_000
const REWIND_MAX = 3
const BATCH_MAX = 5

/** Where the next pull starts in the telling, and until when all has been handed over; no two batches in a row have the same. */
const Cursor = z.object({ next: z.int(), heardUntil: z.number(), step: z.int() })
type Cursor = z.infer<typeof Cursor>

/** What one batch hands over, as the checks need to know it. */
export type Handed = { readonly told: readonly Told[]; readonly batch: Batch<Cursor> }

export type NetworkFaults = { enabled: boolean }

export type SimulatedNetwork = {
  readonly connector: Connector
  /** The batch that was handed over first of those not asked about yet; a new pull begins without any. */
  handed(): Handed | null
  /** Called when the listener asks for the next batch: the moment to end its life. */
  onAsked: () => void
}

/** A network with one telling. While `faults` are enabled everything may happen; afterwards it behaves. */
export function simulatedNetwork(
  given: { id: string; telling: readonly Told[]; start: number; clock: SimulatedClock; random: Random; faults: NetworkFaults },
): SimulatedNetwork {
  const { telling, clock, random, faults } = given
  const handed: Handed[] = []
  const changes = faults.enabled && random.percent(50) ? { isFirehose: true } as const : {}
  const network: SimulatedNetwork = { connector: simulatedConnector(given.id, Cursor, pull, changes), handed: () => handed.shift() ?? null, onAsked: () => undefined }

  async function* pull(from: Cursor | null): AsyncGenerator<Batch<Cursor>> {
    handed.length = 0
    let { next, heardUntil, step } = from ?? { next: 0, heardUntil: given.start, step: 0 }
    if (faults.enabled && from && random.percent(30)) next = Math.max(0, next - random.between(1, REWIND_MAX))
    let isFirst = true
    for (;;) {
      network.onAsked()
      if (faults.enabled) await misbehave()
      clock.pass(random.between(0, 20_000))
      const missed = isFirst ? forget(next, heardUntil) : undefined
      if (missed) ({ next, heardUntil } = missed)
      isFirst = false
      const told = telling.slice(next, next + random.between(0, BATCH_MAX)).filter(({ at }) => at <= clock.now)
      next += told.length
      const waiting = telling[next]
      heardUntil = Math.max(heardUntil, waiting && waiting.at <= clock.now ? told.at(-1)?.at ?? heardUntil : clock.now)
      const gone = told.flatMap((one) => one.gone ?? [])
      const batch = { posts: told.map(({ post }) => post), gone, cursor: { next, heardUntil, step: step += 1 }, heardUntil: new Date(heardUntil), ...(missed?.span && { missed: missed.span }) }
      handed.push({ told, batch })
      yield batch
    }
  }

  /** What was told too long ago is gone; now and then everything is, up to this moment. Null when nothing is missing. */
  function forget(from: number, heardUntil: number) {
    const until = faults.enabled && random.percent(5) ? clock.now : clock.now - MEMORY_MS
    let next = from
    while ((telling[next]?.at ?? Infinity) < until) next += 1
    if (heardUntil >= until) return next > from ? { next, heardUntil, span: undefined } : undefined
    return { next, heardUntil: until, span: { from: new Date(heardUntil), until: new Date(until), why: 'the network has forgotten' } }
  }

  async function misbehave(): Promise<void> {
    if (random.percent(3)) throw new SourceError('retry', 'Too many requests.', random.between(0, 900_000))
    if (random.percent(3)) throw new SourceError('retry', 'The connection was cut.')
    if (random.percent(1)) throw new SourceError('reauthorize', 'The token has expired.')
    if (random.percent(2)) await silence()
  }

  /** Says nothing for as long as it takes to be noticed, and for ever after. */
  async function silence(): Promise<void> {
    for (let watches = 0; watches < 3; watches += 1) {
      clock.pass(SILENT_AFTER_MS)
      await new Promise((resolve) => {
        setImmediate(resolve)
      })
    }
    await new Promise(() => undefined)
  }

  return network
}

/** A live connector that can be pulled and nothing else. */
export function simulatedConnector<Cursor>(
  id: string,
  cursor: z.ZodType<Cursor>,
  pull: (from: Cursor | null, io: Io) => AsyncIterable<Batch<Cursor>>,
  changes: Partial<Pick<Connector, 'can' | 'limits' | 'authors' | 'isFirehose'>> = {},
): Connector {
  const connector: Connector<object, Cursor> = {
    id,
    title: id,
    settings: z.object({}),
    cursor,
    can: { live: true, reply: false, backfill: true, edits: true, deletes: true, addressed: false },
    limits: { requestsPerMinute: 60, pollEveryMs: 0, silentAfterMs: SILENT_AFTER_MS },
    terms: {
      keepForDays: null, refreshEveryDays: null, deleteWithinHours: null, mayExportText: true, mayQuotePublicly: true, mayReplyUnasked: false,
      needsApproval: false, link: 'https://network.example/terms', readOn: '2026-01-01',
    },
    streamKey: () => id,
    prove: async (_, settings) => ({ settings, name: id, sample: null }),
    pull: (io, _settings, from) => pull(from, io),
    ...changes,
  }
  return connector as Connector
}
