import { TriangleAlert } from 'lucide-react'
import { useI18n } from '../../base/web/i18n.tsx'
import { HEARD_ONE_IN } from '../../ingest/contract.ts'
import type { Query } from '../contract.ts'

/** That a query matches so much that it is heard only in part, since when, and what helps. Nothing for one that is heard whole. `isBrief`: in one line. */
export function BroadQuery({ query: { name, broad }, isBrief = false }: { query: Query; isBrief?: boolean }) {
  const { t, clock } = useI18n()
  if (!broad) return null
  if (isBrief) {
    return (
      <p className="flex gap-1.5 text-meta text-quiet">
        <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0 text-warn" />
        {t('listen.broad.brief', { share: broad.share })}
      </p>
    )
  }
  return (
    <div className="flex gap-2.5">
      <TriangleAlert aria-hidden className="mt-0.5 size-4.5 shrink-0 text-warn" />
      <p className="min-w-0">
        <strong className="font-semibold">{t('listen.broad.since', { name, at: clock(broad.since) })}</strong>{' '}
        {t('listen.broad.about', { share: broad.share, of: HEARD_ONE_IN })}
      </p>
    </div>
  )
}
