import { contract as listen, addQuery, standingQueries } from '../../listen/index.ts'
import { type Command, UsageError, required } from '../command.ts'
import { inWorkspace } from '../workplace.ts'

export const queryAdd: Command = {
  name: 'query add',
  usage: "'TEXT' --name N [--in WORKSPACE]",
  about: 'Begins to listen for TEXT, in the query language (docs/query-language.md).',
  options: { name: { type: 'string' }, in: { type: 'string' } },
  run: (line) => inWorkspace(line, async (ctx) => {
    const [text] = line.words
    if (text === undefined || line.words.length > 1) throw new UsageError('Give the query as one word: quote it.')
    const query = await addQuery(ctx, listen.addQuery.input.parse({ name: required(line, 'name'), text }))
    await line.print(`Listening for ${query.name}: ${query.canonical}`)
  }),
}

export const queryList: Command = {
  name: 'query list',
  usage: '[--json] [--in WORKSPACE]',
  about: 'The standing queries.',
  options: { json: { type: 'boolean' }, in: { type: 'string' } },
  run: (line) => inWorkspace(line, async (ctx) => {
    const queries = await ctx.transact(standingQueries)
    for (const { id, name, text, canonical, revision } of queries) {
      await line.print(line.values['json'] ? JSON.stringify({ id, name, text, canonical, revision }) : `${name}\t${canonical}`)
    }
  }),
}
