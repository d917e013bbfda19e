import { sql } from 'kysely'
import { keepLedgerRow } from '../../src/ask/server/ledger/keep-ledger-row.ts'
import type { Db } from '../../src/base/server/database.ts'
import { uuidv7 } from '../../src/base/server/uuid.ts'

/** What there is in a full workspace, by id. */
export type Full = Awaited<ReturnType<typeof fillWorkspace>>

/**
 * Puts one row into every table of a workspace that exists, as the database's owner. Every text in it holds `mark`, so that a
 * test can tell whether any of it got out. A test fails when a table is forgotten here.
 */
export async function fillWorkspace(db: Db, workspaceId: string, mark: string) {
  const now = new Date()
  const id = (): string => uuidv7(now)
  const ids = {
    market: id(), department: id(), outgoingWebhook: id(), person: id(), invitation: id(),
    stream: id(), source: id(), query: id(), backTest: id(), view: id(), mention: id(), block: id(), gap: id(), clip: id(), hearLink: id(), filing: id(), request: id(),
    upload: id(), fileImport: id(), askKind: id(), absence: id(), ask: id(), answer: id(), promise: id(), comment: id(), askFile: id(), answerLink: id(), sending: id(), correction: id(), meaningSaid: id(), mentionCheck: id(), surge: id(), alert: id(), alertRule: id(),
  }
  const own = { workspace_id: workspaceId }
  await db.insertInto('market').values({
    ...own, id: ids.market, name: mark, country: 'IL', language: 'he', zone: 'Asia/Jerusalem', week_starts: 0, holidays: true,
    hours: '[[],[],[],[],[],[],[]]', created_at: now,
  }).execute()
  await db
    .insertInto('special_day')
    .values({ ...own, market_id: ids.market, day: '2026-12-31', name: mark, kind: 'eve', hours: '[]' })
    .execute()
  await db.insertInto('department').values({ ...own, id: ids.department, name: mark, market_id: ids.market, created_at: now }).execute()
  await db.insertInto('person').values({
    ...own, id: ids.person, name: mark, email: null, language: 'he', department_id: ids.department, user_id: null, created_at: now,
  }).execute()
  await db.insertInto('invitation').values({
    ...own, id: ids.invitation, email: `${mark}@example.org`, role: 'viewer', token_hash: Buffer.from(mark), invited_by: null,
    created_at: now, expires_at: new Date(now.getTime() + 1_000_000), accepted_at: null, accepted_by: null, withdrawn_at: null,
  }).execute()
  await fillListening(db, own, ids, mark, now)
  await db.insertInto('assist_settings').values({
    ...own, base_url: `https://${mark}.example/v1`, model: mark, operator: mark, sealed: Buffer.from(mark), tasks: ['translate'], tone: mark, monthly_max: 9,
    key_refused_at: null, changed_at: now,
  }).execute()
  await db.insertInto('assist_use').values({ ...own, month: '2026-01', requests: 1 }).execute()
  await fillCards(db, own, ids, mark, now)
  await fillAsks(db, own, ids, mark, now)
  await fillLedger(db, own, ids, mark, now)
  await db
    .insertInto('fact')
    .values({ ...own, name: 'people.invited', user_id: null, data: sql`${JSON.stringify({ mark })}::jsonb`, at: now })
    .execute()
  return { workspaceId, mark, ...ids }
}

type Ids = Record<'outgoingWebhook' | 'stream' | 'source' | 'query' | 'backTest' | 'view' | 'mention' | 'block' | 'gap' | 'request' | 'clip' | 'hearLink' | 'filing' | 'upload' | 'fileImport' | 'meaningSaid' | 'mentionCheck' | 'surge' | 'alert' | 'alertRule', string>

