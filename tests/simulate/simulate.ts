/** One story told by a seed: two workspaces, two streams of one network, and everything that can go wrong between them. */
import { setTimeout as pause } from 'node:timers/promises'
import { isDatabaseAway } from '../../src/ingest/server/database-away.ts'
import { hashPostWith } from '../../src/ingest/server/forgotten.ts'
import { pullStream, type PullStep } from '../../src/ingest/server/pull-stream.ts'
import { Standing } from '../../src/ingest/server/standing.ts'
import { runningQueries } from '../../src/listen/server/queries.ts'
import { checkStory, type Outage, type StreamStory } from './check-story.ts'
import { SimulatedClock } from './clock.ts'
import { randomFrom } from './random.ts'
import { type Scene, streamHeardBy, workspaceListeningFor } from './scene.ts'
import { type Handed, simulatedNetwork, type SimulatedNetwork } from './simulated-network.ts'
import { tellings, type Told } from './telling.ts'

const START = new Date('2026-03-01T08:00:00Z')
const HOUR_MS = 3_600_000
/** After so many lives the network behaves, so that every story ends. */
const LIVES_MAX = 30
const ATTEMPTS_MAX = 500
const ATTEMPT_EVERY_MS = 20
const DOWNTIMES_MS = [0, 0, 2_000, 45_000, 400_000, 1_300_000]

/** What happened, and what should not have: no problems, no bug. */
export type Story = {
  readonly problems: readonly string[]
  readonly counts: { readonly lives: number; readonly crashes: number; readonly lostConnections: number; readonly batches: number; readonly lost: number; readonly gaps: number }
}

/** What a test may change: nothing goes wrong by chance; something happens at certain steps; waits take real time. */
export type Direction = { readonly calm?: boolean; readonly at?: (step: PullStep) => void; readonly pauseMs?: number }

/** Lives through the story of a seed. The same seed on the same code goes the same way. */
export async function simulate(scene: Scene, seed: number, direction: Direction = {}): Promise<Story> {
  const story = await begin(scene, seed, direction)
  for (let life = 0; life < LIVES_MAX && story.streams.some((stream) => !isToldToTheEnd(stream)); life += 1) {
    await live(story, story.random.oneOf(story.streams))
    story.clock.pass(story.random.oneOf(DOWNTIMES_MS))
    if (story.random.percent(15)) story.clock.skewMs = story.random.oneOf([0, -HOUR_MS, HOUR_MS])
  }
  story.faults.enabled = false
  story.clock.skewMs = 0
  for (const downtimeMs of [0, 3 * HOUR_MS]) {
    story.clock.pass(downtimeMs)
    for (const stream of story.streams) await live(story, stream)
  }
  const { lost, gaps, problems } = await checkStory(scene, story)
  return { problems: [...story.problems, ...problems].map((problem) => `seed ${seed}: ${problem}`), counts: { ...story.counts, lost, gaps } }
}

type SimulatedStream = StreamStory & { readonly network: SimulatedNetwork; readonly committed: Handed[]; readonly outages: Outage[] }
type Playing = Awaited<ReturnType<typeof begin>>

async function begin(scene: Scene, seed: number, { calm = false, at, pauseMs = 0 }: Direction) {
  const random = randomFrom(seed)
  const clock = new SimulatedClock(START, pauseMs)
  const faults = { enabled: !calm }
  const networkId = `sim-${crypto.randomUUID()}`
  const one = await workspaceListeningFor(scene.db, ['heed'])
  const both = await workspaceListeningFor(scene.db, ['heed AND apples', 'תפוזים'])
  const [first, second] = tellings(random, START.getTime())
  const streamOf = async (telling: readonly Told[], subscribers: readonly string[]): Promise<SimulatedStream> => {
    const network = simulatedNetwork({ id: networkId, telling, start: START.getTime(), clock, random, faults })
    const streamId = await streamHeardBy(scene.db, networkId, subscribers)
    return { streamId, subscribers, telling, network, committed: [], outages: [] }
  }
  return {
    scene, random, clock, faults, networkId, at,
    workspaceIds: [one.workspaceId, both.workspaceId],
    streams: [await streamOf(first, [one.workspaceId, both.workspaceId]), await streamOf(second, [both.workspaceId])],
    problems: [] as string[],
    counts: { lives: 0, crashes: 0, lostConnections: 0, batches: 0 },
  }
}

