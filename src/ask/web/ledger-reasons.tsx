import { useState } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'
import { Section } from '../../base/web/page.tsx'
import { Select } from '../../base/web/select.tsx'
import { Failed, Loading } from '../../base/web/states.tsx'
import { type Column, Table } from '../../base/web/table.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { type LedgerDepartment, type LedgerSpan, type ReasonLine, reasons } from '../contract.ts'
import { Figure, type Sides } from './ledger-figure.tsx'

type Row = ReasonLine & { readonly sides: Sides }

const why = ({ reason }: Row) => <Reason reason={reason} />
const countOf = (figure: 'no' | 'conditions' | 'met' | 'turned', title: string): Column<Row> => ({
  id: figure, title, isNumber: true, cell: ({ sides, ...line }) => <Figure {...sides} figure={figure} reason={line.reason ?? 'hidden'} count={line[figure]} />,
})

/** Why not, most frequent first; of all departments where none is named. */
export function LedgerReasons({ span, department }: { span: LedgerSpan; department: LedgerDepartment | null }) {
  const { t } = useI18n()
  const [chosen, setChosen] = useState<'given' | 'received'>('given')
  const side = department === null ? 'all' : chosen
  const read = useRead(reasons, { span, side, ...(department ? { departmentId: department.id } : {}) })
  const sides = department === null ? {} : side === 'given' ? { toId: department.id } : { fromId: department.id }
  const rows = read.data?.reasons.map((line) => ({ ...line, sides })) ?? []
  const columns = [
    { id: 'reason', title: t('ask.ledger.reason'), cell: why },
    countOf('no', t('ask.ledger.reason_no')),
    countOf('conditions', t('ask.ledger.figure.conditions')),
    countOf('met', t('ask.ledger.figure.met')),
    countOf('turned', t('ask.ledger.figure.turned')),
  ]
  return (
    <Section
      title={t('ask.ledger.part.reasons')}
      about={t('ask.ledger.reasons_about')}
      actions={department && (
        <Select
          label={t('ask.ledger.reasons_whose')}
          isLabelHidden
          value={chosen}
          onChange={(key) => setChosen(key === 'received' ? 'received' : 'given')}
          options={(['given', 'received'] as const).map((id) => ({ id, name: t(`ask.ledger.reasons.${id}`, { name: department.name }) }))}
        />
      )}
    >
      {read.isPending && <Loading rows={3} />}
      {read.isError && <Failed error={read.error} retry={() => void read.refetch()} />}
      {read.data && rows.length === 0 && <p className="text-quiet">{t('ask.ledger.reasons_none')}</p>}
      {rows.length > 0 && <Table label={t('ask.ledger.part.reasons')} rows={rows} keyOf={({ reason }) => reason ?? 'hidden'} columns={columns} />}
    </Section>
  )
}

function Reason({ reason }: Pick<ReasonLine, 'reason'>) {
  const { t } = useI18n()
  return reason ? <>{t(`ask.reason.${reason}`)}</> : <span className="text-quiet">{t('ask.ledger.reason_hidden')}</span>
}
