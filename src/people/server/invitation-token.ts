import { createHash, randomBytes } from 'node:crypto'

const WORKSPACE_BYTES = 16
const SECRET_BYTES = 24

/** What a token stands for: where to look, and what to look for. */
export type ReadToken = { readonly workspaceId: string; readonly hash: Buffer }

/** A token that cannot be guessed and that names its workspace, so that nobody has to look across workspaces. Only its hash is kept. */
export function newToken(workspaceId: string): ReadToken & { readonly token: string } {
  const bytes = Buffer.concat([Buffer.from(workspaceId.replaceAll('-', ''), 'hex'), randomBytes(SECRET_BYTES)])
  const token = bytes.toString('base64url')
  return { token, workspaceId, hash: hashOf(token) }
}

/** Reads a token; null when it cannot be one. */
export function readToken(token: string): ReadToken | null {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== WORKSPACE_BYTES + SECRET_BYTES) return null
  const hex = bytes.subarray(0, WORKSPACE_BYTES).toString('hex')
  return { workspaceId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'), hash: hashOf(token) }
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()
