/** Mentions that nobody made, as many as a database can hold: the n-th is always the same, so any part of them can be written anywhere. */
import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { PgConnection } from '../src/base/postgres/connection.ts'
import { tokens } from '../src/engine/index.ts'
import { type Random, randomFrom } from '../tests/simulate/random.ts'

const DAY_MS = 86_400_000
const DAYS = 60
const AUTHORS = 100_000
/** Different texts of each language. */
const SAYINGS = 50_000
const VOCABULARY = 100_000
const HOST = 'https://network.example'
const WORDS_LEAST = 10
const WORDS_MOST = 36
const ROWS_AT_ONCE = 200

/** Whose mentions, how many, and until when: they are spread evenly over the 60 days before. */
export type Stored = {
  readonly workspaceId: string
  readonly streamId: string
  /** Each listens for the brand of its place in the list; the first are heard most. */
  readonly queryIds: readonly string[]
  readonly count: number
  readonly until: Date
}

/** The word that the query with this number listens for; there are 22 × 22. */
export const brandOf = (query: number): string => {
  const ending = (alphabet: string) => `${alphabet[query % 22]}${alphabet[Math.floor(query / 22)]}`
  return query % 2 === 0 ? `brandix${ending('abcdefghijklmnopqrstuv')}` : `מותג${ending('אבגדהוזחטיכלמנסעפצקרשת')}`
}

/** A word of this language that is said as often as so many others are said more often. */
export const wordOf = (lang: string, rank: number): string => vocabularyOf(lang)[rank - 1] ?? ''

/**
 * Writes them, their matches and their counts into a database that has no mentions yet. Straight into the tables, without triggers and
 * with the indexes made afterwards; the ledger gets by one sum what the triggers would have written, for the chore to compact.
 */
export async function storeMentions(admin: PgConnection, stored: Stored): Promise<void> {
  const client = new pg.Client(admin)
  await client.connect()
  try {
    assert.equal((await client.query('select from mention limit 1')).rowCount, 0, 'there are mentions already')
    await client.query('set session_replication_role = replica')
    const indexes = await indexesOf(client)
    for (const { drop } of indexes) await client.query(drop)
    // What a transaction has emptied it fills without a log, and as rows that everybody sees: each is written once.
    await client.query('begin')
    await client.query('truncate mention, mention_match cascade')
    await copy(client, `mention (${COLUMNS.join()})`, inPieces(stored.count, (n) => mentionLine(stored, n)))
    await copy(client, 'mention_match (workspace_id, query_id, mention_id, said_at, spans)', inPieces(stored.count, (n) => matchLines(stored, n)))
    await client.query('commit')
    for (const { make } of indexes) await client.query(make)
    await client.query('analyze mention, mention_match')
    await client.query(LEDGER)
  } finally {
    await client.end()
  }
}

/** As the migration that began to count counted what was there. */
const LEDGER = `
  insert into mention_count_change (workspace_id, query_id, slot, place, lang, form, sentiment, intent, needs_answer, about_staff, n)
  select workspace_id, '00000000-0000-0000-0000-000000000000'::uuid, date_trunc('hour', said_at, 'UTC'), place, lang, form,
    sentiment, intent, needs_answer, about_staff, count(*)
  from mention where blocked_by is null group by 1, 3, 4, 5, 6, 7, 8, 9, 10
  union all
  select m.workspace_id, f.query_id, date_trunc('hour', m.said_at, 'UTC'), m.place, m.lang, m.form,
    m.sentiment, m.intent, m.needs_answer, m.about_staff, count(*)
  from mention m join mention_match f on f.workspace_id = m.workspace_id and f.mention_id = m.id
  where m.blocked_by is null group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`

/** How to take away and make again each index, but those to which other tables refer. */
async function indexesOf(client: pg.Client): Promise<{ drop: string; make: string }[]> {
  const { rows } = await client.query<{ drop: string; make: string }>(`
    select case when c.oid is null then format('drop index %s', indexrelid::regclass) else format('alter table %s drop constraint %I', indrelid::regclass, conname) end as drop,
      case when c.oid is null then pg_get_indexdef(indexrelid)
        else format('alter table %s add constraint %I %s', indrelid::regclass, conname, pg_get_constraintdef(c.oid)) end as make
    from pg_index left join pg_constraint c on c.conindid = indexrelid and c.conrelid = indrelid and c.contype in ('p', 'u')
    where indrelid in ('mention'::regclass, 'mention_match'::regclass)
      and not exists (select from pg_constraint f where f.conindid = indexrelid and f.contype = 'f')`)
  return rows
}