/** One process, from its start until it is stopped, dies, or a person must act (who then does). */
async function live(story: Playing, stream: SimulatedStream): Promise<void> {
  const { scene, random, clock, faults } = story
  const dying = new AbortController()
  let batches = 0
  story.counts.lives += 1
  stream.network.onAsked = () => {
    const isOver = faults.enabled ? random.percent(3) : batches > 0 && isToldToTheEnd(stream)
    if (isOver) dying.abort()
    if (faults.enabled && random.percent(2)) clock.skewMs = random.oneOf([0, -HOUR_MS, HOUR_MS])
  }
  const passed = (step: PullStep): void => {
    if (step === 'committed') {
      const handed = stream.network.handed()
      if (handed) stream.committed.push(handed)
      batches += 1
      story.counts.batches += 1
    }
    if (step === 'begun') stream.outages.push({ from: stream.committed.at(-1)?.batch.heardUntil.getTime() ?? null, until: clock.now + clock.skewMs })
    story.at?.(step)
    if (faults.enabled) misfortune(story, step, dying)
  }
  const deps = {
    doors: scene.doors,
    standing: await patiently(() => standingFor(story)),
    hash: hashPostWith(Buffer.from('a key of a simulation')),
    ioFor: (signal: AbortSignal) => clock.ioFor(signal),
    random: random.next,
    onError: () => undefined,
    passed,
    behindFromPosts: 1,
  }
  await pullStream(deps, { id: stream.streamId, connector: stream.network.connector, settings: {} }, dying.signal)
  await patiently(async () => {
    const { state, problem } = await scene.db.selectFrom('stream').select(['state', 'problem']).where('id', '=', stream.streamId).executeTakeFirstOrThrow()
    if (state === 'stopped') story.problems.push(`a bug stopped a stream: ${problem}`)
    await scene.db.updateTable('stream').set({ state: 'waiting' }).where('id', '=', stream.streamId).where('state', 'in', ['reauthorize', 'stopped']).execute()
  })
}

/** For what the story itself asks of a database that it may just have killed. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await work()
    } catch (error) {
      if (!isDatabaseAway(error) || attempts === ATTEMPTS_MAX) throw error
      await pause(ATTEMPT_EVERY_MS)
    }
  }
}

/** Between any two steps the process may die, or the line to the database be cut: also between a commit and the news of it. */
function misfortune({ random, counts }: Playing, step: PullStep, dying: AbortController): void {
  if (random.percent(1)) {
    counts.crashes += 1
    dying.abort()
    throw new Error(`died after ${step}`)
  }
  if (['opened', 'advanced', 'said', 'edited', 'deleted', 'recorded', 'committed'].includes(step) && random.percent(1)) {
    counts.lostConnections += 1
    throw Object.assign(new Error(`the connection was lost after ${step}`), { code: 'ECONNRESET' })
  }
}

/** What a process reads when it starts. */
async function standingFor({ scene, streams, workspaceIds }: Playing): Promise<Standing> {
  const standing = new Standing()
  standing.replaceSubscriptions(streams.flatMap(({ streamId, subscribers }) => subscribers.map((workspaceId) => ({ workspaceId, streamId }))))
  await scene.doors.asIngest(workspaceIds, async (db) => standing.replaceQueries(await runningQueries(db)))
  return standing
}

function isToldToTheEnd({ committed, telling }: SimulatedStream): boolean {
  const next = committed.at(-1)?.batch.cursor.next ?? 0
  return next >= telling.length
}

