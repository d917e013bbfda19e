/** What this slice announces. */
export type ListenFacts = {
  'listen.query_added': { queryId: string; name: string; text: string }
  'listen.query_changed': { queryId: string; name: string; text: string; revision: number }
  'listen.query_archived': { queryId: string; name: string }
}
