import { throughPages } from '../../base/paging.ts'
import { pageOfMentions, standingQueries } from '../../listen/index.ts'
import { type Run, UsageError, valueOf } from '../command.ts'
import { inWorkspace } from '../workplace.ts'

const PAGE = 200
const SPAN_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** Mentions, newest first. */
export const mentions: Run = (line) => inWorkspace(line, async (ctx) => {
  const since = sinceOf(valueOf(line, 'since'), ctx.now())
  const wanted = valueOf(line, 'query')
  const query = wanted === undefined ? undefined : (await ctx.transact(standingQueries)).find(({ name }) => name === wanted)
  if (wanted !== undefined && !query) throw new UsageError(`There is no query ${wanted}; heed query list shows them.`)
  const all = throughPages(async (after) => {
    const { mentions: rows, next } = await ctx.transact((db) => pageOfMentions(db, ctx.actor, { limit: PAGE, from: since, queryId: query?.id, after }))
    return { rows, next }
  })
  for await (const { network, place, externalId, author, text, lang, saidAt, url, editedAt, deletedAt, matches } of all) {
    const queries = matches.map(({ name, spans }) => ({ name, spans }))
    const who = author.handle || author.id
    await line.print(line.values['json']
      ? JSON.stringify({ network, place, externalId, author: who, text, lang, saidAt, url, editedAt, deletedAt, queries })
      : `${saidAt}  ${place}  ${author.name ?? who}: ${text.replaceAll(/\s+/g, ' ').slice(0, 160)}`)
  }
})

/** A moment as ISO text; undefined when none was given. */
function sinceOf(text: string | undefined, now: Date): string | undefined {
  if (text === undefined) return undefined
  const span = /^(\d{1,6})([mhd])$/.exec(text)
  const at = span ? new Date(now.getTime() - Number(span[1]) * SPAN_MS[span[2] as keyof typeof SPAN_MS]) : new Date(text)
  if (Number.isNaN(at.getTime())) throw new UsageError(`--since ${text} is neither a moment nor a span such as 24h.`)
  return at.toISOString()
}
