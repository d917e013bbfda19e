import { cut } from '../../base/paging.ts'
import type { Db } from '../../base/server/database.ts'
import { olderThan } from '../../base/server/newest-first.ts'
import type * as contract from '../contract.ts'
import type { BlockTable } from './tables.ts'

/** How many entries one workspace's block list may have. */
export const BLOCKS_MAX = 5_000

/** The block list, newest first. */
export async function pageOfBlocks(db: Db, page: { limit: number; after?: string | undefined }): Promise<{ blocks: contract.Block[]; next: string | null }> {
  const fetched = await db
    .selectFrom('block')
    .where(olderThan('created_at', 'id', page.after))
    .selectAll()
    .orderBy('created_at', 'desc').orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
  const { rows, next } = cut(fetched, page.limit, (row) => ({ at: row.created_at, id: row.id }))
  return { blocks: rows.map(presentBlock), next }
}

export function presentBlock({ id, kind, value, created_at }: BlockTable): contract.Block {
  return { id, kind, value, createdAt: created_at.toISOString() }
}
