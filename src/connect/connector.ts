/**
 * What a network must offer to be listened to. A connector is data plus a few functions; everything the product may know
 * about a network is declared here, and no other folder names one. A new connector is done when `conformance.ts` passes.
 */
import type { z } from 'zod'
import type { Io } from '../base/io.ts'
import type { Query } from '../engine/index.ts'

/** Most ids in one call of `authors`. */
export const AUTHORS_ASKED_MAX = 25

export interface Connector<Settings = unknown, Cursor = unknown> {
  /** Folder name, and the `network` of its posts. */
  readonly id: string
  /** The network's own name, the same in every language. */
  readonly title: string
  /** False: nobody picks it from the list of networks; Heed itself adds it where it belongs. */
  readonly isOffered?: false
  /** Draws the settings form, validates it, documents it: each field carries `.describe()`. */
  readonly settings: z.ZodType<Settings>
  /** Where the next pull starts. Stored as JSON beside the posts. */
  readonly cursor: z.ZodType<Cursor>
  readonly can: Abilities
  readonly limits: Limits
  readonly terms: Terms
  /**
   * Two sources with the same key hear the same public stream, which is pulled once for the whole installation. Null: the
   * stream is private to its workspace.
   */
  streamKey(settings: Settings): string | null
  /** Proves that the settings work, before they are saved; says what it found. Throws SourceError. */
  prove(io: Io, settings: Settings): Promise<Proof<Settings>>
  /**
   * Oldest first, for ever (a live stream) or until all there is has been said (a polled one, asked again after
   * `limits.pollEveryMs`). Each batch is stored with its cursor in one transaction, in their order, so a crash costs a repeat, never
   * a gap. The next one is asked for only when the last has been stored (but see `isFirehose`). Throws SourceError; ends at once when
   * `io.signal` aborts.
   */
  pull(io: Io, settings: Settings, from: Cursor | null): AsyncIterable<Batch<Cursor>>
  /**
   * Hands over all that a whole network says, whoever listens: there it means nothing to be asked. So the next batch may be asked for
   * while the last one is still being stored (and no other is waiting), and a query that matches too much is heard only in part.
   */
  readonly isFirehose?: true
  /**
   * Who these authors are now, for a network whose posts carry only their ids: called seldom, beside the pull, for authors of
   * posts that somebody listens for. At most `AUTHORS_ASKED_MAX` ids of authors; in any order, without those it does not know.
   * Throws SourceError: `retry`, or anything else when asking for these ids again is of no use.
   */
  authors?(io: Io, settings: Settings, ids: readonly string[]): Promise<readonly Author[]>
  /** Its past, from a network that can be searched: there exactly if `can.backfill`. */
  readonly search?: Search<Settings>
  /** Sources of this network worth offering to somebody who begins to listen for these words. Pure; the best first. */
  suggest?(brand: Brand): readonly Suggestion<Settings>[]
}

/** How a network is asked for what was said before anybody listened for it. `Place` is how far one search has come. */
export interface Search<Settings = unknown, Place = unknown> {
  /** Where the next page begins. Stored as JSON beside the posts. */
  readonly place: z.ZodType<Place>
  /**
   * What to search for, so that together the searches find all that the network can find of what a query matches. They may find
   * more: the matcher decides about each post. Pure; bounded in number and length.
   */
  phrase(query: Query): Searches
  /**
   * One page of one search: newest first, as far as the network keeps to that; the same post may come again, also in another search.
   * Asked again from the last `next` until that is null, each time once the page has been stored. Throws SourceError.
   */
  page(io: Io, settings: Settings, asked: Asked, from: Place | null): Promise<Page<Place>>
}

export type Searches = {
  /** Search texts of the network, each for a search of its own. None: it can find nothing of what the query matches. */
  readonly texts: readonly string[]
  /** What the query matches and these searches do not find. */
  readonly lost: readonly Lost[]
}

/**
 * A part of a query, as the engine prints it, that is not searched for: because the network cannot (`unsearchable`), because there
 * are more such parts than searches (`too_many`), or, of a word, only in its rarer forms (`forms`).
 */
export type Lost = { readonly part: string; readonly why: 'unsearchable' | 'too_many' | 'forms' }

/** One search: its text, and the time it is about. Posts from outside that time may come too. */
export type Asked = { readonly text: string; readonly since: Date; readonly until: Date }

