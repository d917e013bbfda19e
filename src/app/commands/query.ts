import { contract as listen, addQuery, standingQueries } from '../../listen/index.ts'
import { type Run, UsageError, required } from '../command.ts'
import { inWorkspace } from '../workplace.ts'

/** Begins to listen for TEXT, in the query language (docs/query-language.md). */
export const queryAdd: Run = (line) => inWorkspace(line, async (ctx) => {
  const [text] = line.words
  if (text === undefined || line.words.length > 1) throw new UsageError('Give the query as one word: quote it.')
  const query = await addQuery(ctx, listen.addQuery.input.parse({ name: required(line, 'name'), text }))
  await line.print(`Listening for ${query.name}: ${query.canonical}`)
})

/** The standing queries. */
export const queryList: Run = (line) => inWorkspace(line, async (ctx) => {
  const queries = await ctx.transact(standingQueries)
  for (const { id, name, text, canonical, revision } of queries) {
    await line.print(line.values['json'] ? JSON.stringify({ id, name, text, canonical, revision }) : `${name}\t${canonical}`)
  }
})
