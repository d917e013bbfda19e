/** What this slice announces. */
export type ConnectFacts = {
  'connect.source_added': { sourceId: string; connector: string; name: string }
  'connect.source_changed': { sourceId: string }
  'connect.source_paused': { sourceId: string }
  'connect.source_resumed': { sourceId: string }
  'connect.source_removed': { sourceId: string; connector: string; name: string }
  'connect.source_retried': { sourceId: string }
}
