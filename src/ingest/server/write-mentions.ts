/** The statements of `store`: each writes a whole batch at once, for all workspaces of its transaction. */
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../base/server/database.ts'
import { uuidv7 } from '../../base/server/uuid.ts'
import { calibrated, calibrationsInReach } from './calibrations.ts'
import { joinCopies, leaveCopies, type Said } from './copies.ts'
import { hashAuthorWith, type HashPost } from './forgotten.ts'
import type { Hearing } from './match.ts'
import type { Understood } from './understand.ts'
import { CALIBRATED_UNDERSTANDING, UNDERSTAND_EDITED, UNDERSTAND_NOTHING, UNDERSTANDING, UNDERSTANDING_TYPED, understandingRow } from './understanding-columns.ts'

export type Writing = {
  readonly db: Db
  readonly hash: HashPost
  readonly network: string
  readonly streamId: string
  readonly heardAt: Date
  readonly subscribers: ReadonlySet<string>
}

type Written = { readonly workspaceId: string; readonly id: string; readonly blocked: boolean }
type Blanked = Written & { readonly externalId: string }

/** Mentions blanked by one statement: somebody may have said very much. */
const CHUNK = 1_000

/** A row of `PAIRS`: who hears which post, and under which new id. */
type Pair = { n: number; workspace_id: string; id: string; blocked_by: string | null; hearing: Hearing }

/**
 * Makes a mention of each post for each workspace that hears it, with its matches; returns those that are new. A post that was
 * stored before, was forgotten, whose author is not to be heard, or whose later edit or deletion was heard before it, makes none.
 */
