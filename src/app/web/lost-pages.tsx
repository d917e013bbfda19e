import { Link, type ErrorComponentProps } from '@tanstack/react-router'
import { Compass } from 'lucide-react'
import { useI18n } from '../../base/web/i18n.tsx'
import { Empty, Failed } from '../../base/web/states.tsx'

/** An address that leads nowhere. */
export function NotFoundPage() {
  const { t } = useI18n()
  return (
    <main className="flex h-full items-center">
      <Empty icon={<Compass className="size-5" />} title={t('app.not_found.title')} about={t('app.not_found.about')} isPage>
        <Link to="/today" className="rounded-control font-medium text-accent underline">
          {t('app.not_found.home')}
        </Link>
      </Empty>
    </main>
  )
}

/** A page that broke: our bug. Everything else still stands, and the page can be tried again. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  return (
    <main className="flex h-full items-center">
      <Failed error={error} retry={reset} />
    </main>
  )
}
