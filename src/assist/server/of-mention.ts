import type { Db } from '../../base/server/database.ts'
import type { Actor } from '../../ctx.ts'
import { contract as listen, mentionsById } from '../../listen/index.ts'
import type * as contract from '../contract.ts'
import { languageOf, textIn } from './read-answer.ts'
import type { Chosen } from './take-turn.ts'
import { withoutPersons } from './without-persons.ts'

/** More of one mention is not sent. */
const TEXT_UNITS_MAX = 4_000
const ANSWER_UNITS_MAX = 10_000
const TOKENS_MAX = 4_000

/** One mention's words as they may leave, by themselves; none of a mention that is gone, deleted, hidden or says nothing. */
export async function oneMention(db: Db, reader: Actor, mentionId: string, taskOf: (mention: listen.Mention) => string): Promise<Chosen<{ isOfPart: boolean }>> {
  const mentions = (await mentionsById(db, reader, [mentionId])).filter(saysSomething)
  const [mention] = mentions
  const text = mention ? withoutPersons(mention.text, mention.author) : ''
  return {
    mentions,
    isOfPart: text.length > TEXT_UNITS_MAX,
    question: { task: mention ? taskOf(mention) : '', material: { post: beginning(text, TEXT_UNITS_MAX) }, tokensMax: TOKENS_MAX },
  }
}

/** Whether there are words of it that may leave. */
export const saysSomething = ({ deletedAt, text }: listen.Mention): boolean => deletedAt === null && text.trim() !== ''

/** The first `unitsMax` units of a text, never half a letter. */
export const beginning = (text: string, unitsMax: number): string => text.slice(0, unitsMax).replace(/[\ud800-\udbff]$/, '')

/** What a machine wrote of one mention. `lang`: what was wanted; null: any. */
export function writtenOf(words: string, name: string, lang: string | null, { isOfPart }: { isOfPart: boolean }): contract.WrittenOfMention {
  const text = textIn(words, name, ANSWER_UNITS_MAX)
  return { text, ...languageOf(text, lang), isOfPart }
}
