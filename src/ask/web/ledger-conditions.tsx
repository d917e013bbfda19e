import { Link } from '@tanstack/react-router'
import { Button, lookOf } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Section } from '../../base/web/page.tsx'
import { Failed, Loading } from '../../base/web/states.tsx'
import { usePages } from '../../base/web/use-read.ts'
import { conditions, type LedgerDepartment, type OpenCondition } from '../contract.ts'

/** What would make a no a yes and has not come about, and whose it is; of all departments where none is named. */
export function LedgerConditions({ department }: { department: LedgerDepartment | null }) {
  const { t } = useI18n()
  const pages = usePages(conditions, department ? { departmentId: department.id } : {})
  const open = pages.data?.pages.flatMap((page) => page.conditions) ?? []
  return (
    <Section title={t('ask.ledger.part.conditions')} about={t('ask.ledger.conditions_about')}>
      {pages.isPending && <Loading rows={3} />}
      {pages.isError && <Failed error={pages.error} retry={() => void pages.refetch()} />}
      {pages.data && open.length === 0 && <p className="text-quiet">{t('ask.ledger.conditions_none')}</p>}
      <ul className="flex flex-col">
        {open.map((condition) => (
          <li key={condition.askId} className="border-b border-line py-3">
            <ConditionRow condition={condition} />
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button onPress={() => void pages.fetchNextPage()} isPending={pages.isFetchingNextPage} className="self-start">
          {t('ask.ledger.more')}
        </Button>
      )}
    </Section>
  )
}

function ConditionRow({ condition: { askId, number, title, words, owner, isAskers, counterAskId, to, from, at } }: { condition: OpenCondition }) {
  const { t, when, exactly } = useI18n()
  const whose = owner ? t(isAskers ? 'ask.ledger.condition_askers' : 'ask.ledger.condition_of', { owner: owner.name }) : t('ask.ledger.condition_person')
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
      <div className="flex min-w-0 flex-col gap-1">
        <p dir="auto" className="wrap-anywhere">
          {words}
        </p>
        <p className="text-meta">{whose}</p>
        <p className="text-meta text-quiet">
          <Link to="/asks/$id" params={{ id: askId }} className="underline underline-offset-2 hover:text-accent">
            {number} <bdi>{title}</bdi>
          </Link>{' '}
          · {t('ask.ledger.by_for', { to: to?.name ?? t('ask.ledger.nobody'), from: from?.name ?? t('ask.ledger.nobody') })} ·{' '}
          <time dateTime={at} title={exactly(at)}>
            {when(at)}
          </time>
        </p>
      </div>
      {counterAskId && (
        <Link to="/asks/$id" params={{ id: counterAskId }} className={lookOf('plain')}>
          {t('ask.ledger.condition_counter')}
        </Link>
      )}
    </div>
  )
}
