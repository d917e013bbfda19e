import type { InputOf } from '../../base/endpoint.ts'
import type { parties, raise } from '../contract.ts'
import type { OutputOf } from '../../base/endpoint.ts'

export type Parties = OutputOf<typeof parties>

/** What somebody is about to ask. What is null is proposed. */
export type RaiseDraft = {
  readonly toDepartmentId: string | null
  readonly toPersonId: string | null
  readonly fromDepartmentId: string | null
  readonly kind: string | null
  readonly title: string | null
  readonly neededBy: string | null
  readonly details: string
  readonly worth: string
  readonly recipients: string
  readonly amount: string
  /** With which it was sent: sent again, after a reload too, it is asked once. */
  readonly key: string | null
}

export const EMPTY_DRAFT: RaiseDraft = {
  toDepartmentId: null, toPersonId: null, fromDepartmentId: null, kind: null, title: null, neededBy: null, details: '', worth: '', recipients: '', amount: '', key: null,
}

/** Why somebody asks: voices, or a theme. `isForeign`: their words are of another language than the interface's. */
export type Because = { readonly words: string | null; readonly isForeign: boolean; readonly mentionIds: readonly string[]; readonly queryId: string | null }

const TITLE_UNITS_MAX = 160
const EXCERPT_UNITS = 70
/** In how many working days something is needed unless one says otherwise. */
export const DAYS_USUAL = 5

/** Whether a kind is asked for by how much of it. */
export const hasAmount = (kind: string): boolean => kind === 'budget' || kind === 'hours'

/** The kind that is proposed: the first that the department offers; of what people said, an answer. */
export function kindFor({ kind, toDepartmentId }: RaiseDraft, { departments }: Parties, { words }: Because): string {
  const offered = departments.find(({ id }) => id === toDepartmentId)?.kinds ?? []
  return kind ?? offered[0] ?? (words === null ? 'other' : 'product_answer')
}

/** The title that is proposed: what is asked for, and the beginning of what people said; no mixture of languages. */
export function titleFor(kindName: string, { words, isForeign }: Because): string {
  if (words === null) return ''
  const line = words.replaceAll(/[\p{Cc}\p{Cs}]+/gu, ' ').trim()
  const short = line.length <= EXCERPT_UNITS ? line : `${cutAtWord(line)}…`
  return isForeign ? short : `${kindName}: ${short}`.slice(0, TITLE_UNITS_MAX)
}

/** Whole letters and, where there are several, whole words. */
function cutAtWord(line: string): string {
  const start = line.slice(0, EXCERPT_UNITS).toWellFormed().replace(/\ufffd$/, '')
  return start.replace(/\s+\S*$/, '') || start
}

/** What is sent. */
export function toSend(draft: RaiseDraft, proposed: { kind: string; title: string; neededBy: string; key: string }, because: Because): InputOf<typeof raise> {
  const { kind, title, neededBy, key } = proposed
  const amount = /^\d{1,12}$/.test(draft.amount.trim()) ? Number(draft.amount) : null
  return {
    kind: kind as InputOf<typeof raise>['kind'],
    title, neededBy, key,
    details: draft.details,
    worth: draft.worth,
    recipients: kind === 'mailing' ? draft.recipients : null,
    amount: hasAmount(kind) ? amount : null,
    fromDepartmentId: draft.fromDepartmentId,
    toDepartmentId: draft.toDepartmentId,
    toPersonId: draft.toPersonId,
    mentionIds: [...because.mentionIds],
    queryId: because.queryId,
  }
}
