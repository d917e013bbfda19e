import { Firehose } from '@atproto/sync'
import type { FakeJetstream } from './fake-jetstream.ts'

type FirehoseOptions = ConstructorParameters<typeof Firehose>[0]

/** Makes a fake Jetstream host tell what a real server says, as the real ones do; goes on by itself when the server restarts. */
export function relay(pds: string, jetstream: FakeJetstream): { stop(): Promise<void> } {
  let seq = 0
  const firehose = new Firehose({
    service: pds.replace(/^http/, 'ws'),
    idResolver: {} as FirehoseOptions['idResolver'], // never asked: neither signatures nor names are checked
    unauthenticatedCommits: true,
    excludeIdentity: true,
    getCursor: () => seq,
    maxReconnectSeconds: 1,
    subscriptionReconnectDelay: 100,
    onError: () => {},
    handleEvent: (event) => {
      seq = event.seq
      const { did } = event
      if (event.event === 'account') jetstream.emit({ kind: 'account', did, account: { did, active: event.active, ...(event.status && { status: event.status }) } })
      if (event.event === 'account' || event.event === 'identity' || event.event === 'sync') return
      const { rev, event: operation, collection, rkey } = event
      const record = event.event === 'delete' ? {} : { record: event.record }
      jetstream.emit({ kind: 'commit', did, commit: { rev, operation, collection, rkey, ...record } })
    },
  })
  void firehose.start()
  return { stop: () => firehose.destroy() }
}
