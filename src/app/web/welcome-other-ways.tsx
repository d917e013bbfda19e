import { useRouter } from '@tanstack/react-router'
import { ChevronRight, FileUp, Inbox, Scissors } from 'lucide-react'
import type { ReactNode } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { connectors } from '../../connect/contract.ts'

/** Ways in that want a minute more. Each opens beside this page, which stays as it is. */
export function OtherWays() {
  const { t } = useI18n()
  const { routesByPath } = useRouter()
  const cards = useRead(connectors, {}).data?.connectors ?? []
  const icon = 'size-5 shrink-0 text-accent'
  return (
    <ul className="flex flex-col overflow-hidden rounded-card border border-line bg-surface">
      {cards.some(({ id }) => id === 'mail') && (
        <Way to="/sources/add?connector=mail" icon={<Inbox aria-hidden className={icon} />} title={t('app.welcome.mailbox')} about={t('app.welcome.mailbox_about')} />
      )}
      {'/import' in routesByPath && <Way to="/import" icon={<FileUp aria-hidden className={icon} />} title={t('app.welcome.file')} about={t('app.welcome.file_about')} />}
      {'/clip' in routesByPath && <Way to="/clip" icon={<Scissors aria-hidden className={icon} />} title={t('app.welcome.clip')} about={t('app.welcome.clip_about')} />}
    </ul>
  )
}

function Way({ to, icon, title, about }: { to: string; icon: ReactNode; title: string; about: string }) {
  return (
    <li className="border-b border-line last:border-none">
      <a href={to} target="_blank" rel="noopener" className="flex items-center gap-3.5 px-4 py-3.5 -outline-offset-2 hover:bg-sunken">
        {icon}
        <span className="min-w-0 grow">
          <span className="block font-medium">{title}</span>
          <span className="block text-meta text-quiet">{about}</span>
        </span>
        <ChevronRight aria-hidden className="size-4.5 shrink-0 text-quiet rtl:-scale-x-100" />
      </a>
    </li>
  )
}
