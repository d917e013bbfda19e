import { useI18n } from '../../base/web/i18n.tsx'
import { Section } from '../../base/web/page.tsx'
import { type Column, Table } from '../../base/web/table.tsx'
import { type DateStyle, type Field, FIELDS, type Mapping } from '../import-contract.ts'
import type { Proposal } from './import-proposal.ts'
import { FIELD_WORDS } from './import-words.ts'

/** What is read as sentences, each on its own side; all else stands where the column stands. */
const WORDS: readonly Field[] = ['text', 'title']

/** The first rows as they will be taken in: only what is mapped, and each date as it is read. */
export function ImportPreview({ proposal, mapping, dateStyle }: { proposal: Proposal; mapping: Mapping; dateStyle: DateStyle | null }) {
  const { t, exactly } = useI18n()
  const samplesOf = new Map(proposal.columns.map(({ key, samples }) => [key, samples]))
  const momentsOf = new Map(proposal.dates.samples.map(({ text, moments }) => [text, moments]))
  const cell = (field: Field, row: number): string => samplesOf.get(mapping[field] ?? '')?.[row] ?? ''
  const read = (row: number): string => {
    const said = [cell('date', row).trim(), cell('time', row).trim()].filter(Boolean).join(' ')
    const at = (momentsOf.get(said) ?? momentsOf.get(cell('date', row)))?.[dateStyle ?? 'iso']
    return at ? exactly(at) : said
  }
  const columns = FIELDS.filter((field) => mapping[field] !== undefined && field !== 'time').map((field): Column<number> => ({
    id: field,
    title: t(FIELD_WORDS[field]),
    cell: (row) => shown(field, field === 'date' ? read(row) : cell(field, row)),
  }))
  const rows = Array.from({ length: Math.max(0, ...proposal.columns.map(({ samples }) => samples.length)) }, (_, row) => row)
  if (columns.length === 0 || rows.length === 0) return null
  return (
    <Section title={t('connect.import.preview')}>
      <div className="overflow-x-auto">
        <Table label={t('connect.import.preview')} columns={columns} rows={rows} keyOf={String} />
      </div>
    </Section>
  )
}

/** A cell's text. */
function shown(field: Field, text: string) {
  if (!WORDS.includes(field)) {
    return (
      <span className="line-clamp-3 wrap-anywhere md:min-w-20">
        <bdi>{text}</bdi>
      </span>
    )
  }
  return (
    <span dir="auto" className="line-clamp-3 wrap-anywhere md:min-w-40">
      {text}
    </span>
  )
}
