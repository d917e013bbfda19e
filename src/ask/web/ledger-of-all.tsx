import { Button } from 'react-aria-components/Button'
import { useI18n } from '../../base/web/i18n.tsx'
import { Section } from '../../base/web/page.tsx'
import { Failed, Loading } from '../../base/web/states.tsx'
import { type Column, Table } from '../../base/web/table.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { type LedgerDepartment, ledgerOfAll, type LedgerSpan } from '../contract.ts'
import { OPENS } from './ledger-figure.tsx'
import { countOf, DepartmentName, keyOf, LedgerTable, type Line, nameOf } from './ledger-table.tsx'

/** Every department, by name: what it was asked, and what of its own asking counts on its side. */
export function LedgerOfAll({ span, choose }: { span: LedgerSpan; choose: (departmentId: string) => void }) {
  const { t } = useI18n()
  const read = useRead(ledgerOfAll, { span })
  if (read.isPending) return <Loading />
  if (read.isError) return <Failed error={read.error} retry={() => void read.refetch()} />
  const { departments } = read.data
  if (departments.length === 0) return <p className="text-quiet">{t('ask.ledger.empty_span')}</p>
  const asked = departments.filter((each) => each.asked.asked > 0).map(({ department, asked: figures }) => (
    { department, figures, sides: { toId: department.id }, name: <Chooser department={department} choose={choose} /> }))
  const asking = departments.filter((each) => each.asking.asked > 0).map(({ department, asking: figures }) => ({ department, figures, sides: { fromId: department.id } }))
  const columns: Column<Line<typeof departments[number]['asking']>>[] = [
    nameOf(t('ask.ledger.department')),
    countOf('asked', t('ask.ledger.figure.asked'), 'asked'),
    countOf('short_notice', t('ask.ledger.figure.short_notice'), 'shortNotice'),
    countOf('no_evidence', t('ask.ledger.figure.no_evidence'), 'noEvidence'),
  ]
  return (
    <>
      <Section title={t('ask.ledger.of_whom')} about={t('ask.ledger.all_about')}>
        <LedgerTable label={t('ask.ledger.of_whom')} rows={asked} />
      </Section>
      <Section title={t('ask.ledger.by_whom')} about={t('ask.ledger.asking_about')}>
        <Table label={t('ask.ledger.by_whom')} columns={columns} rows={asking} keyOf={keyOf} />
      </Section>
    </>
  )
}

function Chooser({ department, choose }: { department: LedgerDepartment; choose: (departmentId: string) => void }) {
  return (
    <Button onPress={() => choose(department.id)} className={`text-start font-medium ${OPENS}`}>
      <DepartmentName department={department} />
    </Button>
  )
}
