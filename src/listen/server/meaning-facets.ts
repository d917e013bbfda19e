import { INTENTS, SENTIMENTS } from '../../language/contract.ts'
import type * as contract from '../contract.ts'
import { cellsOf, columnOf } from './meanings.ts'
import type { Meanings } from './read-filter.ts'
import { valuesOf } from './tally.ts'

type MeaningFacets = Pick<contract.Figures['facets'], 'sentiments' | 'intents' | 'needsAnswer' | 'aboutStaff'>

/** The facets of meanings, each under the filter without its own part, from how many mentions mean what. */
export function meaningFacets(counts: ReadonlyMap<string, number>, wanted: Meanings): MeaningFacets {
  const sum = (instead: Partial<Meanings>): number => (
    cellsOf({ ...wanted, ...instead }).reduce((all, cell) => all + (counts.get(columnOf(cell)) ?? 0), 0)
  )
  return {
    sentiments: valuesOf(SENTIMENTS.map((sentiment) => [sentiment, sum({ sentiments: [sentiment] })])),
    intents: valuesOf(INTENTS.map((intent) => [intent, sum({ intents: [intent] })])),
    needsAnswer: sum({ needsAnswer: true }),
    aboutStaff: sum({ aboutStaff: true }),
  }
}
