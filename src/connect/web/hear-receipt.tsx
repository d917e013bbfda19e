import { Check, CircleDashed } from 'lucide-react'
import type { ReactNode } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'
import { Failed, Loading } from '../../base/web/states.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { receipt } from '../contract.ts'
import { HearFrame } from './hear-frame.tsx'

const LOOK_EVERY_MS = 5_000

/** What became of something that was filed: received, heard, told. For whoever holds the receipt. */
export function ReceiptPage({ secret }: { secret: string }) {
  const { t } = useI18n()
  const read = useRead(receipt, { receipt: secret }, LOOK_EVERY_MS)
  const filed = read.data
  return (
    <HearFrame workspace={filed?.workspace ?? null} title={t('connect.receipt')}>
      {read.isPending && <Loading rows={1} />}
      {read.isError && !filed && <Failed error={read.error} retry={() => void read.refetch()} />}
      {filed && (
        <>
          <div className="flex flex-col gap-1 pt-2">
            <h1 className="text-title font-semibold">{t('connect.receipt')}</h1>
            <p className="text-quiet">{t(`connect.hear.door.${filed.door}`)}</p>
          </div>
          <ol className="flex flex-col rounded-card border border-line bg-surface px-5 py-4">
            <Step at={filed.filedAt} done={t('connect.receipt.received')} />
            <Step at={filed.heardAt} done={t('connect.receipt.heard')} waiting={t('connect.receipt.not_heard')} />
            <Step at={filed.toldAt} done={t('connect.receipt.told', { workspace: filed.workspace })} waiting={t('connect.receipt.not_told')} isLast>
              {filed.told && (
                <blockquote dir="auto" className="voice pt-1">
                  {filed.told}
                </blockquote>
              )}
            </Step>
          </ol>
          <p className="text-meta text-quiet">{t('connect.receipt.keep')}</p>
        </>
      )}
    </HearFrame>
  )
}

/** One step of the way: taken at a moment, or still to come. */
function Step({ at, done, waiting = '', isLast = false, children }: { at: string | null; done: string; waiting?: string; isLast?: boolean; children?: ReactNode }) {
  const { exactly, when } = useI18n()
  return (
    <li className="flex gap-3">
      <span aria-hidden className="flex flex-col items-center gap-1 pt-0.5">
        {at ? <Check className="size-5 text-good" /> : <CircleDashed className="size-5 text-quiet" />}
        {!isLast && <span className="w-px grow bg-line" />}
      </span>
      <div className={`min-w-0 ${isLast ? '' : 'pb-5'}`}>
        <p className={at ? 'font-medium' : 'text-quiet'}>{at ? done : waiting}</p>
        {at && (
          <time dateTime={at} title={exactly(at)} className="text-meta text-quiet">
            {when(at)}
          </time>
        )}
        {children}
      </div>
    </li>
  )
}
