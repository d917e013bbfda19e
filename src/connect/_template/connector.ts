/**
 * Copy this folder, rename it after the network, and change what it says. It listens to an invented message board:
 * `GET /changes?after=N` answers `{ changes: [{ number, kind, id, author, text, at }] }`, the oldest first, at most 100.
 * `docs/connectors.md` says what each part must do; `connector.test.ts` beside this file checks it.
 */
import { z } from 'zod'
import { SourceError } from '../../base/error.ts'
import type { Io } from '../../base/io.ts'
import { checkAnswer } from '../../base/server/check-answer.ts'
import type { Batch, Connector, Post } from '../connector.ts'

// 1. What a person must tell us. Each description is shown beside its field. A secret is kept sealed and never shown again; when what it
// is sent to changes, it is asked for anew.
const Settings = z.object({
  url: z.url({ protocol: /^https?$/ }).describe('The address of the board, such as https://board.example').meta({ trusted: true }),
  token: z.string().min(1).describe('An access token, from the board’s page “Developers”').meta({ secret: true }),
})
type Settings = z.infer<typeof Settings>

// 2. Where the next pull starts: the least that lets us go on without a gap. It is stored with the posts.
const Cursor = z.object({ after: z.int().nonnegative() })
type Cursor = z.infer<typeof Cursor>

/** What the board sends at most in one page. */
const PAGE_CHANGES_MAX = 100
/** Pages asked for in one pull; what is left is heard in the next one. */
const PAGES_MAX = 50

// 3. What the network sends. Read strangers' data through a schema: what does not fit is their fault, and is said so.
const Changes = z.object({
  changes: z.array(z.object({
    number: z.int().positive(),
    kind: z.enum(['said', 'edited', 'deleted']),
    id: z.string().min(1),
    author: z.string(),
    text: z.string(),
    at: z.coerce.date().nullable().catch(null),
  })).max(PAGE_CHANGES_MAX),
})
type Change = z.infer<typeof Changes>['changes'][number]

/** The invented board. Not registered anywhere: it shows how a connector is written. */
export const template: Connector<Settings, Cursor> = {
  id: 'template',
  title: 'Message board',
  settings: Settings,
  cursor: Cursor,
  // 4. What it can do, how often it may be asked, and what its terms of use allow: read them, and write down the day.
  can: { live: false, reply: false, backfill: false, edits: true, deletes: true, addressed: false },
  limits: { requestsPerMinute: 60, pollEveryMs: 60_000, silentAfterMs: 10 * 60_000 },
  terms: {
    keepForDays: null,
    refreshEveryDays: null,
    deleteWithinHours: 24,
    mayExportText: true,
    mayQuotePublicly: false,
    mayReplyUnasked: false,
    needsApproval: false,
    link: 'https://board.example/terms',
    readOn: '2026-11-23',
  },
  // 5. Public streams are pulled once for all workspaces that name the same key; what a token opens is private: null.
  streamKey: () => null,
  prove,
  pull,
}

// 6. Before settings are saved: try them, and say what was found.
async function prove(io: Io, settings: Settings) {
  const [newest] = (await changesAfter(io, settings, 0)).toReversed()
  return { settings, name: new URL(settings.url).host, sample: newest?.text ?? null }
}

// 7. The pull itself. A generator: the caller stores each batch with its cursor before it asks for the next. `heardUntil` says
// what is certain: with a full page there is more to hear, so only an unfilled one brings us up to the moment we asked.
async function* pull(io: Io, settings: Settings, from: Cursor | null): AsyncGenerator<Batch<Cursor>> {
  let after = from?.after ?? 0
  let heardUntil = new Date(0)
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const askedAt = io.now()
    const changes = await changesAfter(io, settings, after)
    const last = changes.length < PAGE_CHANGES_MAX
    after = changes.at(-1)?.number ?? after
    if (last && askedAt > heardUntil) heardUntil = askedAt // our clock may have been set back: never follow it
    yield { posts: changes.map(asPost), cursor: { after }, heardUntil }
    if (last) return
  }
}

async function changesAfter(io: Io, settings: Settings, after: number): Promise<Change[]> {
  const answer = await io.fetch(new URL(`/changes?after=${after}`, settings.url).href, {
    headers: { authorization: `Bearer ${settings.token}` },
  })
  checkAnswer(answer, io.now())
  const read = Changes.safeParse(jsonOf(answer.body))
  if (!read.success) throw new SourceError('retry', `${new URL(settings.url).host} answered with something that is not a list of changes.`)
  return read.data.changes
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}

// 8. The network's words become ours. Texts stay as they came; ingest cleans them for every network alike.
function asPost(change: Change): Post {
  return {
    kind: change.kind,
    externalId: change.id,
    form: 'post',
    author: { id: change.author, handle: change.author, name: null, followers: null },
    text: change.text,
    lang: null,
    url: null,
    saidAt: change.at,
    links: [],
    tags: [],
    media: [],
    replyTo: null,
  }
}
