import type { OutputOf } from '../../../base/endpoint.ts'
import type { Db } from '../../../base/server/database.ts'
import type { Ctx } from '../../../ctx.ts'
import { distinctive, formsIn, grouped, namesOf, POSTS_MIN, Stems } from '../../../language/index.ts'
import type * as contract from '../../contract.ts'
import { HOUR_MS } from '../counted.ts'
import { pageOfMentions } from '../page-of-mentions.ts'
import { findOf } from './find-theme.ts'

/** Mentions looked at of the filter’s time, and as many of the time before. */
const LOOKED_AT_MAX = 500
const THEMES_MAX = 8
const TERMS_MAX = 60
const DAYS_MS = 24 * HOUR_MS
const SPAN_DAYS = 30
const BEFORE_DAYS = 28

type Said = Pick<contract.Mention, 'id' | 'text' | 'author'>

/** What the mentions of a filter speak of more than those of the four weeks before it: themes of its most distinctive terms. */
export function distinctiveThemes(ctx: Ctx, filter: contract.Filter): Promise<OutputOf<typeof contract.themes>> {
  return ctx.transact(async (db) => {
    const from = filter.from === undefined ? new Date(ctx.now().getTime() - SPAN_DAYS * DAYS_MS) : new Date(filter.from)
    const before = new Date(from.getTime() - BEFORE_DAYS * DAYS_MS)
    const here = await saidIn(db, ctx, { ...filter, from: from.toISOString() })
    const there = await saidIn(db, ctx, { ...filter, from: before.toISOString(), until: from.toISOString() })
    return { themes: there.length === 0 ? [] : themesOf(here, there), looked: here.length, compared: there.length }
  })
}

/** What was said, of copies of one another once. */
async function saidIn(db: Db, ctx: Ctx, filter: contract.Filter): Promise<Said[]> {
  const { mentions } = await pageOfMentions(db, ctx.actor, { ...filter, limit: LOOKED_AT_MAX })
  const ids = new Set(mentions.map(({ id }) => id))
  return mentions.filter(({ deletedAt, copyOf }) => deletedAt === null && (copyOf === null || !ids.has(copyOf)))
}

function themesOf(here: readonly Said[], there: readonly Said[]): OutputOf<typeof contract.themes>['themes'] {
  const [ours, theirs] = [here.map(({ text }) => formsIn(text)), there.map(({ text }) => formsIn(text))]
  const counts = countsOf([...ours, ...theirs].map((forms) => [...forms.keys()]))
  const stems = new Stems((form) => counts.get(form) ?? 0)
  const termsIn = (of: readonly ReadonlyMap<string, string>[]) => of.map((forms) => [...new Set([...forms.keys()].map((form) => stems.termOf(form)))])
  const [ourTerms, theirTerms] = [termsIn(ours), termsIn(theirs)]
  const found = distinctive(countsOf(ourTerms), countsOf(theirTerms)).slice(0, TERMS_MAX).map(({ term, z }) => ({
    term, weight: z, posts: new Set(ourTerms.flatMap((terms, post) => (terms.includes(term) ? [post] : []))),
  })).filter(({ posts }) => posts.size >= POSTS_MIN && new Set([...posts].map((post) => here[post]?.author.id)).size >= POSTS_MIN)
  return grouped(found).toSorted((a, b) => (b.terms[0]?.weight ?? 0) - (a.terms[0]?.weight ?? 0)).slice(0, THEMES_MAX).flatMap((theme) => {
    const names = namesOf(theme).slice(0, NAMES_OF_CHIP).map((term) => writtenAs(term, ours, stems))
    const find = findOf(names)
    return find === '' ? [] : [{ name: names.join(', '), find, count: theme.posts.length }]
  })
}
const NAMES_OF_CHIP = 2

function countsOf(lists: readonly (readonly string[])[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const list of lists) for (const one of list) counts.set(one, (counts.get(one) ?? 0) + 1)
  return counts
}

/** A term as people wrote it most often; without prefixes where somebody wrote it so. */
function writtenAs(term: string, posts: readonly ReadonlyMap<string, string>[], stems: Stems): string {
  const bare = posts.flatMap((forms) => forms.get(term) ?? [])
  const written = bare.length > 0 ? bare : posts.flatMap((forms) => [...forms].flatMap(([form, surface]) => (stems.termOf(form) === term ? [surface] : [])))
  return [...countsOf([written])].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? term
}
