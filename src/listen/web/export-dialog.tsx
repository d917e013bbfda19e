import { Download } from 'lucide-react'
import { lookOf } from '../../base/web/button.tsx'
import { hrefOf } from '../../base/web/call.ts'
import { Dialog } from '../../base/web/dialog.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Failed } from '../../base/web/states.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { useWorkspaceId } from '../../base/web/workspace.ts'
import { EXPORT_ROWS_MAX, exportMentions, figures, type Filter } from '../contract.ts'
import { ALL_TIME_FROM } from './address.ts'
import { useFilterWords } from './filter-words.ts'

/** Mentions as a file: which, how many rows, and what may be missing in it. */
export function ExportDialog({ filter, close }: { filter: Filter; close: () => void }) {
  const { t } = useI18n()
  const workspaceId = useWorkspaceId()
  const parts = useFilterWords()(filter)
  const counted = useRead(figures, { ...filter, from: filter.from ?? ALL_TIME_FROM })
  const { total = 0, exact = true } = counted.data ?? {}
  return (
    <Dialog title={t('listen.export.title')} isOpen close={close}>
      {counted.isError && <Failed error={counted.error} retry={() => void counted.refetch()} />}
      <p>{parts.length > 0 ? t('listen.export.filtered', { filter: parts.map(({ name }) => name).join(' · ') }) : t('listen.export.all')}</p>
      <output className="block text-title font-semibold tabular-nums">
        {counted.isSuccess ? t(exact ? 'listen.export.rows' : 'listen.export.rows_at_least', { count: Math.min(total, EXPORT_ROWS_MAX) }) : t('listen.export.counting')}
      </output>
      {total > EXPORT_ROWS_MAX && <p>{t('listen.export.cut', { max: EXPORT_ROWS_MAX })}</p>}
      <p className="text-meta text-quiet">{t('listen.export.about')}</p>
      {workspaceId && (
        <a href={hrefOf(exportMentions, filter, workspaceId)} download onClick={close} className={`${lookOf('main')} self-start`}>
          <Download aria-hidden className="size-4" />
          {t('listen.export.button')}
        </a>
      )}
    </Dialog>
  )
}
