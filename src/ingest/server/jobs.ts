import type { Doors } from '../../base/server/database.ts'
import type { Chore, Job } from '../../base/server/jobs.ts'
import type { Connector } from '../../connect/connector.ts'
import { applyBlock } from './apply-block.ts'
import { backFillJobs, type BackFillDeps, PAGES_AT_ONCE } from './back-fill.ts'
import { resumeOverdue } from './back-fills.ts'
import { forgetThePast } from './forget.ts'
import { hashPostWith } from './forgotten.ts'
import { fetchPastOfNewSources } from './new-sources.ts'
import type { PlanDeps } from './plan-back-fills.ts'
import { openTurns } from './turns.ts'
import { bringUpToDate, understandAnewJob } from './understanding-run.ts'

/** Work of this slice that is done later. `key` is the installation's, for hashes of forgotten posts. */
export function ingestJobs(given: Omit<BackFillDeps, 'hash' | 'turns' | 'random'> & { key: Buffer }): Job[] {
  return [applyBlock, understandAnewJob(given), ...backFillJobs({ ...given, hash: hashPostWith(given.key), turns: openTurns(PAGES_AT_ONCE), random: Math.random })]
}

/** Work of this slice that the clock begins. `key` is the installation's, for hashes of forgotten posts. */
export function ingestChores(given: Pick<PlanDeps, 'loadQueries'> & {
  doors: Pick<Doors, 'asIngest' | 'inWorkspace'>
  connectors: ReadonlyMap<string, Connector>
  key: Buffer
  now: () => Date
}): Chore[] {
  const { doors, connectors, now } = given
  const hash = hashPostWith(given.key)
  return [
    { name: 'ingest.forget', pattern: '17 * * * *', run: () => forgetThePast({ doors, connectors, hash, now }) },
    { name: 'ingest.resume_back_fills', pattern: '*/10 * * * *', run: () => resumeOverdue(doors, now()) },
    { name: 'ingest.understand_old', pattern: '*/10 * * * *', run: () => bringUpToDate({ doors, now: now() }) },
    { name: 'ingest.past_of_new_sources', pattern: '*/10 * * * *', run: () => fetchPastOfNewSources(given, now()) },
  ]
}
