import type { ReactNode } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'
import { type Column, Table } from '../../base/web/table.tsx'
import type { Figures, LedgerDepartment, LedgerFigure } from '../contract.ts'
import { Figure, None, type Sides, Share } from './ledger-figure.tsx'

/** A line of the ledger: the department it is about, if any, what stands for it, and of asks between whom it counts. */
export type Line<Some> = { readonly department: LedgerDepartment | null; readonly name?: ReactNode; readonly figures: Some; readonly sides: Sides }
type Row = Line<Figures>
type CountName = Exclude<keyof Figures, 'medianDays'>

const name = ({ department, name }: Line<unknown>) => name ?? <DepartmentName department={department} />
const inTime = ({ sides, figures }: Row) => <Share {...sides} count={figures.inTime} of={figures.inTimeOf} figure="in_time" ofFigure="in_time_of" />
const kept = ({ sides, figures }: Row) => <Share {...sides} count={figures.kept + figures.moved} of={figures.keptOf} figure="kept_or_moved" ofFigure="kept_of" />
const days = ({ sides, figures: { yes, but, no, medianDays } }: Row) =>
  (medianDays === null ? <None /> : <Figure {...sides} figure="answered" count={yes + but + no} words={String(medianDays)} />)

/** A column of one figure. */
export const countOf = <Name extends CountName>(figure: LedgerFigure, title: string, name: Name): Column<Line<Record<Name, number>>> => ({
  id: figure, title, isNumber: true, cell: ({ sides, figures }) => <Figure {...sides} figure={figure} count={figures[name]} />,
})

/** The column that names a line. */
export const nameOf = (title: string): Column<Line<unknown>> => ({ id: 'department', title, cell: name })

/** Lines of the ledger, by name: how asks were answered and what became of promises. */
export function LedgerTable({ label, rows }: { label: string; rows: readonly Row[] }) {
  const { t } = useI18n()
  const columns: Column<Row>[] = [
    nameOf(t('ask.ledger.department')),
    countOf('asked', t('ask.ledger.figure.asked'), 'asked'),
    countOf('yes', t('ask.ledger.figure.yes'), 'yes'),
    countOf('but', t('ask.ledger.figure.but'), 'but'),
    countOf('no', t('ask.ledger.figure.no'), 'no'),
    countOf('silent', t('ask.ledger.figure.silent'), 'silent'),
    { id: 'in_time', title: t('ask.ledger.figure.in_time'), isNumber: true, cell: inTime },
    { id: 'days', title: t('ask.ledger.days_column'), isNumber: true, cell: days },
    { id: 'kept_or_moved', title: t('ask.ledger.figure.kept_or_moved'), isNumber: true, cell: kept },
    countOf('late', t('ask.ledger.figure.late'), 'late'),
    countOf('not_kept', t('ask.ledger.figure.not_kept'), 'notKept'),
  ]
  return (
    <div className="overflow-x-auto max-md:overflow-visible">
      <Table label={label} columns={columns} rows={rows} keyOf={keyOf} />
    </div>
  )
}

/** What tells a line from the others. */
export const keyOf = ({ department }: Pick<Row, 'department'>): string => department?.id ?? 'nobody'

/** A department, and whether it is an agency or a supplier. */
export function DepartmentName({ department }: { department: LedgerDepartment | null }) {
  const { t } = useI18n()
  if (department === null) return <span className="text-quiet">{t('ask.ledger.nobody')}</span>
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2">
      <bdi className="wrap-anywhere">{department.name}</bdi>
      {department.isOutside && <span className="text-meta font-normal text-quiet">{t('ask.ledger.outside')}</span>}
    </span>
  )
}