async function fillListening(db: Db, own: { workspace_id: string }, ids: Ids, mark: string, now: Date): Promise<void> {
  await sql`
    insert into stream (id, connector, key, settings, problem, created_at)
    values (${ids.stream}, 'feed', ${mark}, ${JSON.stringify({ mark })}, ${mark}, ${now})`.execute(db)
  await sql`
    insert into gap (id, stream_id, from_at, until_at, why, replayed_until)
    values (${ids.gap}, ${ids.stream}, ${now}, ${now}, ${mark}, ${now})`.execute(db)
  await db
    .insertInto('source')
    .values({ ...own, id: ids.source, connector: 'feed', name: mark, stream_id: ids.stream, created_by: null, created_at: now })
    .execute()
  await fillHandedIn(db, own, ids, mark, now)
  await fillFiles(db, own, ids, mark, now)
  await db.insertInto('query').values({
    ...own, id: ids.query, name: mark, text: mark, canonical: mark, about: 'rival', rival: mark, created_by: null, created_at: now, changed_at: now,
  }).execute()
  await sql`
    insert into mention (
      workspace_id, id, network, external_id, stream_id, form, author_id, author_handle, text, lang,
      said_at, heard_at, links, tags, media, tokens
    ) values (
      ${own.workspace_id}, ${ids.mention}, 'feed', 'same everywhere', ${ids.stream}, 'post', ${mark}, ${mark}, ${mark}, 'en',
      ${now}, ${now}, '{}', '{}', '[]', to_tsvector('simple', 'everywhere')
    )`.execute(db)
  await db
    .insertInto('mention_match')
    .values({ ...own, query_id: ids.query, mention_id: ids.mention, said_at: now, spans: [0, 1] })
    .execute()
  await db.insertInto('audience').values({
    ...own, version: 1, stated_on: '2026-11-01', source: mark, languages: '[]', places: JSON.stringify([{ value: mark, percent: 9 }]), made_by: null, made_at: now,
  }).execute()
  await db.insertInto('copy_first').values({ ...own, mention_id: ids.mention, said_at: now, heard_at: now, marks: [1, 2] }).execute()
  await fillJudgements(db, own, ids, mark, now)
  await fillThemes(db, own, ids, mark, now)
  await db.insertInto('back_test').values({
    ...own, id: ids.backTest, query_id: ids.query, revision: 1, state: 'failed', to_look: 1, asked_at: now, started_at: now, ended_at: now, problem: 'unreadable',
  }).execute()
  await db.insertInto('understanding_run').values({
    ...own, id: uuidv7(now), version: mark, state: 'running', to_look: 1, per_second: 1, moved_at: now, asked_at: now, started_at: now, ended_at: null,
  }).execute()
  await db.insertInto('broad_query').values({ ...own, query_id: ids.query, revision: 1, since: now, share: 0.5 }).execute()
  await db.insertInto('back_fill').values({
    ...own, id: uuidv7(now), query_id: ids.query, revision: 1, source_id: ids.source, texts: JSON.stringify([mark]), lost: '[]', since: now, until: now, state: 'done',
    place: null, reached: null, whole_since: null, problem: null, says: mark, asked_at: now, started_at: now, failing_at: null, next_at: null, ended_at: now,
  }).execute()
  const count = { ...own, query_id: ids.query, slot: now, n: 1 } // the ledger of changes is written by triggers
  await db.insertInto('mention_count_hour').values(count).execute()
  await db.insertInto('mention_count_hour_kind').values({ ...count, place: mark, lang: 'en', form: 'post' }).execute()
  await db.insertInto('mention_count_day_kind').values({ ...count, place: mark, lang: 'en', form: 'post' }).execute()
  await db.insertInto('view').values({ ...own, id: ids.view, name: mark, filter: JSON.stringify({ find: mark }), created_by: null, created_at: now, changed_at: now }).execute()
  await db
    .insertInto('forgotten_post')
    .values({ ...own, network: 'feed', id_hash: Buffer.from('same everywhere'), forgotten_at: now })
    .execute()
  await db.insertInto('privacy_request').values({
    ...own, id: ids.request, kind: 'erase', who: mark, place: null, contact: mark, words: mark, asked_at: now, done_at: null, done_by: null,
  }).execute()
  await db.insertInto('unheard_author').values({ ...own, network: 'feed', author_hash: Buffer.from('somebody'), since: now }).execute()
  await db.insertInto('block').values({ ...own, id: ids.block, kind: 'words', value: mark, created_by: null, created_at: now }).execute()
}