export type Page<Place = unknown> = {
  /** Each `said`, and dated when the network takes it to have been said. At most as many as a batch may have. */
  readonly posts: readonly Post[]
  /** Null: there is nothing more. */
  readonly next: Place | null
  /** What the search finds of the time since then has been handed over. */
  readonly reached: Date
}

/** What somebody listens for: the words people use, in every script, and where they are used. */
export type Brand = {
  readonly words: readonly string[]
  /** ISO 639-1. */
  readonly language: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
}

/** A source that could be added as it is; null settings: its form is to be filled in first. */
export type Suggestion<Settings = unknown> = {
  readonly name: string
  readonly settings: Settings | null
  /** Whoever runs it gives it to persons for themselves, not to companies: nobody's choice but that of somebody who may. */
  readonly isForPersons?: true
}

export type Abilities = {
  /** Pushes as it happens; otherwise it is polled. */
  readonly live: boolean
  readonly reply: boolean
  /** Can be searched for what was said before anybody listened for it. */
  readonly backfill: boolean
  readonly edits: boolean
  readonly deletes: boolean
  /** What it brings is said to the company itself: heard whether or not a query matches. */
  readonly addressed: boolean
}

export type Limits = {
  readonly requestsPerMinute: number
  /** Between two pulls of a polled source; 0 for a live one. */
  readonly pollEveryMs: number
  /** A source that has said nothing, not even a heartbeat, for so long is not heard. */
  readonly silentAfterMs: number
}

/** What the network allows, as data: ingest, export, reports and sending obey it. Null days: no bound. */
export type Terms = {
  readonly keepForDays: number | null
  readonly refreshEveryDays: number | null
  /** How soon a post deleted there must be gone here. */
  readonly deleteWithinHours: number | null
  readonly mayExportText: boolean
  readonly mayQuotePublicly: boolean
  readonly mayReplyUnasked: boolean
  readonly needsApproval: boolean
  readonly link: string
  /** The day somebody read them. */
  readonly readOn: string
}

/** What `prove` found out. The settings come back as they will be stored: a page's address may have become its feed's. */
export type Proof<Settings> = {
  readonly settings: Settings
  /** A name people recognise: a host, a feed's title. */
  readonly name: string
  /** One sample of what will be heard, if there is any yet. */
  readonly sample: string | null
}

/** What a network said since the last batch, in its order. May be empty: a heartbeat of a quiet stream. */
export type Batch<Cursor = unknown> = {
  readonly posts: readonly Post[]
  readonly cursor: Cursor
  /**
   * Ids of authors whose accounts were deleted there for good, not merely hidden for a while: all they ever said is taken back,
   * this batch's posts included. At most as many as a batch may have posts.
   */
  readonly gone?: readonly string[]
  /** All that the network said until this moment has now been handed over. Never goes back within one pull. */
  readonly heardUntil: Date
  /** What the network can no longer give back (its replay window has passed): goes to the gap ledger. */
  readonly missed?: { readonly from: Date; readonly until: Date; readonly why: string }
  /** Tokens and quotas, when the network tells. */
  readonly quota?: { readonly left: number; readonly resetsAt: Date | null }
}

/** One thing said, edited or taken back. All texts are as the network sent them: `ingest` normalises. */
export type Post = {
  readonly kind: 'said' | 'edited' | 'deleted'
  /** Unique for ever within the network. */
  readonly externalId: string
  readonly form: 'post' | 'reply' | 'repost' | 'review' | 'comment' | 'article'
  readonly author: Author
  readonly text: string
  /** BCP 47, as the network labels it. */
  readonly lang: string | null
  readonly url: string | null
  /** As the author or network claims; null where a feed gives none. */
  readonly saidAt: Date | null
  readonly links: readonly string[]
  /** Without `#`. */
  readonly tags: readonly string[]
  readonly media: readonly Media[]
  /** `externalId` of what this replies to, and of the thread's first post. */
  readonly replyTo: { readonly parent: string; readonly root: string } | null
  /** Where it was said, as a file or a person tells, when that is not this network itself. */
  readonly origin?: string | null
  /** Who filed it by hand: a token or an account that its workspace knows. */
  readonly filedBy?: string | null
}

export type Author = {
  /** Unique for ever within the network (a DID, a host). */
  readonly id: string
  /** Changeable: `name.example`; empty when the network did not tell. */
  readonly handle: string
  readonly name: string | null
  readonly followers: number | null
}

export type Media = { readonly kind: 'image' | 'video' | 'link'; readonly url: string | null; readonly alt: string | null }
