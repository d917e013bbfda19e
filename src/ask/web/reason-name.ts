import { useI18n } from '../../base/web/i18n.tsx'
import { REASONS, type Reason } from '../contract.ts'

/** Every reason for a no with its name, in the order in which they are offered. */
export function useReasons(): { id: Reason; name: string }[] {
  const { t } = useI18n()
  return REASONS.map((id) => ({ id, name: t(`ask.reason.${id}`) }))
}
