import type { OutputOf, ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import type { Ctx } from '../../ctx.ts'
import { isZone } from '../../people/index.ts'
import type * as contract from '../import-contract.ts'
import { type Look, lookAtFile } from '../import/look-at-file.ts'
import { dateReader, stylesOf } from '../import/read-date.ts'
import { dateOf } from '../import/row-post.ts'
import { readUpload } from './uploads.ts'

const SAMPLES = 5

/** A file that is wholly here, looked at as somebody says it is to be read. */
export async function lookAtUpload(ctx: Ctx, uploadId: string, given: Parameters<typeof lookAtFile>[2]): Promise<Look & { name: string; bytes: number }> {
  const upload = await ctx.transact((db) => db.selectFrom('upload').select(['name', 'bytes', 'received']).where('id', '=', uploadId).executeTakeFirst())
  if (!upload) throw new Refusal('not_found')
  if (upload.received !== upload.bytes) throw new Refusal('connect.file_not_whole', { received: Number(upload.received) })
  const look = await lookAtFile((at, bytes) => ctx.transact((db) => readUpload(db, uploadId, at, bytes)), Number(upload.bytes), given)
  return { ...look, name: upload.name, bytes: Number(upload.bytes) }
}

/** How a file would be read: whose export it seems to be, its columns with samples, and what its dates mean. */
export async function previewImport(ctx: Ctx, input: ParsedOf<typeof contract.previewImport>): Promise<OutputOf<typeof contract.previewImport>> {
  const { uploadId, encoding, delimiter, headerRow, dateColumn, timeColumn } = input
  const look = await lookAtUpload(ctx, uploadId, { ...(encoding && { encoding }), ...(delimiter && { delimiter }), ...(headerRow !== undefined && { headerRow }) })
  const zone = input.zone ?? await zoneOf(ctx)
  if (!isZone(zone)) throw new Refusal('people.unknown_zone', { zone })
  const { name, bytes, reading, columns, rows, vendor, mapping } = look
  const column = dateColumn ?? mapping.date ?? null
  const dates = column === null ? [] : datesIn(look, column, dateColumn === undefined ? mapping.time : timeColumn)
  const styles = stylesOf(dates)
  return {
    name, bytes, reading, mapping, zone,
    columns: columns.map((each, at) => ({ ...each, samples: rows.slice(0, SAMPLES).map((row) => row[at] ?? '') })),
    vendor: vendor && { id: vendor.id, name: vendor.name },
    place: vendor?.place ?? null,
    form: vendor?.form ?? 'post',
    dates: {
      column,
      style: styles.length === 1 ? (styles[0] ?? null) : null,
      styles,
      samples: dates.filter((text) => text.trim() !== '').slice(0, SAMPLES).map((text) => ({
        text,
        moments: Object.fromEntries(styles.flatMap((style) => {
          const at = dateReader(style, zone)(text)
          return at ? [[style, at.toISOString()]] : []
        })),
      })),
    },
  }
}

/** What the rows say of a date, with its time where that has a column of its own. */
export function datesIn({ columns, rows }: Look, date: string, time: string | undefined): string[] {
  const places = { date: columns.findIndex(({ key }) => key === date), time: columns.findIndex(({ key }) => key === time) }
  return rows.map((row) => dateOf((field) => (field === 'date' || field === 'time' ? (row[places[field]] ?? '') : '')))
}

async function zoneOf(ctx: Ctx): Promise<string> {
  const market = await ctx.transact((db) => db.selectFrom('market').select('zone').where('workspace_id', '=', ctx.actor.workspaceId).orderBy('created_at').executeTakeFirst())
  return market?.zone ?? 'UTC'
}
