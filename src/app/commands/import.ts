import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { OutputOf } from '../../base/endpoint.ts'
import { beginImport, beginUpload, contract as connect, oneImport, previewImport, putPart } from '../../connect/index.ts'
import type { Ctx } from '../../ctx.ts'
import { type Line, type Run, UsageError, valueOf, valuesOf } from '../command.ts'
import { inWorkspace } from '../workplace.ts'

const PART_BYTES = 1024 ** 2
const LOOK_EVERY_MS = 1_000
/** When nothing has been read for so long after it was begun, nobody reads. */
const NOBODY_READS_LOOKS = 15

type Preview = OutputOf<typeof connect.previewImport>

/** Sends a file, says what it takes it for, begins to read it, and follows until it is read. */
export const importFile: Run = (line) => inWorkspace(line, async (ctx) => {
  const [path] = line.words
  if (path === undefined || line.words.length > 1) throw new UsageError('Say which file to import.')
  const uploadId = await send(ctx, line, path)
  const dates = valueOf(line, 'dates')
  const style = connect.DATE_STYLES.find((each) => each === dates)
  if (dates !== undefined && !style) throw new UsageError(`--dates is one of ${connect.DATE_STYLES.join(', ')}.`)
  const asked = connect.previewImport.input.parse({ uploadId, encoding: valueOf(line, 'encoding'), zone: valueOf(line, 'zone') })
  const first = await previewImport(ctx, asked)
  const mapping = mappingOf(line, first)
  const preview = mapping.date === undefined ? first : await previewImport(ctx, { ...asked, dateColumn: mapping.date, timeColumn: mapping.time })
  line.note(preview.vendor ? `This looks like an export of ${preview.vendor.name}.` : 'Nobody’s export that Heed knows: read by the names and contents of its columns.')
  for (const [field, key] of Object.entries(mapping)) line.note(`  ${field} = ${preview.columns.find((column) => column.key === key)?.name || key}`)
  const dateStyle = mapping.date === undefined ? null : (style ?? preview.dates.style)
  if (mapping.date !== undefined && dateStyle === null) {
    throw new UsageError(`Say how its dates are written: --dates ${preview.dates.styles.join(' or ') || connect.DATE_STYLES.join(' or ')} (the first is ${preview.dates.samples[0]?.text ?? 'empty'}).`)
  }
  const { reading, zone, place, form } = preview
  const { importId } = await beginImport(ctx, { uploadId, reading, mapping, dateStyle, zone, place, form, hears: line.values['all'] ? 'all' : 'matching' })
  await follow(ctx, line, importId)
})

/** What was sent of the same file before is not sent again. */
async function send(ctx: Ctx, line: Line, path: string): Promise<string> {
  const { size, mtime } = await stat(path).catch(() => {
    throw new UsageError(`There is no file ${path}.`)
  })
  if (size === 0) throw new UsageError(`Nothing is in ${path}.`)
  const { uploadId, received } = await beginUpload(ctx, { name: basename(path).slice(0, 200), bytes: size, modifiedAt: mtime.toISOString() })
  const file = await open(path)
  try {
    for (let at = received; at < size;) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(PART_BYTES), 0, PART_BYTES, at)
      if (bytesRead === 0) throw new UsageError(`${path} has become shorter.`)
      at = (await putPart(ctx, { uploadId, at, base64: buffer.subarray(0, bytesRead).toString('base64') })).received
      line.note(`sent ${Math.floor((at * 100) / size)} % of ${basename(path)}`)
    }
  } finally {
    await file.close()
  }
  return uploadId
}

/** `--map text="Full Text"`: a field, and the title of its column; `--map url=` leaves it out. */
function mappingOf(line: Line, { mapping, columns }: Preview): Preview['mapping'] {
  const changed = { ...mapping }
  for (const pair of valuesOf(line, 'map')) {
    const [name = '', title = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
    const field = connect.FIELDS.find((each) => each === name)
    if (!field) throw new UsageError(`--map wants field=column, with one of ${connect.FIELDS.join(', ')}.`)
    const column = columns.find((each) => each.name === title) ?? columns.find((each) => each.key === title)
    if (!column && title !== '') throw new UsageError(`There is no column ${title}; there are: ${columns.map((each) => each.name || each.key).join(', ')}.`)
    if (column) changed[field] = column.key
    else delete changed[field]
  }
  return changed
}

async function follow(ctx: Ctx, line: Line, importId: string): Promise<void> {
  for (let looks = 0; ; looks += 1) {
    const now = await ctx.transact((db) => oneImport(db, importId))
    const { state, read, heard, known, bad, rowsPerS, leftS } = now
    const counts = `${read} rows read: ${heard} new mentions, ${known} known already, ${bad} not taken in`
    if (state === 'done') return line.print(`${counts}.`)
    if (state === 'cancelled') return line.print(`It was stopped after ${counts}; it can go on from the page /import.`)
    if (state === 'stopped' || state === 'too_many_bad') throw new UsageError(`It stopped after ${counts}. The page /import tells more.`)
    if (state === 'waiting' && looks >= NOBODY_READS_LOOKS) return line.print('It will be read as soon as Heed runs (heed up); the page /import shows how far it is.')
    if (state !== 'waiting') line.note(`${counts}${rowsPerS === null || leftS === null ? '' : `; ${Math.round(rowsPerS)} a second, ${Math.round(leftS)} s left`}`)
    await pause(LOOK_EVERY_MS)
  }
}
