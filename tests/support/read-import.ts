import { createIo } from '../../src/base/server/safe-fetch.ts'
import { importConnector } from '../../src/connect/import/connector.ts'
import type { Files } from '../../src/connect/import/files.ts'
import { importFiles } from '../../src/connect/index.ts'
import { hashPostWith } from '../../src/ingest/server/forgotten.ts'
import { type PullStep, pullStream } from '../../src/ingest/server/pull-stream.ts'
import { Standing } from '../../src/ingest/server/standing.ts'
import { runningQueries } from '../../src/listen/index.ts'
import type { World } from './world.ts'

/** What a test may do to a process that reads: stop it, let it die at a step, or change what it reads from. */
export type Reading = { readonly signal?: AbortSignal; readonly passed?: (step: PullStep) => void; readonly files?: (files: Files) => Partial<Files> }

/** A process that reads the files of a workspace's imports, through all stages, until each is over. Returns the bugs it met. */
export async function readImports(world: World, workspaceId: string, reading: Reading = {}): Promise<unknown[]> {
  const streams = await world.db
    .selectFrom('file_import')
    .innerJoin('source', 'source.id', 'file_import.source_id')
    .innerJoin('stream', 'stream.id', 'source.stream_id')
    .select(['stream.id', 'stream.settings', 'source.hears_all'])
    .where('file_import.workspace_id', '=', workspaceId)
    .where('source.paused_at', 'is', null)
    .execute()
  const standing = new Standing()
  standing.replaceSubscriptions(streams.map(({ id, hears_all }) => ({ workspaceId, streamId: id, hearsAll: hears_all })))
  await world.doors.asIngest([workspaceId], async (db) => standing.replaceQueries(await runningQueries(db)))
  const bugs: unknown[] = []
  await Promise.all(streams.map(({ id, settings }) => {
    const ended = new AbortController()
    const files = importFiles({ doors: world.doors, now: () => world.clock.now })
    const connector = importConnector({ ...files, ...reading.files?.(files), end: (...said) => files.end(...said).then(() => ended.abort()) })
    return pullStream({
      doors: world.doors, standing, hash: hashPostWith(Buffer.from('a key for tests')), random: () => 0, passed: reading.passed,
      ioFor: (signal) => ({ ...createIo({ allowPrivate: true, userAgent: 'Heed tests', signal }), now: () => world.clock.now }),
      onError: (_streamId, error) => {
        bugs.push(error)
        ended.abort()
      },
    }, { id, connector, settings }, AbortSignal.any([ended.signal, ...(reading.signal ? [reading.signal] : [])]))
  }))
  return bugs
}
