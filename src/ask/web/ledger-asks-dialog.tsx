import { Button } from '../../base/web/button.tsx'
import { Dialog } from '../../base/web/dialog.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Failed, Loading } from '../../base/web/states.tsx'
import { usePages } from '../../base/web/use-read.ts'
import { ledgerAsks, type LedgerSpan } from '../contract.ts'
import { LedgerAskRow } from './ledger-ask-row.tsx'
import type { Opened } from './ledger-figure.tsx'

/** What a figure means, and the asks it counts. */
export function LedgerAsksDialog({ span, opened, close }: { span: LedgerSpan; opened: Opened; close: () => void }) {
  const { t } = useI18n()
  const pages = usePages(ledgerAsks, { span, ...opened })
  const asks = pages.data?.pages.flatMap((page) => page.asks) ?? []
  return (
    <Dialog title={t(`ask.ledger.figure.${opened.figure}`)} isOpen close={close} isWide>
      <p className="text-quiet">{t(`ask.ledger.definition.${opened.figure}`)}</p>
      {pages.isPending && <Loading rows={3} />}
      {pages.isError && <Failed error={pages.error} retry={() => void pages.refetch()} />}
      {pages.data && asks.length === 0 && <p className="text-quiet">{t('ask.ledger.no_asks')}</p>}
      <ul className="flex flex-col">
        {asks.map((ask) => (
          <li key={`${ask.askId} ${ask.round}`} className="border-b border-line py-3 last:border-none">
            <LedgerAskRow ask={ask} changed={() => void pages.refetch()} />
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button onPress={() => void pages.fetchNextPage()} isPending={pages.isFetchingNextPage} className="self-start">
          {t('ask.ledger.more')}
        </Button>
      )}
    </Dialog>
  )
}
