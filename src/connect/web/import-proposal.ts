import type { InputOf, OutputOf } from '../../base/endpoint.ts'
import type { previewImport } from '../import-contract.ts'

/** What the server proposes for a file. */
export type Proposal = OutputOf<typeof previewImport>

/** What somebody has said about how to look at it. */
export type Looking = Omit<InputOf<typeof previewImport>, 'uploadId'>
