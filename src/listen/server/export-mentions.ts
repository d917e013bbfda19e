import type { ParsedOf } from '../../base/endpoint.ts'
import { say } from '../../base/messages.ts'
import { csvLine } from '../../base/server/csv-line.ts'
import { record } from '../../base/server/record.ts'
import type { FileAnswer } from '../../base/server/serve.ts'
import type { Language } from '../../base/wording.ts'
import type { Connectors } from '../../connect/index.ts'
import type { Ctx } from '../../ctx.ts'
import * as contract from '../contract.ts'
import { pageOfMentions } from './page-of-mentions.ts'
import { readFilter } from './read-filter.ts'
import { searchFor } from './search.ts'

const PAGE_ROWS = 500

/** What of a mention goes into a file, column by column. */
const COLUMNS = {
  said_at: ({ saidAt }) => saidAt,
  place: ({ place }, { connectors }) => connectors.get(place)?.title ?? place,
  form: ({ form }, { language }) => say(language, `listen.form.${form}`),
  lang: ({ lang }) => lang,
  author_name: ({ author }) => author.name ?? '',
  author_handle: ({ author }) => author.handle,
  text: ({ text }) => text,
  url: ({ url }) => url ?? '',
  sentiment: ({ meaning }, { language }) => (meaning ? say(language, `listen.sentiment.${meaning.sentiment}`) : ''),
  intent: ({ meaning }, { language }) => (meaning ? say(language, `listen.intent.${meaning.intent}`) : ''),
  needs_answer: ({ meaning }, { language }) => (meaning?.needsAnswer ? say(language, 'listen.export.yes') : ''),
  about_staff: ({ meaning }, { language }) => (meaning?.aboutStaff ? say(language, 'listen.export.yes') : ''),
  queries: ({ matches }) => matches.map(({ name }) => name).join(', '),
  reply_to: ({ replyTo }) => replyTo ?? '',
  edited_at: ({ editedAt }) => editedAt ?? '',
  deleted_at: ({ deletedAt }) => deletedAt ?? '',
  id: ({ externalId }) => externalId,
  mention: ({ id }) => id,
  copy_of: ({ copyOf }) => copyOf ?? '',
} satisfies Record<string, (mention: contract.Mention, to: Exporting) => string>

type Column = keyof typeof COLUMNS
const columns = Object.keys(COLUMNS) as Column[]
type Exporting = { readonly language: Language; readonly connectors: Connectors }

/** Kept from the file where a network’s terms do not allow its texts to be handed on. */
const WORDS_OF_PEOPLE: readonly Column[] = ['author_name', 'author_handle', 'text']

/**
 * The mentions that a filter means, newest first, named in the workspace's language. Read page by page as the asker takes it, each
 * page in a transaction of its own; what is said meanwhile is not in it. However it ends, a fact tells how many rows have left.
 */
export async function exportMentions(ctx: Ctx, connectors: Connectors, filter: ParsedOf<typeof contract.exportMentions>): Promise<FileAnswer> {
  const { find } = readFilter(filter, ctx.actor)
  if (find !== null) searchFor(find)
  const { language } = await ctx.transact((db) => db.selectFrom('workspace').select('language').executeTakeFirstOrThrow())
  const to = { language, connectors }
  const name = `${say(language, 'listen.export.file')} ${ctx.now().toISOString().slice(0, 10)}.csv`
  return { name, type: 'text/csv; charset=utf-8', pieces: linesOf(ctx, filter, to) }
}

async function* linesOf(ctx: Ctx, filter: contract.Filter, to: Exporting): AsyncGenerator<string> {
  let rows = 0
  try {
    yield `\ufeff${csvLine(columns.map((column) => say(to.language, `listen.export.column.${column}`)))}`
    for (let after: string | undefined; rows < contract.EXPORT_ROWS_MAX && !ctx.io.signal.aborted;) {
      const limit = Math.min(PAGE_ROWS, contract.EXPORT_ROWS_MAX - rows)
      const page = await ctx.transact((db) => pageOfMentions(db, ctx.actor, { ...filter, limit, after }))
      rows += page.mentions.length
      yield page.mentions.map((mention) => lineOf(mention, to)).join('')
      if (page.next === null) return
      after = page.next
    }
  } finally {
    await ctx.transact((db) => record(db, ctx, 'listen.exported', { rows, filter }))
  }
}

function lineOf(mention: contract.Mention, to: Exporting): string {
  const mayExportText = to.connectors.get(mention.network)?.terms.mayExportText === true
  return csvLine(columns.map((column) => (mayExportText || !WORDS_OF_PEOPLE.includes(column) ? COLUMNS[column](mention, to) : '')))
}
