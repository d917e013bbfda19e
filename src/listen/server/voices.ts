import { sql } from 'kysely'
import type { Db } from '../../base/server/database.ts'
import type * as contract from '../contract.ts'
import { HOUR_MS } from './counted.ts'
import { MENTION_COLUMNS, MENTION_SHOWN, type MentionRow, withMatches } from './mentions.ts'
import type { Reader } from './read-filter.ts'

const VOICES = 3
const LOOKED_AT_MAX = 300
const LATELY_MS = [24 * HOUR_MS, 7 * 24 * HOUR_MS]
/** So many letters say as much as a voice on the first screen can. */
const LETTERS_ENOUGH = 160
const LETTERS_MIN = 12

/** Three that were said in the last day, or else in the last week: by different people, about different things where possible. */
export async function voicesOf(db: Db, reader: Reader, now: Date): Promise<contract.Mention[]> {
  const voices: contract.Mention[] = []
  for (const backMs of LATELY_MS) {
    if (voices.length < VOICES) chooseVoices(await newestSince(db, reader, new Date(now.getTime() - backMs)), voices)
  }
  return voices
}

async function newestSince(db: Db, reader: Reader, since: Date): Promise<contract.Mention[]> {
  const { rows } = await sql<MentionRow>`
    select ${MENTION_COLUMNS} from mention m
    where ${MENTION_SHOWN} and m.deleted_at is null and m.form <> 'repost' and m.said_at >= ${since}
    order by m.said_at desc, m.id desc limit ${LOOKED_AT_MAX}`.execute(db)
  return withMatches(db, reader, rows)
}

/** Adds, of these mentions (newest first), those with most to say; each by somebody else, and rather of another query and place. */
export function chooseVoices(mentions: readonly contract.Mention[], voices: contract.Mention[]): void {
  const letters = new Map(mentions.map((one) => [one, lettersOf(one.text)]))
  while (voices.length < VOICES) {
    const left = mentions.filter((one) => (letters.get(one) ?? 0) >= LETTERS_MIN && !voices.some((voice) => isSame(voice, one)))
    const worth = (one: contract.Mention): number => Math.min(letters.get(one) ?? 0, LETTERS_ENOUGH) / LETTERS_ENOUGH
      - (one.links.length > 0 ? 0.3 : 0)
      - (voices.some((voice) => isAboutSame(voice, one)) ? 0.5 : 0)
      - (voices.some(({ place }) => place === one.place) ? 0.2 : 0)
    const [best] = left.map((one) => ({ one, worth: worth(one) })).toSorted((a, b) => b.worth - a.worth)
    if (!best) return
    voices.push(best.one)
  }
}

const isSame = (voice: contract.Mention, { id, copyOf, network, author, text }: contract.Mention): boolean => (
  (voice.network === network && voice.author.id === author.id) || voice.text === text || (voice.copyOf ?? voice.id) === (copyOf ?? id)
)

const isAboutSame = (voice: contract.Mention, { matches }: contract.Mention): boolean => (
  matches.some(({ queryId }) => voice.matches.some((match) => match.queryId === queryId))
)

/** Letters of what somebody says, without addresses, handles and tags. */
const lettersOf = (text: string): number => text.replaceAll(/https?:\/\/\S+|[#@]\S+|[^\p{L}]+/gu, '').length
