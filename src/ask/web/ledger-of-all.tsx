import { Button } from 'react-aria-components/Button'
import { useI18n } from '../../base/web/i18n.tsx'
import { Section } from '../../base/web/page.tsx'
import { Failed, Loading } from '../../base/web/states.tsx'
import { type Column, Table } from '../../base/web/table.tsx'
import { useRead } from '../../base/web/use-read.ts'
import type { OutputOf } from '../../base/endpoint.ts'
import { ledgerOfAll, type LedgerSpan } from '../contract.ts'
import { Figure, OPENS } from './ledger-figure.tsx'
import { DepartmentName, LedgerTable } from './ledger-table.tsx'

type Line = OutputOf<typeof ledgerOfAll>['departments'][number]

/** Every department, by name: what it was asked, and what of its own asking counts on its side. */
export function LedgerOfAll({ span, choose }: { span: LedgerSpan; choose: (departmentId: string) => void }) {
  const { t } = useI18n()
  const read = useRead(ledgerOfAll, { span })
  if (read.isPending) return <Loading />
  if (read.isError) return <Failed error={read.error} retry={() => void read.refetch()} />
  const { departments } = read.data
  if (departments.length === 0) return <p className="text-quiet">{t('ask.ledger.empty_span')}</p>
  const count = (figure: 'asked' | 'short_notice' | 'no_evidence', of: (line: Line) => number): Column<Line> => ({
    id: figure, title: t(`ask.ledger.figure.${figure}`), isNumber: true,
    cell: (line) => <Figure figure={figure} fromId={line.department.id} count={of(line)} />,
  })
  return (
    <>
      <Section title={t('ask.ledger.of_whom')} about={t('ask.ledger.all_about')}>
        <LedgerTable
          label={t('ask.ledger.of_whom')}
          lines={departments.filter(({ asked }) => asked.asked > 0).map(({ department, asked }) => ({ department, figures: asked }))}
          sidesOf={(department) => (department ? { toId: department.id } : {})}
          name={(department) => (
            <Button onPress={() => department && choose(department.id)} className={`text-start font-medium ${OPENS}`}>
              <DepartmentName department={department} />
            </Button>
          )}
        />
      </Section>
      <Section title={t('ask.ledger.by_whom')} about={t('ask.ledger.asking_about')}>
        <Table
          label={t('ask.ledger.by_whom')}
          rows={departments.filter(({ asking }) => asking.asked > 0)}
          keyOf={({ department }) => department.id}
          columns={[
            { id: 'department', title: t('ask.ledger.department'), cell: ({ department }) => <DepartmentName department={department} /> },
            count('asked', ({ asking }) => asking.asked),
            count('short_notice', ({ asking }) => asking.shortNotice),
            count('no_evidence', ({ asking }) => asking.noEvidence),
          ]}
        />
      </Section>
    </>
  )
}
