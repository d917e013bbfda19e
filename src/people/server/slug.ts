import { randomInt } from 'node:crypto'

const LENGTH_MAX = 32
const LENGTH_MIN = 2
const CONSONANTS = 'bdfgklmnprstvz'
const VOWELS = 'aeiou'

/** A name as it can stand in an address. A name without Latin letters becomes a random one that can be said aloud: `lomira-42`. */
export function slugOf(name: string): string {
  const latin = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LENGTH_MAX)
    .replace(/^-+|-+$/g, '')
  return latin.length >= LENGTH_MIN ? latin : randomSlug()
}

/** The same name for the second who wants it. */
export const anotherSlug = (slug: string): string => `${slug}-${randomInt(10, 1_000)}`

const syllable = (): string => `${CONSONANTS[randomInt(CONSONANTS.length)]}${VOWELS[randomInt(VOWELS.length)]}`

function randomSlug(): string {
  return `${syllable()}${syllable()}${syllable()}-${randomInt(10, 100)}`
}
