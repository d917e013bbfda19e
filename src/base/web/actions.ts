import type { ReactNode } from 'react'
import { newRegistry } from './registry.ts'

/** Something that can be done from here, in words. */
export type Action = {
  /** The same in every visit: what was done lately is remembered by it. */
  readonly id: string
  readonly words: string
  /** Under which title it stands among all that can be done. */
  readonly group: string
  readonly icon?: ReactNode
  /** Other words by which somebody may look for it. */
  readonly also?: string
  /** The keys that do the same. */
  readonly keys?: string
  readonly act: () => void
}

const registry = newRegistry<Action>()

/** Adds what can be done on this page to all that can be done, while mounted. */
export const useActions = registry.useAdd

/** All that can be done now. */
export const allActions = registry.all