/** What people said of how the mention is meant, and what was learned from it. */
async function fillThemes(db: Db, own: { workspace_id: string }, ids: Ids, mark: string, now: Date): Promise<void> {
  await db.insertInto('theme_change').values({ ...own, slot: now }).execute()
  await db.insertInto('term_day').values({
    ...own, day: '2026-01-01', zone: 'UTC', terms: [mark], counts: [1], hours: [], left_out_max: 0, mentions: [1], streams: sql`'{}'::jsonb`,
  }).execute()
  await db.insertInto('surge').values({
    ...own, id: ids.surge, names: [mark], terms: [mark], stems: [mark], query_ids: [ids.query], voice_id: ids.mention, begun_at: now, found_at: now, flagged_at: now,
    ended_at: null, people: 3, usual: 1, p_value: 1e-9, level: 'low', told_people: 3, days: 28,
  }).execute()
  await db.insertInto('surge_mention').values({ ...own, surge_id: ids.surge, mention_id: ids.mention }).execute()
  const user = { user_id: `user of ${mark}` }
  await db.insertInto('alert_setting').values({
    ...own, ...user, sensitivity: 'low', query_ids: [ids.query], by_mail: true, quiet_from: null, quiet_until: null, changed_at: now,
  }).execute()
  await db.insertInto('alert_rule').values({
    ...own, id: ids.alertRule, name: mark, sensitivity: 'low', query_ids: [ids.query], words: [mark], user_ids: [user.user_id], created_at: now, changed_at: now,
  }).execute()
  await db.insertInto('alert_rule_told').values({ ...own, rule_id: ids.alertRule, surge_id: ids.surge, people: 3, told_at: now }).execute()
  await db.insertInto('alert').values({
    ...own, ...user, id: ids.alert, surge_id: ids.surge, people: 3, usual: 1, raised_at: now, read_at: null, letter: 'waiting', rule_id: ids.alertRule,
  }).execute()
}

async function fillJudgements(db: Db, own: { workspace_id: string }, ids: Ids, mark: string, now: Date): Promise<void> {
  await db.insertInto('mention_correction').values({
    ...own, id: ids.meaningSaid, mention_id: ids.mention, what: 'sentiment', said: 'negative', takes_back: null, machine: 'neutral', understood_by: mark,
    negative_p: 0.2, positive_p: 0.2, place: mark, lang: 'en', said_by: `user of ${mark}`, said_at: now,
  }).execute()
  await db.insertInto('mention_check').values({
    ...own, id: ids.mentionCheck, mention_id: ids.mention, drawn_for: `user of ${mark}`, drawn_at: now, place_in_row: 0, ended_at: null,
  }).execute()
  await db.insertInto('calibration').values({
    ...own, version: 1, shifts_as: 1, shifts: '[]', is_reset: false, understood_by: mark, judgements: 1, made_by: `user of ${mark}`, made_at: now,
  }).execute()
}

