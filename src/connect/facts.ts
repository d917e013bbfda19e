/** What this slice announces. */
export type ConnectFacts = {
  'connect.source_added': { sourceId: string; connector: string; name: string }
  'connect.source_changed': { sourceId: string }
  'connect.source_paused': { sourceId: string }
  'connect.source_resumed': { sourceId: string }
  'connect.source_removed': { sourceId: string; connector: string; name: string }
  'connect.source_retried': { sourceId: string }
  'connect.import_begun': { importId: string; name: string; hears: 'all' | 'matching' }
  'connect.import_cancelled': { importId: string; name: string }
  'connect.import_resumed': { importId: string; name: string }
  'connect.import_ended': { importId: string; name: string; why: 'done' | 'too_many_bad' }
  'connect.webhook_secret_renewed': { sourceId: string }
  'connect.clip_filed': { clipId: string }
  'connect.hear_link_added': { linkId: string; name: string }
  'connect.hear_link_renewed': { linkId: string }
  'connect.hear_link_revoked': { linkId: string }
  /** By somebody who works here, and nobody knows who. */
  'connect.heard_filed': { filingId: string; linkId: string }
  'connect.filer_told': { filingId: string }
}
