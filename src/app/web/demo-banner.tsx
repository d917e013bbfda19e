import type { ReactNode } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'

/** Everything inside, below a line that says so when it is made up. */
export function BelowDemoBanner({ isDemo, children }: { isDemo: boolean; children: ReactNode }) {
  const { t } = useI18n()
  return (
    <div className="flex h-full min-h-0 flex-col">
      {isDemo && <aside className="border-b border-line bg-sunken px-4 py-1 text-center text-sm text-quiet">{t('app.demo.banner')}</aside>}
      <div className="min-h-0 flex-1">{children}</div>
    </div>
  )
}
