import type { Db } from '../../../base/server/database.ts'
import type { Range } from '../counted.ts'
import { figuresOfLooked } from '../figures-of-words.ts'
import { all } from '../look-at.ts'
import { isWanted, searchFor } from '../search.ts'
import type { SurgeWanted, Wanted } from '../read-filter.ts'
import type { Tally } from '../tally.ts'
import { hourAt, startOfHour } from './lived.ts'
import { mentionsOfSurge, type OfSurge as Mention, wantedOfSurge } from './mentions-of-surge.ts'

type OfSurge = Wanted & { readonly surge: SurgeWanted }

/**
 * The mentions of a surge, to be counted: of which time they are, in whole hours, as far as the filter leaves that open, and what they come to in bars.
 * Exact, but of a surge with very many copies.
 */
export async function lookAtSurge(db: Db, wanted: OfSurge): Promise<{ time: Pick<Wanted, 'from' | 'until'>; tallyIn: (bars: readonly Range[]) => Promise<Tally & { margin: number }> }> {
  const { mentions, isCut } = await mentionsOfSurge(db, wanted.surge)
  return {
    time: timeOf(wanted, mentions),
    tallyIn: async (bars) => {
      const search = wanted.find === null ? { match: () => [] } : searchFor(wanted.find)
      const within = { ...wanted, queryId: null, find: null, from: bars[0]?.from ?? null, until: bars.at(-1)?.until ?? null }
      const looked = all(search, bars, await wantedOfSurge(db, within, mentions))
      return { ...await figuresOfLooked(db, wanted, bars, looked), ...(isCut ? { margin: mentions.length } : {}) }
    },
  }
}

function timeOf({ from, until }: OfSurge, mentions: readonly Mention[]): Pick<Wanted, 'from' | 'until'> {
  const [last, first] = [mentions[0], mentions.at(-1)]
  if (!first || !last) return { from, until }
  const [begin, end] = [startOfHour(hourAt(first.said_at)), startOfHour(hourAt(last.said_at) + 1)]
  return { from: from ?? (until && until <= begin ? null : begin), until: until ?? (from && from >= end ? null : end) }
}

/** How many people said what a filter means of a surge; null where there are too many copies to know. */
export async function peopleOfSurge(db: Db, wanted: OfSurge): Promise<{ people: number | null; margin: number }> {
  const { mentions, isCut } = await mentionsOfSurge(db, wanted.surge)
  const meant = (await wantedOfSurge(db, wanted, mentions)).filter((one) => isWanted(wanted, one))
  return { people: isCut ? null : new Set(meant.map(({ network, author_id }) => `${network} ${author_id}`)).size, margin: 0 }
}
