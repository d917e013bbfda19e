import { Link } from '@tanstack/react-router'
import { Scale } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { lookOf } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { useMay } from '../../base/web/may.ts'
import { Page } from '../../base/web/page.tsx'
import { Select } from '../../base/web/select.tsx'
import { Empty, Failed, Loading } from '../../base/web/states.tsx'
import { Tabs } from '../../base/web/tabs.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { ledger, type LedgerDepartment, type Sharing } from '../contract.ts'
import { LedgerAsksDialog } from './ledger-asks-dialog.tsx'
import { LedgerConditions } from './ledger-conditions.tsx'
import { LedgerCorrections } from './ledger-corrections.tsx'
import { type Opened, OpenFigure } from './ledger-figure.tsx'
import { LedgerOfAll } from './ledger-of-all.tsx'
import { LedgerOfOne } from './ledger-of-one.tsx'
import { LedgerReasons } from './ledger-reasons.tsx'
import { LedgerSharing } from './ledger-sharing.tsx'
import { LedgerThanks } from './ledger-thanks.tsx'
import { ALL, type LedgerView, PARTS, SPANS } from './ledger-view.ts'

/** The ledger between departments: the reader’s own first, then what they may see of others. Every figure opens to its asks. */
export function LedgerPage({ view, choose }: { view: LedgerView; choose: (view: LedgerView) => void }) {
  const { t } = useI18n()
  const [opened, setOpened] = useState<Opened | null>(null)
  const named = view.whose === ALL ? undefined : view.whose
  const read = useRead(ledger, { span: view.span, ...(named ? { departmentId: named } : {}) })
  if (read.isPending) return <Loading />
  if (read.isError) return <Failed error={read.error} retry={() => void read.refetch()} />
  const { department, sharing } = read.data
  const isAll = sharing.readsAll && (view.whose === ALL || department === null)
  if (!isAll && department === null) return <NoDepartment />
  if (sharing.agreed.of === 0 && read.data.total.asked + read.data.asking.asked === 0) return <NothingYet />
  const parts: Record<(typeof PARTS)[number], ReactNode> = {
    figures: isAll ? <LedgerOfAll span={view.span} choose={(whose) => choose({ ...view, whose })} /> : <LedgerOfOne read={read.data} />,
    reasons: <LedgerReasons span={view.span} department={isAll ? null : department} />,
    conditions: <LedgerConditions department={isAll ? null : department} />,
    thanks: department && <LedgerThanks department={department} />,
  }
  const shown = PARTS.filter((part) => part !== 'thanks' || !isAll)
  return (
    <OpenFigure value={setOpened}>
      <Page
        title={t('ask.ledger.title')}
        about={t('ask.ledger.about')}
        isWide
        actions={<Choices view={view} choose={choose} department={isAll ? null : department} sharing={sharing} />}
      >
        <LedgerCorrections />
        <Tabs
          label={t('ask.ledger.parts')}
          selectedKey={shown.includes(view.part) ? view.part : 'figures'}
          onSelectionChange={(key) => choose({ ...view, part: PARTS.find((part) => part === key) ?? 'figures' })}
          tabs={shown.map((id) => ({ id, title: t(`ask.ledger.part.${id}`), content: <div className="flex flex-col gap-8 pt-2">{parts[id]}</div> }))}
        />
        <LedgerSharing sharing={sharing} />
      </Page>
      {opened && <LedgerAsksDialog span={view.span} opened={opened} close={() => setOpened(null)} />}
    </OpenFigure>
  )
}

/** Which asks, and whose: one’s own, all departments, or the one that is shown. */
function Choices({ view, choose, department, sharing: { own, readsAll } }: {
  view: LedgerView
  choose: (view: LedgerView) => void
  department: LedgerDepartment | null
  sharing: Sharing
}) {
  const { t } = useI18n()
  const shown = department?.id ?? ALL
  const options = [
    ...(own ? [{ id: own.id, name: t('ask.ledger.whose.own', { name: own.name }) }] : []),
    ...(readsAll ? [{ id: ALL, name: t('ask.ledger.whose.all') }] : []),
    ...(department && department.id !== own?.id ? [{ id: department.id, name: department.name }] : []),
  ]
  return (
    <>
      {options.length > 1 && (
        <Select
          label={t('ask.ledger.whose')}
          isLabelHidden
          value={shown}
          onChange={(key) => choose({ ...view, whose: key === own?.id ? undefined : String(key) })}
          options={options}
        />
      )}
      <Select
        label={t('ask.ledger.span')}
        isLabelHidden
        value={view.span}
        onChange={(key) => choose({ ...view, span: SPANS.find((span) => span === key) ?? 'year' })}
        options={SPANS.map((id) => ({ id, name: t(`ask.ledger.span.${id}`) }))}
      />
    </>
  )
}

function NoDepartment() {
  const { t } = useI18n()
  const mayManage = useMay('people:manage')
  return (
    <Empty icon={<Scale className="size-5" />} title={t('ask.ledger.no_department')} about={t('ask.ledger.no_department_about')} isPage>
      {mayManage && (
        <Link to="/settings" search={{ section: 'departments' }} className={lookOf('main')}>
          {t('people.settings.add_department')}
        </Link>
      )}
    </Empty>
  )
}

/** No department has asked another anything. */
function NothingYet() {
  const { t } = useI18n()
  const mayRaise = useMay('ask:raise')
  return (
    <Empty icon={<Scale className="size-5" />} title={t('ask.ledger.empty')} about={t('ask.ledger.empty_about')} isPage>
      {mayRaise && (
        <Link to="/asks/new" className={lookOf('main')}>
          {t('ask.ledger.go_raise')}
        </Link>
      )}
    </Empty>
  )
}
