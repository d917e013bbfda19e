import { createHmac } from 'node:crypto'
import type { Db } from '../../../base/server/database.ts'
import type { Secrets } from '../../../base/server/secrets.ts'
import type { AnswerGiven } from '../../contract.ts'
import type { AskRow } from '../lock-ask.ts'

const MINUTE_MS = 60_000
export const CODE_MINUTES = 30
export const WRONG_CODES_MAX = 5

/** The six digits for an answer: HMAC-SHA256 (RFC 2104) of its id, so that they are stored nowhere and the same whenever they are mailed. */
export function codeOf(secrets: Pick<Secrets, 'derive'>, workspaceId: string, answerId: string): string {
  const mark = createHmac('sha256', secrets.derive('answer codes')).update(`${workspaceId} ${answerId}`).digest()
  return String(mark.readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
}

export const codeExpiry = (now: Date): Date => new Date(now.getTime() + CODE_MINUTES * MINUTE_MS)

type Given = Pick<AnswerGiven, 'kind'> & { readonly due?: string | null }

/** Whether a word is so large that a link alone does not do: a yes with a day to more than the workspace's `confirm_above`. */
export async function isLarge(db: Db, ask: Pick<AskRow, 'workspace_id' | 'amount'>, { kind, due }: Given): Promise<boolean> {
  const binds = kind === 'yes_by' || (kind === 'yes_but' && due != null)
  if (!binds || ask.amount === null) return false
  const settings = await db.selectFrom('ask_settings').select('confirm_above').where('workspace_id', '=', ask.workspace_id).executeTakeFirst()
  return settings?.confirm_above != null && BigInt(ask.amount) > BigInt(settings.confirm_above)
}
