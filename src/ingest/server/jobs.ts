import type { Doors } from '../../base/server/database.ts'
import type { Chore, Job } from '../../base/server/jobs.ts'
import type { Connector } from '../../connect/connector.ts'
import { applyBlock } from './apply-block.ts'
import { forgetThePast } from './forget.ts'
import { hashPostWith } from './forgotten.ts'

/** Work of this slice that is done later. */
export const ingestJobs: readonly Job[] = [applyBlock]

/** Work of this slice that the clock begins. `key` is the installation's, for hashes of forgotten posts. */
export function ingestChores(given: {
  doors: Pick<Doors, 'asIngest'>
  connectors: ReadonlyMap<string, Connector>
  key: Buffer
  now: () => Date
}): Chore[] {
  const { doors, connectors, now } = given
  const hash = hashPostWith(given.key)
  return [{ name: 'ingest.forget', pattern: '17 * * * *', run: () => forgetThePast({ doors, connectors, hash, now }) }]
}
