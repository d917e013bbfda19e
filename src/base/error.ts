/**
 * Kinds of error, by what there is to do: tell the person (`Refusal`), wait for or give up on the world (`SourceError`), mend
 * our own bug (`assert`); and, before there is anybody to serve, tell whoever starts Heed (`Obstacle`).
 */

/** Each code: one HTTP status here, one sentence per language under `refusal.CODE` in messages/ (a test checks both). */
export const REFUSALS = {
  bad_input: 400,
  not_signed_in: 401,
  not_allowed: 403,
  not_found: 404,
  conflict: 409,
  too_many: 429,
  'people.last_owner': 409,
  'people.last_market': 409,
  'people.name_taken': 409,
  'people.account_exists': 409,
  'people.invitation_for_another': 403,
  'people.link_spent': 410,
  'people.already_claimed': 410,
  'people.first_visit_locked': 403,
  'people.already_member': 409,
  'people.invitation_spent': 410,
  'people.slug_taken': 409,
  'people.unknown_zone': 422,
  'people.bad_hours': 422,
  'people.unknown_fact': 422,
  'people.too_many_webhooks': 422,
  'people.bad_webhook_url': 422,
  'connect.unknown_connector': 422,
  'connect.bad_settings': 422,
  'connect.proof_failed': 422,
  'connect.source_exists': 409,
  'connect.file_too_large': 413,
  'connect.files_too_many': 413,
  'connect.part_elsewhere': 409,
  'connect.file_not_whole': 409,
  'connect.file_gone': 410,
  'connect.no_text_column': 422,
  'connect.no_date_style': 422,
  'connect.import_begun': 409,
  'connect.too_many_imports': 429,
  'connect.settings_shared': 409,
  'connect.source_paused': 409,
  'connect.webhook_unknown': 404,
  'connect.webhook_unsigned': 401,
  'connect.webhook_late': 401,
  'connect.webhook_wrong': 401,
  'connect.webhook_unreadable': 422,
  'connect.too_many_webhooks': 422,
  'connect.nothing_to_file': 422,
  'connect.picture_unusable': 422,
  'connect.hear_closed': 410,
  'connect.too_many_links': 422,
  'listen.bad_query': 422,
  'listen.name_taken': 409,
  'listen.rival_taken': 409,
  'listen.audience_over': 422,
  'listen.too_many_queries': 422,
  'listen.too_many_alerts': 422,
  'listen.too_many_views': 422,
  'listen.mention_deleted': 410,
  'ingest.block_exists': 409,
  'assist.off': 409,
  'assist.in_demo': 409,
  'assist.bad_address': 422,
  'assist.key_needed': 422,
  'assist.key_refused': 422,
  'assist.no_model': 422,
  'assist.unreachable': 422,
  'assist.no_answer': 422,
  'assist.nothing_to_send': 422,
  'assist.busy': 429,
  'assist.budget_spent': 429,
  'assist.stopped': 409,
  'ask.not_now': 409,
  'ask.not_your_side': 403,
  'ask.nobody_asked': 422,
  'ask.own_department': 422,
  'ask.recipients_missing': 422,
  'ask.day_past': 422,
  'ask.day_off': 422,
  'ask.day_to_come': 422,
  'ask.day_before_promise': 422,
  'ask.too_far': 422,
  'ask.too_many_files': 422,
  'ask.link_closed': 410,
  'ask.no_address': 422,
  'ask.no_mail': 422,
  'ask.wrong_code': 403,
  'ask.code_spent': 410,
  'ask.told_in_future': 422,
  'ask.dispute_late': 409,
  'ask.correction_late': 409,
  'ask.no_department': 422,
  'ask.kind_taken': 409,
  'ask.too_many_kinds': 422,
  'ask.too_many_absences': 422,
} as const

export type RefusalCode = keyof typeof REFUSALS

/** What the person asked for cannot be done. Expected: shown to them, counted, never paged. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly code: RefusalCode
  /** Filled into the sentence of messages/ and sent along for machines. */
  readonly details: Record<string, unknown>

  constructor(code: RefusalCode, details: Record<string, unknown> = {}) {
    super(code)
    this.code = code
    this.details = details
  }
}

/** What may be done about a failed source: try again by itself, have a person sign in anew, or give up until settings change. */
export type Remedy = 'retry' | 'reauthorize' | 'stop'

/** The outside world failed. The pipeline reads `then` and `waitMs`; `message` is for the health card and the log. */
export class SourceError extends Error {
  override name = 'SourceError'
  readonly then: Remedy
  /** The least time to wait before trying again; 0 leaves it to the caller's back-off. */
  readonly waitMs: number

  constructor(then: Remedy, message: string, waitMs = 0, options?: ErrorOptions) {
    super(message, options)
    this.then = then
    this.waitMs = waitMs
  }
}

/** Heed cannot do what it was started or told to do on this machine. `message` is one sentence for whoever did so. */
export class Obstacle extends Error {
  override name = 'Obstacle'
}

/** Our own bug: fail this request or job with a 500, keep the process. */
export function assert(condition: unknown, invariant: string): asserts condition {
  if (!condition) throw new Error(`invariant broken: ${invariant}`)
}
