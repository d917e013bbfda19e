import { say } from '../../../base/messages.ts'
import { csvLine } from '../../../base/server/csv-line.ts'
import { record } from '../../../base/server/record.ts'
import type { FileAnswer } from '../../../base/server/serve.ts'
import type { Connectors } from '../../../connect/index.ts'
import type { Ctx } from '../../../ctx.ts'
import { TITLE_OF_HEAD } from '../../contract.ts'
import { type Counted, countedChecks, intervalOf } from './agreement.ts'

const COLUMNS = ['what', 'lang', 'place', 'version', 'judged', 'agreed', 'share', 'low', 'high'] as const

/** Every count that the page's figures are made of; shares only where there are enough to tell one. In the workspace's language. */
export async function agreementFile(ctx: Ctx, connectors: Connectors): Promise<FileAnswer> {
  const { language, counted } = await ctx.transact(async (db) => {
    const found = await countedChecks(db, ctx)
    await record(db, ctx, 'listen.agreement_exported', { rows: found.length })
    return { ...(await db.selectFrom('workspace').select('language').executeTakeFirstOrThrow()), counted: found }
  })
  const line = (row: Counted): string => {
    const interval = intervalOf(row)
    const shares = interval ? [row.agreed / row.judged, ...interval].map((share) => share.toFixed(3)) : ['', '', '']
    const words = [say(language, TITLE_OF_HEAD[row.head]), row.lang, connectors.get(row.place)?.title ?? row.place, row.version]
    return csvLine([...words, String(row.judged), String(row.agreed), ...shares])
  }
  const titles = csvLine(COLUMNS.map((column) => say(language, `listen.understood.column.${column}`)))
  const name = `${say(language, 'listen.understood.file')} ${ctx.now().toISOString().slice(0, 10)}.csv`
  return { name, type: 'text/csv; charset=utf-8', pieces: (async function* () {
    yield `\ufeff${titles}${counted.map(line).join('')}`
  })() }
}
