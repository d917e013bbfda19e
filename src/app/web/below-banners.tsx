import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { EmergencyBanner } from '../../ask/web/emergency-banner.tsx'
import { useI18n } from '../../base/web/i18n.tsx'

/** Everything inside, below the lines that hold for every page: that it is made up, that there is an emergency. First comes the way past them all. */
export function BelowBanners({ isDemo, children }: { isDemo: boolean; children: ReactNode }) {
  const { t } = useI18n()
  return (
    <div className="flex h-full min-h-0 flex-col">
      <a href="#page" className="sr-only z-30 rounded-control bg-fill px-4 py-2 text-on-fill focus:not-sr-only focus:fixed focus:start-3 focus:top-3">
        {t('app.skip')}
      </a>
      {isDemo && (
        <aside className="flex flex-wrap items-center justify-center gap-x-3 border-b border-line bg-sunken px-4 py-1 text-center text-meta text-quiet">
          {t('app.demo.banner')}
          <Link to="/welcome" className="flex items-center rounded-control font-medium text-accent underline max-md:min-h-9">
            {t('app.demo.begin')}
          </Link>
        </aside>
      )}
      <EmergencyBanner />
      <div className="min-h-0 flex-1">{children}</div>
    </div>
  )
}