const copy = (client: pg.Client, into: string, pieces: Generator<Buffer>) => (
  pipeline(Readable.from(pieces), client.query(copyFrom(`copy ${into} from stdin with (freeze)`)))
)

/** The lines of all, in order, in pieces worth sending. */
function* inPieces(count: number, lineOf: (n: number) => string): Generator<Buffer> {
  for (let n = 0; n < count;) {
    let piece = ''
    for (const until = Math.min(count, n + ROWS_AT_ONCE); n < until; n += 1) piece += lineOf(n)
    yield Buffer.from(piece)
  }
}

const COLUMNS = [
  'workspace_id', 'stream_id', 'network', 'id', 'origin', 'external_id', 'form', 'url', 'said_at', 'heard_at', 'reply_parent', 'reply_root',
  'sentiment', 'intent', 'question', 'needs_answer', 'about_staff', 'negative_p', 'positive_p', 'understood_by',
  'lang', 'author_id', 'author_handle', 'author_name', 'author_followers', 'text', 'links', 'tags', 'media', 'tokens',
] as const

/** A line of PostgreSQL's COPY for `COLUMNS`. */
export function mentionLine(stored: Stored, n: number): string {
  const { saidAt, place, form, meaning, said } = mentionOf(stored, n)
  const key = (n + 36 ** 9).toString(36)
  const heardAt = new Date(saidAt.getTime() + 1_500)
  const parent = form === 'reply' || form === 'comment' ? `at://${didOf(n % AUTHORS)}/app.bsky.feed.post/${key}` : '\\N'
  return `${stored.workspaceId}\t${stored.streamId}\tbench\t${idOf(saidAt, n)}\t${place}\tat://${said.did}/app.bsky.feed.post/${key}\t${form}\t`
    + `${HOST}/profile/${said.did}/post/${key}\t${saidAt.toISOString()}\t${heardAt.toISOString()}\t${parent}\t${parent}\t${meaning}\t${said.columns}\n`
}

/** The lines of what it matches. */
function matchLines(stored: Stored, n: number): string {
  const { saidAt, said } = mentionOf(stored, n)
  let at = 0
  return said.queries.map((query) => {
    const end = at + brandOf(query).length
    const line = `${stored.workspaceId}\t${stored.queryIds[query]}\t${idOf(saidAt, n)}\t${saidAt.toISOString()}\t{${at},${end}}\n`
    at = end + 1
    return line
  }).join('')
}

type Drawn = { readonly saidAt: Date; readonly place: string; readonly form: string; readonly meaning: string; readonly said: Said }

function mentionOf({ count, until, queryIds }: Stored, n: number): Drawn {
  const random = randomFrom(n)
  const place = placeFrom(random.next())
  const lang = langFrom(random.next(), place)
  return {
    saidAt: new Date(Math.floor(until.getTime() - (count - n) * (DAYS * DAY_MS / count))),
    place,
    form: formFrom(random.next()),
    meaning: meaningFrom(random),
    said: saying(lang, random.between(0, SAYINGS - 1), queryIds.length),
  }
}

/** Version 7 (RFC 9562), with n where chance would be. */
function idOf(saidAt: Date, n: number): string {
  const at = saidAt.getTime().toString(16).padStart(12, '0')
  return `${at.slice(0, 8)}-${at.slice(8)}-7000-8000-${n.toString(16).padStart(12, '0')}`
}

const didOf = (author: number): string => `did:plc:${author.toString(36).padStart(24, 'heed')}`

/** Something that somebody says, again and again: reading texts anew for each mention would take longer than storing them. */
type Said = {
  readonly did: string
  /** For which it matters: one, or one in four times two of them. Their brands stand at the beginning. */
  readonly queries: readonly number[]
  /** What COPY is told from `lang` on. */
  readonly columns: string
}

const sayings = new Map<string, Said[]>()

function saying(lang: string, number: number, queryCount: number): Said {
  const ofLang = sayings.get(`${lang} ${queryCount}`) ?? []
  if (ofLang.length === 0) sayings.set(`${lang} ${queryCount}`, ofLang)
  return ofLang[number] ??= newSaying(randomFrom(lang.charCodeAt(0) * 2 * SAYINGS + number), lang, queryCount)
}