async function fillHandedIn(db: Db, own: { workspace_id: string }, ids: Ids, mark: string, now: Date): Promise<void> {
  await db.insertInto('tray').values({ ...own, tray_id: ids.source, post: JSON.stringify({ mark }), laid_at: now }).execute()
  await db.insertInto('outgoing_webhook').values({
    ...own, id: ids.outgoingWebhook, name: mark, url: 'https://tickets.example/heed', facts: ['ask.withdrawn'], created_by: null, created_at: now,
  }).execute()
  await db.insertInto('outgoing_call').values({ ...own, webhook_id: ids.outgoingWebhook, fact_id: '1' }).execute()
  await db.insertInto('webhook').values({ ...own, source_id: ids.source }).execute()
  await db.insertInto('webhook_delivery').values({ ...own, source_id: ids.source, id_hash: Buffer.from(mark), taken_at: now }).execute()
  await db.insertInto('clip').values({ ...own, id: ids.clip, what_hash: Buffer.from(mark), filed_by: null, filed_at: now }).execute()
  await db.insertInto('clip_picture').values({ ...own, clip_id: ids.clip, type: 'image/png', bytes: Buffer.from(mark) }).execute()
  await db.insertInto('clip_address').values({ ...own, user_id: `user of ${mark}`, token: 'abcdefghjk' }).execute()
  await db.insertInto('hear_link').values({ ...own, id: ids.hearLink, name: mark, language: 'en', created_by: null, created_at: now }).execute()
  await db.insertInto('filing').values({
    ...own, id: ids.filing, link_id: ids.hearLink, door: 'own', tray_row: '1', filed_at: now, told: mark, told_at: now,
  }).execute()
}

async function fillFiles(db: Db, own: { workspace_id: string }, ids: Ids, mark: string, now: Date): Promise<void> {
  await db
    .insertInto('upload')
    .values({ ...own, id: ids.upload, name: mark, bytes: '9', received: '9', modified_at: null, created_by: null, created_at: now, touched_at: now })
    .execute()
  await db.insertInto('upload_part').values({ ...own, upload_id: ids.upload, at: '0', bytes: Buffer.from(mark.slice(0, 9)) }).execute()
  await db
    .insertInto('file_import')
    .values({ ...own, id: ids.fileImport, source_id: ids.source, upload_id: ids.upload, name: mark, bytes: '9', begun_by: null, begun_at: now, cancelled_at: now, ended_at: null, ended_why: null })
    .execute()
  await db.insertInto('import_reject').values({ ...own, import_id: ids.fileImport, row: '2', reason: 'no_text', raw: mark }).execute()
}

/** How a workspace asks, and a department's card. */
async function fillCards(db: Db, own: { workspace_id: string }, ids: Record<'department' | 'person' | 'askKind' | 'absence', string>, mark: string, now: Date): Promise<void> {
  await db.insertInto('ask_settings').values({ ...own, confirm_above: null, mail_domains: [`${mark}.example`] }).execute()
  await db.insertInto('ask_kind').values({ ...own, id: ids.askKind, name: mark, created_at: now, removed_at: null }).execute()
  await db.insertInto('emergency').values({ ...own, id: uuidv7(now), began_at: now, ended_at: null, began_by: `user of ${mark}` }).execute()
  await db.insertInto('service_card').values({
    ...own, department_id: ids.department, about: mark, contact_id: ids.person, deputy_id: ids.person, ticket_address: `${mark}@example.org`, published_at: now,
  }).execute()
  await db.insertInto('service_item').values({ ...own, department_id: ids.department, kind: ids.askKind, lead_days: 5, needs: mark, place: 0 }).execute()
  await db.insertInto('card_freeze').values({ ...own, id: uuidv7(now), department_id: ids.department, from_day: '2026-12-24', until_day: '2999-12-31', why: mark }).execute()
  await db.insertInto('absence').values({
    ...own, id: ids.absence, person_id: ids.person, from_day: '2026-12-24', until_day: '2999-12-31', deputy_id: ids.person,
  }).execute()
}

type AskIds = Record<'department' | 'person' | 'mention' | 'query' | 'ask' | 'answer' | 'promise' | 'comment' | 'askFile' | 'answerLink' | 'sending', string>

