import { Button } from '../../base/web/button.tsx'
import { Problem } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'

/** While the model is asked, and why it wrote nothing. */
export function Asking({ operator, isAsking, error, stop }: { operator: string; isAsking: boolean; error: unknown; stop: () => void }) {
  const { t } = useI18n()
  if (!isAsking) return <Problem error={error} />
  return (
    <output className="flex flex-wrap items-center justify-between gap-3 text-meta text-quiet">
      <span className="animate-pulse">{t('assist.waiting', { operator })}</span>
      <Button onPress={stop}>{t('assist.stop')}</Button>
    </output>
  )
}
