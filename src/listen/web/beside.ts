import type { ReactNode } from 'react'
import type { MessageKey } from '../../base/wording.ts'
import type { Filter, Mention } from '../contract.ts'

/** Something that can be done because of a mention: by its key where one is at it, and by a button in its details. */
export type MentionDeed = {
  readonly keys: string
  readonly means: MessageKey
  readonly icon: ReactNode
  readonly act: (mention: Mention) => void
}

/** What stands beside mentions without being part of listening: whoever shows the page hands it in. */
export type Beside = {
  /** Below a mention: what has come of it. */
  readonly below: (mention: Mention) => ReactNode
  readonly deeds: readonly MentionDeed[]
  /** Below the words of a mention, where all of it is shown. */
  readonly inDetails: (mention: Mention) => ReactNode
  /** Above the list of what a filter means; `total` is how many those are, as far as they have been counted. */
  readonly aboveList: (filter: Filter, total: number | undefined) => ReactNode
  /** Below the query that is chosen. */
  readonly ofQuery: (queryId: string) => ReactNode
}