/** An ask that was refused with a condition after a promise, with all that can belong to one. */
async function fillAsks(db: Db, own: { workspace_id: string }, ids: AskIds, mark: string, now: Date): Promise<void> {
  const day = now.toISOString().slice(0, 10)
  const of = { ...own, ask_id: ids.ask }
  await db.insertInto('ask').values({
    ...own, id: ids.ask, number: 1, kind: 'link', title: mark, details: mark, worth: mark, recipients: mark, amount: 1, from_department_id: null, raised_by: null,
    to_department_id: ids.department, to_person_id: ids.person, query_id: ids.query, query_mentions: 1, counter_to: null, state: 'refused', round: 1,
    raised_at: now, asked_at: now, needed_by: day, answer_by: now, short_notice: false, no_evidence: false, key: ids.ask,
  }).execute()
  await db.insertInto('ask_voice').values({ ...of, mention_id: ids.mention, place: 0 }).execute()
  await db.insertInto('answer').values({
    ...of, id: ids.answer, round: 1, kind: 'no_because', due: null, words: mark, reason: 'capacity', management_only: true, way: 'app',
    person_id: ids.person, user_id: null, by_name: mark, by_address: `${mark}@example.org`, told_on: null, written_by: null, at: now, confirmed_at: now, key: mark,
  }).execute()
  await db
    .insertInto('ask_condition')
    .values({ ...of, answer_id: ids.answer, words: mark, department_id: ids.department, person_id: null, counter_ask_id: null, met_at: null, met_by: null })
    .execute()
  await db.insertInto('promise').values({
    ...of, id: ids.promise, round: 1, answer_id: ids.answer, made_at: now, first_due: day, due: day, scope: mark, state: 'withdrawn', kept_on: null, ended_at: now,
  }).execute()
  await db.updateTable('ask').set({ answer_id: ids.answer, promise_id: ids.promise }).where('id', '=', ids.ask).execute()
  await db.insertInto('ask_comment').values({ ...of, id: ids.comment, words: mark, user_id: null, person_id: null, by_name: mark, at: now, key: null }).execute()
  await db.insertInto('ask_file').values({ ...of, id: ids.askFile, name: mark, type: 'text/plain', bytes: Buffer.from(mark), added_by: null, at: now }).execute()
  await db
    .insertInto('answer_link')
    .values({ ...of, id: ids.answerLink, person_id: ids.person, made_at: now, made_by: null, expires_at: now, opened_at: null, closed_at: null })
    .execute()
  await db.insertInto('sending').values({
    ...of, id: ids.sending, round: 1, link_id: ids.answerLink, person_id: ids.person, channel: 'mail', purpose: 'ask', state: 'sent', problem: mark, at: now, done_at: now,
  }).execute()
  await db.insertInto('answer_code').values({ ...own, answer_id: ids.answer, link_id: ids.answerLink, made_at: now, expires_at: now }).execute()
  await db.insertInto('letter_taken').values({ ...own, link_id: ids.answerLink, key: mark, kind: 'seen', at: now }).execute()
}

/** What the ledger keeps of that ask, and what its department said to it. */
async function fillLedger(db: Db, own: { workspace_id: string }, ids: Record<'department' | 'ask' | 'correction', string>, mark: string, now: Date): Promise<void> {
  const sum = { ...own, to_id: ids.department, from_id: ids.department, month: '2026-01-01' }
  await keepLedgerRow(db, own.workspace_id, ids.ask)
  await sql`insert into ledger_undone select * from ledger_row where workspace_id = ${own.workspace_id}`.execute(db)
  await db.insertInto('ledger_month').values(sum).execute()
  await db.insertInto('ledger_reason_month').values({ ...sum, reason: 'capacity', management_only: true }).execute()
  await db.insertInto('ledger_correction').values({
    ...own, id: ids.correction, ask_id: ids.ask, round: 1, about: 'silent', truth: 'not_counted', words: mark, made_at: now, made_by: null,
    state: 'open', settled_at: null, settled_by: null,
  }).execute()
  await db.insertInto('ledger_agreement').values({ ...own, department_id: ids.department, agreed_at: now, agreed_by: null }).execute()
}
