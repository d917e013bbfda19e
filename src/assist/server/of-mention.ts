import type { Db } from '../../base/server/database.ts'
import type { Actor } from '../../ctx.ts'
import { contract as listen, mentionsById } from '../../listen/index.ts'
import type * as contract from '../contract.ts'
import { languageOf, textIn } from './read-answer.ts'
import type { Chosen } from './take-turn.ts'
import { READ_UNITS_MAX, withoutPersons } from './without-persons.ts'

/** More of one mention is not sent. */
const TEXT_UNITS_MAX = 4_000
const ANSWER_UNITS_MAX = 10_000
const TOKENS_MAX = 4_000

/** One mention's words as they may leave, by themselves; none of a mention that is gone, deleted, hidden or says nothing. */
export async function oneMention(db: Db, reader: Actor, mentionId: string, taskOf: (mention: listen.Mention) => string): Promise<Chosen<{ isOfPart: boolean }>> {
  const found = await mentionsById(db, reader, [mentionId])
  const mentions = found.filter((mention) => wordsOf(mention) !== '')
  const [mention] = mentions
  const text = mention ? wordsOf(mention) : ''
  return {
    mentions,
    isOfPart: text.length > TEXT_UNITS_MAX || (mention?.text.length ?? 0) > READ_UNITS_MAX,
    question: { task: mention ? taskOf(mention) : '', material: { post: beginning(text, TEXT_UNITS_MAX) }, tokensMax: TOKENS_MAX },
  }
}

/** The words of a mention that may leave; none of one that is deleted or says nothing that can be seen. */
export const wordsOf = ({ deletedAt, text, author }: listen.Mention): string => (deletedAt === null ? withoutPersons(text, author).trim() : '')

/** The first `unitsMax` units of a text, never half a letter. */
export const beginning = (text: string, unitsMax: number): string => text.slice(0, unitsMax).replace(/[\ud800-\udbff]$/, '')

/** What a machine wrote of one mention. `lang`: what was wanted; null: any. */
export function writtenOf(words: string, name: string, lang: string | null, { isOfPart }: { isOfPart: boolean }): contract.WrittenOfMention {
  const text = textIn(words, name, ANSWER_UNITS_MAX)
  return { text, ...languageOf(text, lang), isOfPart }
}
