/**
 * The binary stream that every personal data server and relay offers, `com.atproto.sync.subscribeRepos`
 * (https://atproto.com/specs/sync): each message is two CBOR values, and each commit carries its records as a CAR file.
 *
 * Signatures are not checked: that would need the key of every author from a directory that a private server's accounts are not
 * in. We believe the host that we were told to listen to, as its own users do; the content ids of records are checked.
 */
import { decodeAll } from '@atproto/lex-cbor'
import { parseCommitUnauthenticated } from '@atproto/sync'
import { z } from 'zod'
import { COLLECTIONS, type Moment, type Reading, type StreamEvent } from './event.ts'
import type { Frame } from './line.ts'

const OPS_MAX = 500 // the protocol allows 200

const Header = z.object({ op: z.literal([1, -1]), t: z.string().optional() })
const ErrorBody = z.object({ error: z.string(), message: z.string().default('') })
const Time = z.string().transform((text) => Date.parse(text) * 1_000).pipe(z.int())
const Body = z.object({ seq: z.int().nonnegative(), time: Time })
const CommitBody = Body.extend({
  repo: z.string().startsWith('did:'),
  tooBig: z.boolean().optional(),
  blocks: z.instanceof(Uint8Array),
  rev: z.string(),
  ops: z.array(z.object({ action: z.string(), path: z.string() })).max(OPS_MAX),
})
const IdentityBody = Body.extend({ did: z.string().startsWith('did:'), handle: z.string().max(253).optional() })
const AccountBody = Body.extend({ did: z.string().startsWith('did:'), active: z.boolean(), status: z.string().max(100).optional() })

const Outdated = z.object({ name: z.literal('OutdatedCursor') })

type Raw = Parameters<typeof parseCommitUnauthenticated>[0]

/** What one message says. Never throws: a message cut short or forged is `unreadable`. */
export async function readFirehose(frame: Frame): Promise<Reading> {
  try {
    const [head, body] = [...decodeAll(frame.bytes)]
    const header = Header.parse(head)
    if (header.op === -1) {
      const { error, message } = ErrorBody.parse(body)
      return { is: 'error', name: error, message }
    }
    return await readMessage(header.t ?? '', body)
  } catch {
    return { is: 'unreadable' }
  }
}

async function readMessage(type: string, body: unknown): Promise<Reading> {
  if (type === '#info') return { is: Outdated.safeParse(body).success ? 'outdated' : 'other' }
  if (type === '#commit') return readCommit(body)
  if (type === '#identity') {
    const { seq, time: at, did, handle } = IdentityBody.parse(body)
    return happened(seq, at, [{ kind: 'identity', at, did, handle: handle ?? null }])
  }
  if (type === '#account') {
    const { seq, time: at, did, active, status } = AccountBody.parse(body)
    return happened(seq, at, [{ kind: 'account', at, did, active, status: status ?? null }])
  }
  const other = Body.safeParse(body).data
  return other ? happened(other.seq, other.time, []) : { is: 'other' }
}

async function readCommit(body: unknown): Promise<Reading> {
  const commit = CommitBody.parse(body)
  const { seq, time: at, repo: did, rev } = commit
  if (commit.tooBig) return { is: 'unreadable' }
  if (!commit.ops.some(({ path }) => COLLECTIONS.some((name) => path.startsWith(`${name}/`)))) return happened(seq, at, [])
  const changes = await parseCommitUnauthenticated(body as Raw, (name) => COLLECTIONS.some((ours) => ours === name))
  return happened(seq, at, changes.map((change) => ({
    kind: 'commit',
    at,
    did,
    action: change.event,
    collection: change.collection,
    rkey: change.rkey,
    rev,
    record: change.event === 'delete' ? null : change.record,
  })))
}

function happened(seq: number, at: Moment, events: readonly StreamEvent[]): Reading {
  return { is: 'events', events, seq, at }
}
