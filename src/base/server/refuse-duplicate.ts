import pg from 'pg'
import type { Refusal } from '../error.ts'

const UNIQUE_VIOLATION = '23505'

/** Does the work; if it would break this unique constraint or index, refuses instead. The database decides, so two at once cannot both win. */
export async function refuseDuplicate<T>(constraint: string, refusal: Refusal, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === UNIQUE_VIOLATION && error.constraint === constraint) throw refusal
    throw error
  }
}
