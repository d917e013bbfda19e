import { useI18n } from '../../base/web/i18n.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { understandingRun } from '../../ingest/contract.ts'

const AGAIN_MS = 15_000

/** That older mentions are still being understood, and so are not yet in the figures beside it: how far Heed is. Nothing when all are. */
export function StillUnderstanding() {
  const { t } = useI18n()
  const run = useRead(understandingRun, {}, AGAIN_MS).data?.run
  if (run?.state !== 'running' || !run.toLook) return null
  return <p className="text-meta text-quiet">{t('listen.still_understanding', { share: Math.min(1, run.looked / run.toLook) })}</p>
}