function newSaying(random: Random, lang: string, queryCount: number): Said {
  const some = () => Math.floor(queryCount * random.next() ** 2.5)
  const queries = [...new Set(random.percent(25) ? [some(), some()] : [some()])]
  const words = Array.from({ length: random.between(WORDS_LEAST, WORDS_MOST) }, () => drawn(random, lang))
  const text = [...queries.map(brandOf), ...words].join(' ')
  const author = Math.floor(AUTHORS ** random.next())
  const [name, did] = [wordOf(lang, 1 + author % VOCABULARY), didOf(author)]
  const handle = `${wordOf('en', 1 + author % VOCABULARY)}${author}.example`
  const links = random.percent(20) ? [`https://site${author % 500}.example/page`] : []
  const tags = random.percent(10) ? [drawn(random, lang)] : []
  const media = random.percent(10) ? '[{"kind": "image", "url": null, "alt": null}]' : '[]'
  const found = tokens({ text, url: HOST, links, tags, lang, network: 'bench', author: handle }).toSorted()
  const vector = found.map((token) => `'${token.replaceAll("'", "''").replaceAll('\\', String.raw`\\\\`)}'`).join(' ')
  return { did, queries, columns: [lang, did, handle, name, author, text, `{${links.join()}}`, `{${tags.join()}}`, media, vector].join('\t') }
}

/** Words are drawn as in speech: a few are everywhere, most are rare. */
const drawn = (random: Random, lang: string): string => wordOf(lang, Math.floor(VOCABULARY ** random.next()))

const placeFrom = (p: number): string => (
  p < 0.45 ? 'bluesky' : p < 0.65 ? 'news' : p < 0.8 ? 'mail' : p < 0.9 ? 'forum' : p < 0.96 ? 'shop' : p < 0.9999 ? 'video' : 'hear'
)
const formFrom = (f: number): string => (
  f < 0.5 ? 'post' : f < 0.75 ? 'reply' : f < 0.85 ? 'repost' : f < 0.94 ? 'comment' : f < 0.985 ? 'article' : 'review'
)
/** What is meant, as columns: complaints are angry and want an answer, most says nothing to anybody at work; one in a hundred is about staff. */
function meaningFrom(random: Random): string {
  const i = random.next()
  const [intent, negative, needs] = i < 0.62 ? ['none', 0.15, 0.01] as const : i < 0.77 ? ['complaint', 0.9, 0.7] as const : i < 0.87 ? ['question', 0.2, 0.8] as const
    : i < 0.95 ? ['praise', 0.02, 0.1] as const : i < 0.975 ? ['request', 0.3, 0.8] as const : i < 0.999 ? ['idea', 0.2, 0.3] as const : ['crisis', 0.9, 0.9] as const
  const s = random.next()
  const sentiment = s < negative ? 'negative' : s < negative + (intent === 'praise' ? 0.95 : 0.1) ? 'positive' : 'neutral'
  return [sentiment, intent, intent === 'question', random.next() < needs, random.percent(1), 0.3, 0.2, 'bench'].join('\t')
}

/** Languages have their places: news are in Hebrew. */
const langFrom = (l: number, place: string): string => (
  place === 'news' || l < 0.45 ? 'he' : l < 0.85 ? 'en' : l < 0.9 ? 'ar' : l < 0.95 ? 'ru' : l < 0.9995 ? 'und' : 'yi'
)

const HEBREW = 'יייווהההללאאארררתתמממבבנשששדדחחקקפפגגכצסעעזט'
const ENGLISH = 'eeeeeaaaooiinnttrrsshhllddccuummffppggwwyybbvvk'
const LETTERS: Readonly<Record<string, string>> = { he: HEBREW, yi: HEBREW, en: ENGLISH, und: ENGLISH, ar: 'ااالليينمرتوبكعدسفقهحجشخ', ru: 'оооеееааиинтсрвлкмдпуяыз' }
const vocabularies = new Map<string, string[]>()

/** Words of two to ten letters, each once, the most frequent first. */
function vocabularyOf(lang: string): string[] {
  const known = vocabularies.get(lang)
  if (known) return known
  const letters = [...LETTERS[lang] ?? ENGLISH]
  const random = randomFrom(letters.length)
  const words = new Set<string>()
  while (words.size < VOCABULARY) words.add(Array.from({ length: random.between(2, 10) }, () => random.oneOf(letters)).join(''))
  vocabularies.set(lang, [...words])
  return vocabularyOf(lang)
}
