/** What ingest announces. Ids are listed up to `FACT_MENTIONS_MAX`; `count` is always whole. */
export type IngestFacts = {
  /** New mentions that no block list hides: one fact per workspace and batch. */
  'ingest.mentions_heard': MentionsFact
  /** Mentions whose words changed where they were said; their matches are up to date. */
  'ingest.mentions_edited': MentionsFact
  /** Mentions taken back where they were said: their text is gone here too. */
  'ingest.mentions_deleted': MentionsFact
  /** Mentions whose authors had no name when they were heard, and have one now. */
  'ingest.authors_introduced': MentionsFact
  /** Mentions past what their network's terms or the workspace's retention allow to keep: only the count remains of each. */
  'ingest.mentions_forgotten': MentionsFact
  /** Mentions that match other queries, or elsewhere, since a query was added or changed. */
  'ingest.mentions_matched': MentionsFact
  /** The past of a source is being fetched for a query that was saved. */
  'ingest.back_fill_begun': BackFillFact
  /** All that the network’s search found was looked at; `found` mentions are new. */
  'ingest.back_fill_finished': BackFillFact & { readonly looked: number; readonly found: number }
  /** It ended by itself before its end. */
  'ingest.back_fill_failed': BackFillFact & { readonly looked: number; readonly found: number; readonly problem: string }
  'ingest.back_fill_stopped': BackFillFact
  'ingest.back_fill_resumed': BackFillFact
  /** This query matches so much of what a network says (`share`, up to 1) that it is heard only in part, until it is changed. */
  'ingest.query_set_aside': { readonly queryId: string; readonly share: number }
  /** Somebody had stored mentions understood anew, by these models. */
  'ingest.understanding_begun': { readonly version: string }
  /** All stored mentions are up to these models, and of `changed` something else is thought than before: none is told of where nothing is. */
  'ingest.understanding_finished': { readonly version: string; readonly looked: number; readonly changed: number }
  'ingest.understanding_stopped': { readonly version: string; readonly looked: number }
  'ingest.block_added': { readonly blockId: string; readonly kind: BlockKind }
  'ingest.block_removed': { readonly blockId: string; readonly kind: BlockKind }
  /** The past has been marked anew after a change of the block list: so many mentions are now hidden, or shown again. */
  'ingest.block_applied': { readonly blockId: string; readonly hidden: number; readonly shown: number }
  'ingest.privacy_asked': { readonly requestId: string; readonly kind: 'object' | 'erase' | 'copy' }
  'ingest.privacy_closed': { readonly requestId: string }
  /** All that was kept of one author was handed to somebody; who it was is not kept. */
  'ingest.author_handed_out': { readonly network: string }
  /** So many mentions of one author were erased; who it was is not kept. */
  'ingest.author_erased': { readonly network: string; readonly count: number }
}

type MentionsFact = { readonly mentionIds: readonly string[]; readonly count: number }
type BackFillFact = { readonly queryId: string; readonly sourceId: string; readonly source: string }
type BlockKind = 'author' | 'site' | 'words'
