/**
 * `npm run bench -- quality --data DIR [--only NAME]`: how well posts are understood, on examples nothing was learned from. DIR holds the files
 * that models/data/elsewhere.sha256 names. Each row is printed in a table, and again as a line of JSON.
 */
import { parseArgs } from 'node:util'
import { PUBLISHED } from '../src/language/index.ts'
import type { QualityRow } from './quality/row.ts'

/** What is measured, in the order it is printed: each on files of a folder. */
const MEASURES: Readonly<Record<string, () => Promise<(data: string) => QualityRow[]>>> = {
  sentiment: async () => (await import('./quality/sentiment.ts')).sentimentRows,
  intent: async () => (await import('./quality/intent.ts')).intentRows,
  language: async () => (await import('./quality/language.ts')).languageRows,
  brands: async () => (await import('./quality/brands.ts')).brandRows,
  duplicates: async () => (await import('./quality/duplicates.ts')).duplicateRows,
  surges: async () => (await import('./quality/surges.ts')).surgeRows,
}

const COLUMNS = ['set', 'metric', 'value', 'card', 'floor', 'goal', 'moonshot', 'published'] as const
/** How the bench names what is right in all of a set, where it is not `accuracy`. */
const ACCURACY_OF = { sentiment: 'accuracy', intent: 'intent accuracy', question: 'asks accuracy', needsAnswer: 'needsAnswer accuracy', aboutStaff: 'aboutStaff accuracy' } as const

export async function bench(options: readonly string[]): Promise<readonly string[]> {
  const { values: { data, only } } = parseArgs({ args: [...options], options: { data: { type: 'string' }, only: { type: 'string' } } })
  if (data === undefined) return ['--data DIR is needed: a folder with the files that models/data/elsewhere.sha256 names.']
  const rows: QualityRow[] = []
  for (const [name, load] of Object.entries(MEASURES)) {
    if (only === undefined || name === only) rows.push(...(await load())(data))
  }
  return [...tableOf(rows), '', ...rows.map((row) => JSON.stringify({ ...row, value: Number(row.value.toFixed(4)) }))]
}

function tableOf(rows: readonly QualityRow[]): string[] {
  const cells = [[...COLUMNS], ...rows.map((row) => COLUMNS.map((column) => shown(column === 'card' ? cardOf(row) : row[column])))]
  const widths = COLUMNS.map((_, at) => Math.max(...cells.map((line) => line[at]?.length ?? 0)))
  return cells.map((line) => line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ').trimEnd())
}

/** What the models' cards, and with them the product, say of it. */
function cardOf({ set, metric }: QualityRow): number | null {
  const figure = PUBLISHED.find((one) => one.set === set && ACCURACY_OF[one.head] === metric)
  return figure ? figure.rightInThousand / 1000 : null
}

function shown(value: string | number | null): string {
  return typeof value === 'number' ? value.toFixed(3) : value ?? ''
}
