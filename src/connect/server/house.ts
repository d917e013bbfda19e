import type { Secrets } from '../../base/server/secrets.ts'

/** Where this installation is reached, and what its tokens are derived from. */
export type House = { readonly secrets: Pick<Secrets, 'derive'>; readonly url: string }
