import { useState } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'
import { Section } from '../../base/web/page.tsx'
import { Select } from '../../base/web/select.tsx'
import { Failed, Loading } from '../../base/web/states.tsx'
import { type Column, Table } from '../../base/web/table.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { type LedgerDepartment, type LedgerSpan, type ReasonLine, reasons } from '../contract.ts'
import { Figure } from './ledger-figure.tsx'

/** Why not, most frequent first; of all departments where none is named. */
export function LedgerReasons({ span, department }: { span: LedgerSpan; department: LedgerDepartment | null }) {
  const { t } = useI18n()
  const [chosen, setChosen] = useState<'given' | 'received'>('given')
  const side = department === null ? 'all' : chosen
  const read = useRead(reasons, { span, side, ...(department ? { departmentId: department.id } : {}) })
  const sides = department === null ? {} : side === 'given' ? { toId: department.id } : { fromId: department.id }
  const count = (id: 'no' | 'conditions' | 'met' | 'turned', title: string): Column<ReasonLine> => ({
    id, title, isNumber: true, cell: (line) => <Figure {...sides} figure={id} reason={line.reason ?? 'hidden'} count={line[id]} />,
  })
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
      {read.data?.reasons.length === 0 && <p className="text-quiet">{t('ask.ledger.reasons_none')}</p>}
      {read.data && read.data.reasons.length > 0 && (
        <Table
          label={t('ask.ledger.part.reasons')}
          rows={read.data.reasons}
          keyOf={({ reason }) => reason ?? 'hidden'}
          columns={[
            { id: 'reason', title: t('ask.ledger.reason'), cell: ({ reason }) => (reason ? t(`ask.reason.${reason}`) : <span className="text-quiet">{t('ask.ledger.reason_hidden')}</span>) },
            count('no', t('ask.ledger.reason_no')),
            count('conditions', t('ask.ledger.figure.conditions')),
            count('met', t('ask.ledger.figure.met')),
            count('turned', t('ask.ledger.figure.turned')),
          ]}
        />
      )}
    </Section>
  )
}
