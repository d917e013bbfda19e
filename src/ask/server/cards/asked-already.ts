import type { Db } from '../../../base/server/database.ts'
import { isVisibleTo, type Reader } from '../reader.ts'

/** How many open asks of one kind to one department are compared, newest first. */
const COMPARED_MAX = 200
/** Of the pairs of letters in two titles, how many must be in both: "A link on the home page" and "a link on the homepage!" have 92 %. */
const ALIKE_FROM = 0.8

type Draft = { readonly kind: string; readonly title: string; readonly departmentId: string | null; readonly personId: string | null }

/** The newest open ask, of those that the reader may see, of the same kind to the same side with nearly the same title. */
export async function openAskLike(db: Db, reader: Reader, { kind, title, departmentId, personId }: Draft): Promise<{ id: string; number: number } | null> {
  if (lettersOf(title).length < 2) return null
  const asks = await db
    .selectFrom('ask')
    .select(['id', 'number', 'title'])
    .where('workspace_id', '=', reader.workspaceId)
    .where(isVisibleTo(reader))
    .where((eb) => departmentId === null ? eb('to_person_id', '=', personId) : eb('to_department_id', '=', departmentId))
    .where('kind', '=', kind)
    .where('state', 'not in', ['kept', 'not_kept', 'withdrawn'])
    .orderBy('raised_at', 'desc').orderBy('id', 'desc')
    .limit(COMPARED_MAX)
    .execute()
  return asks.find((ask) => likeness(ask.title, title) >= ALIKE_FROM) ?? null
}

/** How much two titles have in common, from 0 to 1: Dice's coefficient of their pairs of letters (L. R. Dice, Ecology 26, 1945). */
export function likeness(one: string, other: string): number {
  const [a, b] = [pairsOf(one), pairsOf(other)]
  const left = new Map<string, number>()
  for (const pair of a) left.set(pair, (left.get(pair) ?? 0) + 1)
  let common = 0
  for (const pair of b) {
    const count = left.get(pair) ?? 0
    if (count > 0) common += 1
    left.set(pair, count - 1)
  }
  return a.length + b.length === 0 ? 0 : (2 * common) / (a.length + b.length)
}

/** Letters and digits alone: case, points, vowel signs and spaces make no difference. */
const lettersOf = (title: string): string => title.normalize('NFKD').toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

function pairsOf(title: string): string[] {
  const letters = lettersOf(title)
  return Array.from({ length: Math.max(letters.length - 1, 0) }, (_, at) => letters.slice(at, at + 2))
}
