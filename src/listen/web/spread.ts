import type { Mention } from '../contract.ts'
import type { MentionPages } from './mention-pages.ts'

/** What mentions that say the same have in common. */
export const clusterOf = ({ id, copyOf }: Pick<Mention, 'id' | 'copyOf'>): string => copyOf ?? id

/** The mentions, told how far they have spread by those that were heard; the same ones when they say nothing new. */
export function spreadBy<M extends readonly Mention[]>(shown: M, heard: readonly Mention[]): M | Mention[] {
  const spreads = new Map(heard.map((mention) => [clusterOf(mention), mention.spread]))
  const isNew = (mention: Mention) => {
    const spread = spreads.get(clusterOf(mention))
    return spread !== undefined && spread !== null && spread.count !== mention.spread?.count
  }
  return shown.some(isNew) ? shown.map((mention) => (isNew(mention) ? { ...mention, spread: spreads.get(clusterOf(mention)) ?? null } : mention)) : shown
}

/** The same for all that a list holds. */
export function spreadIn(list: MentionPages, heard: readonly Mention[]): MentionPages {
  const pages = list.pages.map((page) => {
    const mentions = spreadBy(page.mentions, heard)
    return mentions === page.mentions ? page : { ...page, mentions }
  })
  return pages.some((page, at) => page !== list.pages[at]) ? { ...list, pages } : list
}

/**
 * Of mentions that were heard, those that are new to a list of texts: firsts. Copies of what is `known`, or of one another's firsts, only
 * spread that; whether any other copy belongs into the list, as its first does not, only the server knows: then `asksServer`.
 */
export function newTexts(heard: readonly Mention[], known: readonly Mention[]): { fresh: Mention[]; asksServer: boolean } {
  const fresh = heard.filter(({ copyOf }) => copyOf === null)
  const clusters = new Set([...known, ...fresh].map(clusterOf))
  return { fresh, asksServer: heard.some((mention) => !clusters.has(clusterOf(mention))) }
}
