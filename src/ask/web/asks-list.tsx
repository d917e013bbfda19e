import { Button } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Failed, Loading } from '../../base/web/states.tsx'
import { usePages } from '../../base/web/use-read.ts'
import { asks } from '../contract.ts'
import type { AsksSeen } from './ask-address.ts'
import { AskRow } from './ask-row.tsx'
import { NoAsks } from './no-asks.tsx'

const PAGE_ROWS = 50

/** The asks, newest first, page by page. */
export function AsksList({ seen }: { seen: AsksSeen }) {
  const { t } = useI18n()
  const { isBoard: _, ...filter } = seen
  const read = usePages(asks, { ...filter, limit: PAGE_ROWS })
  const found = read.data?.pages.flatMap((page) => page.asks) ?? []
  if (read.isPending) return <Loading />
  if (read.isError && found.length === 0) return <Failed error={read.error} retry={() => void read.refetch()} />
  if (found.length === 0) return <NoAsks seen={seen} />
  return (
    <>
      <ul aria-label={t('ask.list.title')}>
        {found.map((ask) => (
          <li key={ask.id}>
            <AskRow ask={ask} />
          </li>
        ))}
      </ul>
      {read.hasNextPage && (
        <div className="flex justify-center p-5">
          <Button onPress={() => void read.fetchNextPage()} isPending={read.isFetchingNextPage}>
            {t('base.more')}
          </Button>
        </div>
      )}
    </>
  )
}
