import { Link } from '@tanstack/react-router'
import { Ear, Plus, SearchX } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, lookOf } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { useMay } from '../../base/web/may.ts'
import { Empty } from '../../base/web/states.tsx'
import { useRead } from '../../base/web/use-read.ts'
import type { Source } from '../../connect/contract.ts'
import { type Filter, listQueries } from '../contract.ts'
import { isSame } from './address.ts'

/** Why nothing is shown, and what makes something appear. */
export function Nothing({ filter, sources, clear }: { filter: Filter; sources: readonly Source[] | undefined; clear: () => void }) {
  const { t } = useI18n()
  const queries = useRead(listQueries, {}).data?.queries
  if (!isSame(filter, {})) {
    return (
      <Empty icon={<SearchX className="size-5" />} title={t('listen.nothing.found')} about={t('listen.nothing.found_about')}>
        <Button onPress={clear}>{t('listen.nothing.show_all')}</Button>
      </Empty>
    )
  }
  const needsSource = sources?.length === 0
  const needsQuery = queries?.length === 0
  if (!needsSource && !needsQuery) return <Empty icon={<Ear className="size-5" />} title={t('listen.nothing.yet')} about={t('listen.nothing.yet_about')} />
  return (
    <Empty icon={<Ear className="size-5" />} title={t('listen.nothing.begin')} about={t('listen.nothing.begin_about')}>
      <div className="flex flex-wrap justify-center gap-2 pt-2">
        {needsQuery && (
          <Step needs="query:manage">
            <Link to="/listen/query/$id" params={{ id: 'new' }} className={lookOf('main')}>
              <Plus aria-hidden className="size-4" />
              {t('listen.nothing.add_query')}
            </Link>
          </Step>
        )}
        {needsSource && (
          <Step needs="source:manage">
            <Link to="/sources/add" className={lookOf(needsQuery ? 'plain' : 'main')}>
              <Plus aria-hidden className="size-4" />
              {t('listen.nothing.add_source')}
            </Link>
          </Step>
        )}
      </div>
    </Empty>
  )
}

/** Offered to those who may. */
const Step = ({ needs, children }: { needs: string; children: ReactNode }) => (useMay(needs) ? children : null)
