import { DatabaseError } from 'pg'

/** SQLSTATE classes of failures that pass: connection, shutdown and start, full disk or memory, serialisation and deadlock, lock timeouts. */
const PASSING = /^(?:08|25P0[34]|40|53|55P03|57P|57014|58)/
const WIRE = /^(?:ECONN|ENOENT|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ENOTFOUND)/
/** What `pg` itself says, without a code, when the server is gone. */
const WORDS = /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|connection ended|query read timeout/i

/** Whether the database failed in a way that passes by itself: the same work, done again later, can succeed. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof DatabaseError) return PASSING.test(error.code ?? '')
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway)
  if (!(error instanceof Error)) return false
  return ('code' in error && WIRE.test(String(error.code))) || WORDS.test(error.message)
}
