import type { ReactNode } from 'react'
import type { MessageKey } from '../../base/wording.ts'
import type { Mention } from '../contract.ts'

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
  /** Below the query that is chosen. */
  readonly ofQuery: (queryId: string) => ReactNode
}
