import type { ReactNode } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'
import { type Column, Table } from '../../base/web/table.tsx'
import type { Figures, LedgerDepartment, LedgerFigure } from '../contract.ts'
import { Figure, None, type Opened, Share } from './ledger-figure.tsx'

type Line = { readonly department: LedgerDepartment | null; readonly figures: Figures }

/** Lines of the ledger, by name: how each was answered and what became of promises. `name` is what stands first, if not only the department. */
export function LedgerTable({ label, lines, sidesOf, name }: {
  label: string
  lines: readonly Line[]
  sidesOf: (department: LedgerDepartment | null) => Omit<Opened, 'figure'>
  name?: (department: LedgerDepartment | null) => ReactNode
}) {
  const { t, number } = useI18n()
  const count = (figure: LedgerFigure, of: (figures: Figures) => number): Column<Line> => ({
    id: figure, title: t(`ask.ledger.figure.${figure}`), isNumber: true,
    cell: ({ department, figures }) => <Figure {...sidesOf(department)} figure={figure} count={of(figures)} />,
  })
  const columns: Column<Line>[] = [
    { id: 'department', title: t('ask.ledger.department'), cell: ({ department }) => name?.(department) ?? <DepartmentName department={department} /> },
    count('asked', ({ asked }) => asked),
    count('yes', ({ yes }) => yes),
    count('but', ({ but }) => but),
    count('no', ({ no }) => no),
    count('silent', ({ silent }) => silent),
    {
      id: 'in_time', title: t('ask.ledger.figure.in_time'), isNumber: true,
      cell: ({ department, figures }) => <Share {...sidesOf(department)} count={figures.inTime} of={figures.inTimeOf} figure="in_time" ofFigure="in_time_of" />,
    },
    {
      id: 'days', title: t('ask.ledger.days_column'), isNumber: true,
      cell: ({ department, figures: { medianDays, yes, but, no } }) =>
        (medianDays === null ? <None /> : <Figure {...sidesOf(department)} figure="answered" count={yes + but + no} words={number(medianDays)} />),
    },
    {
      id: 'kept_or_moved', title: t('ask.ledger.figure.kept_or_moved'), isNumber: true,
      cell: ({ department, figures }) => <Share {...sidesOf(department)} count={figures.kept + figures.moved} of={figures.keptOf} figure="kept_or_moved" ofFigure="kept_of" />,
    },
    count('late', ({ late }) => late),
    count('not_kept', ({ notKept }) => notKept),
  ]
  return (
    <div className="overflow-x-auto max-md:overflow-visible">
      <Table label={label} columns={columns} rows={lines} keyOf={({ department }) => department?.id ?? 'nobody'} />
    </div>
  )
}

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