export async function insertMentions(writing: Writing, heard: readonly Understood[]): Promise<Written[]> {
  const pairs = pairsOf(writing, heard)
  if (pairs.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    with made as (
      insert into mention (
        workspace_id, id, network, external_id, stream_id, form, author_id, author_handle, author_name, author_followers, text, lang, url,
        said_at, heard_at, edited_at, blocked_by, links, tags, media, reply_parent, reply_root, origin, filed_by, tokens,
        ${UNDERSTANDING})
      select
        h.workspace_id, h.id, ${writing.network}, p.external_id, ${writing.streamId}, p.form, p.author_id, p.author_handle, p.author_name,
        p.author_followers, p.text, p.lang, p.url, p.said_at, ${writing.heardAt}, case when p.kind = 'edited' then ${writing.heardAt}::timestamptz end,
        h.blocked_by, p.links, p.tags, p.media, p.reply_parent, p.reply_root, p.origin, p.filed_by, array_to_tsvector(p.tokens),
        ${CALIBRATED_UNDERSTANDING}
      from ${postRows(writing, heard)} join ${pairRows(pairs)} on h.n = p.n
        left join ${await calibratedRows(writing, heard, pairs)} on c.n = p.n and c.workspace_id = h.workspace_id
      where not exists (select from forgotten_post f where f.workspace_id = h.workspace_id and f.network = ${writing.network} and f.id_hash = p.id_hash)
        and not exists (select from unheard_author u where u.workspace_id = h.workspace_id and u.network = ${writing.network} and u.author_hash = p.author_hash)
        and not exists (select from recent_change c where c.network = ${writing.network} and c.id_hash = p.id_hash and (c.kind = 'deleted' or (p.kind = 'said' and c.stream_id = ${writing.streamId})))
      order by h.workspace_id, p.external_id
      on conflict (workspace_id, network, external_id) do nothing
      returning workspace_id, id, said_at
    ), matched as (${insertMatches(pairs, sql`made`)})
    select id from made`.execute(writing.db)
  const made = new Set(rows.map(({ id }) => id))
  const fresh = pairs.filter(({ id }) => made.has(id))
  await joinCopies(writing.db, saidBy(fresh, heard), writing.heardAt)
  return fresh.map(({ id, workspace_id, blocked_by }) => ({ workspaceId: workspace_id, id, blocked: blocked_by !== null }))
}

/**
 * Brings stored mentions up to date with what their posts say now; returns those that changed. One that matches no more stays, without
 * matches. Their authors stay who they are: an edit may not tell a name that was asked for.
 */
export async function applyEdits(writing: Writing, edited: readonly Understood[]): Promise<Written[]> {
  if (edited.length === 0) return []
  const { rows } = await sql<Blanked & Said>`
    update mention m set
      text = p.text, lang = case when 'lang' = any (m.corrected) then m.lang else p.lang end, url = p.url, links = p.links, tags = p.tags, media = p.media,
      tokens = array_to_tsvector(p.tokens || array(select t from unnest(tsvector_to_array(m.tokens)) t where starts_with(t, 'author:'))),
      blocked_by = case when h.n is null then m.blocked_by else h.blocked_by end, edited_at = ${writing.heardAt}, ${UNDERSTAND_EDITED}
    from ${postRows(writing, edited)}
      join mention was on was.network = ${writing.network} and was.external_id = p.external_id
      left join ${pairRows(pairsOf(writing, edited))} on h.n = p.n and h.workspace_id = was.workspace_id
      left join ${await calibratedRows(writing, edited)} on c.n = p.n and c.workspace_id = was.workspace_id
    where m.workspace_id = was.workspace_id and m.id = was.id and m.deleted_at is null and m.workspace_id = any (${[...writing.subscribers]})
      and (m.text, m.links, m.tags, m.media) is distinct from (p.text, p.links, p.tags, p.media)
    returning m.workspace_id as "workspaceId", m.id, m.external_id as "externalId", m.blocked_by is not null as blocked, m.text, m.said_at as "saidAt"`.execute(writing.db)
  if (rows.length === 0) return []
  await leaveCopies(writing.db, rows.map(({ id }) => id), writing.heardAt)
  await joinCopies(writing.db, rows, writing.heardAt)
  await writing.db.deleteFrom('mention_match').where(isAbout(rows)).execute()
  const hearings = new Map(edited.flatMap(({ post, hearings }) => hearings.map((hearing) => [`${hearing.workspaceId} ${post.externalId}`, hearing])))
  const matching = rows.flatMap(({ id, workspaceId, externalId }) => {
    const hearing = hearings.get(`${workspaceId} ${externalId}`)
    return hearing ? [{ id, workspace_id: workspaceId, hearing }] : []
  })
  if (matching.length > 0) await insertMatches(matching, sql`mention`).execute(writing.db)
  return rows
}

/** Blanks stored mentions whose posts were taken back, wherever they are; returns them. They keep their matches, without places. */
export async function applyDeletions(writing: Writing, deleted: readonly Understood[]): Promise<Blanked[]> {
  if (deleted.length === 0) return []
  return blank(writing, sql`network = ${writing.network} and external_id = any (${deleted.map(({ post }) => post.externalId)})`)
}

/** The same for all that these authors ever said, and their names too: their accounts are gone. */
export async function applyDepartures(writing: Writing, authorIds: ReadonlySet<string>): Promise<Blanked[]> {
  const blanked: Blanked[] = []
  if (authorIds.size === 0) return blanked
  for (;;) {
    const theirs = await writing.db
      .selectFrom('mention').select('id')
      .where('network', '=', writing.network).where('author_id', 'in', [...authorIds]).where('deleted_at', 'is', null)
      .limit(CHUNK).execute()
    if (theirs.length === 0) return blanked
    const chunk = await blank(writing, sql`id = any (${theirs.map(({ id }) => id)})`, sql`, author_handle = '', author_name = null, author_followers = null`)
    await rememberChanges(writing, { deleted: chunk.map(({ externalId }) => externalId) })
    blanked.push(...chunk)
  }
}

async function blank(writing: Writing, which: RawBuilder<unknown>, andToo = sql``): Promise<Blanked[]> {
  const { rows } = await sql<Blanked>`
    update mention set text = '', url = null, links = '{}', tags = '{}', media = '[]', tokens = '', ${UNDERSTAND_NOTHING}, deleted_at = ${writing.heardAt}${andToo}
    where ${which} and deleted_at is null
    returning workspace_id as "workspaceId", id, external_id as "externalId", blocked_by is not null as blocked`.execute(writing.db)
  if (rows.length > 0) await writing.db.updateTable('mention_match').set({ spans: [] }).where(isAbout(rows)).execute()
  await leaveCopies(writing.db, rows.map(({ id }) => id), writing.heardAt)
  return rows
}

/** Keeps, for a while, that these posts were edited or deleted, in case their own words are still on the way. */
export async function rememberChanges(writing: Writing, { edited = [], deleted = [] }: { edited?: readonly string[]; deleted?: readonly string[] }): Promise<void> {
  const kinds = new Map([...edited.map((id) => [id, 'edited'] as const), ...deleted.map((id) => [id, 'deleted'] as const)])
  const changes = [...kinds].map(([id, kind]) => ({ kind, id_hash: `\\x${writing.hash(writing.network, id).toString('hex')}` }))
  if (changes.length === 0) return
  await sql`
    insert into recent_change (network, id_hash, stream_id, kind, heard_at)
    select ${writing.network}, c.id_hash, ${writing.streamId}, c.kind, ${writing.heardAt}
    from json_to_recordset(${JSON.stringify(changes)}::json) as c (kind text, id_hash bytea)
    order by c.id_hash
    on conflict (network, id_hash, stream_id) do update
      set kind = case when 'deleted' in (recent_change.kind, excluded.kind) then 'deleted' else 'edited' end, heard_at = excluded.heard_at`.execute(writing.db)
}

/** One parameter however many mentions: a statement has room for 65 535. */
const isAbout = (mentions: readonly Written[]) => sql<boolean>`mention_id = any (${mentions.map(({ id }) => id)})`

/** The matches of these mentions, as far as they are among the rows of `mentions`. */
function insertMatches(of: readonly Pick<Pair, 'workspace_id' | 'id' | 'hearing'>[], mentions: RawBuilder<unknown>) {
  const rows = of.flatMap(({ workspace_id, id, hearing }) => (
    hearing.matches.map(({ queryId, spans }) => ({ workspace_id, query_id: queryId, mention_id: id, spans }))
  ))
  return sql`
    insert into mention_match (workspace_id, query_id, mention_id, said_at, spans)
    select r.workspace_id, r.query_id, r.mention_id, m.said_at, r.spans
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (workspace_id uuid, query_id uuid, mention_id uuid, spans int4[])
      join ${mentions} m on m.workspace_id = r.workspace_id and m.id = r.mention_id`
}

function pairsOf(writing: Writing, heard: readonly Understood[]): Pair[] {
  return heard.flatMap(({ hearings }, n) => hearings.map((hearing) => (
    { n, workspace_id: hearing.workspaceId, id: uuidv7(writing.heardAt), blocked_by: hearing.blockedBy, hearing }
  )))
}

/** What these mentions say. */
function saidBy(pairs: readonly Pair[], heard: readonly Understood[]): Said[] {
  return pairs.flatMap(({ n, id, workspace_id }) => {
    const post = heard[n]?.post
    return post ? [{ workspaceId: workspace_id, id, text: post.text, saidAt: post.saidAt }] : []
  })
}

/** `p`: the posts of a batch, each sent once whoever hears it. */
function postRows(writing: Writing, heard: readonly Understood[]) {
  const rows = heard.map(({ post, lang, understanding, tokens }, n) => ({
    n,
    kind: post.kind,
    external_id: post.externalId,
    id_hash: `\\x${writing.hash(writing.network, post.externalId).toString('hex')}`,
    form: post.form,
    author_id: post.author.id,
    author_hash: `\\x${hashAuthorWith(writing.hash)(writing.network, post.author.id).toString('hex')}`,
    author_handle: post.author.handle,
    author_name: post.author.name,
    author_followers: post.author.followers,
    text: post.text,
    url: post.url,
    said_at: post.saidAt,
    links: post.links,
    tags: post.tags,
    media: post.media,
    reply_parent: post.replyTo?.parent ?? null,
    reply_root: post.replyTo?.root ?? null,
    origin: post.origin ?? null,
    filed_by: post.filedBy ?? null,
    lang,
    tokens,
    ...understandingRow(understanding),
  }))
  return sql`json_to_recordset(${JSON.stringify(rows)}::json) as p (
    n int, kind text, external_id text, id_hash bytea, form text, author_id text, author_hash bytea, author_handle text, author_name text, author_followers int,
    text text, lang text, url text, said_at timestamptz, links text[], tags text[], media jsonb, reply_parent text, reply_root text,
    origin text, filed_by text, tokens text[], ${UNDERSTANDING_TYPED})`
}

/** `h`: who hears which of them. */
function pairRows(pairs: readonly Pair[]) {
  const rows = pairs.map(({ n, workspace_id, id, blocked_by }) => ({ n, workspace_id, id, blocked_by }))
  return sql`json_to_recordset(${JSON.stringify(rows)}::json) as h (n int, workspace_id uuid, id uuid, blocked_by uuid)`
}

/** `c`: what is understood otherwise of them where a workspace has learned from its judgements; of these pairs, or wherever they are. */
async function calibratedRows({ db, network }: Writing, heard: readonly Understood[], pairs?: readonly Pick<Pair, 'n' | 'workspace_id'>[]) {
  const calibrations = await calibrationsInReach(db)
  const everywhere = () => heard.flatMap((_one, n) => [...calibrations.keys()].map((workspace_id) => ({ n, workspace_id })))
  const rows = (pairs ?? everywhere()).flatMap(({ n, workspace_id }) => {
    const [one, calibration] = [heard[n], calibrations.get(workspace_id)]
    return one?.understanding && calibration ? [{ n, workspace_id, ...calibrated(one.understanding, one.post.origin ?? network, calibration) }] : []
  })
  return sql`json_to_recordset(${JSON.stringify(rows)}::json) as c (n int, workspace_id uuid, sentiment text, understood_by text)`
}
