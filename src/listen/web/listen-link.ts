import type { ReactNode } from 'react'
import type { Filter } from '../contract.ts'

/** A link to the mentions that a filter means. */
export type ListenLink = (props: { filter: Filter; className?: string; children: ReactNode }) => ReactNode
