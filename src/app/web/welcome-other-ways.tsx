import { useRouter } from '@tanstack/react-router'
import { ChevronRight, FileUp, Inbox, Scissors } from 'lucide-react'
import type { ReactNode } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'
import { Section } from '../../base/web/page.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { connectors } from '../../connect/contract.ts'

/** Ways in that want a minute more, under their title. Each opens beside this page, which stays as it is. */
export function OtherWays({ title, about }: { title: string; about: string }) {
  const { t } = useI18n()
  const { routesByPath } = useRouter()
  const cards = useRead(connectors, {}).data?.connectors ?? []
  const icon = 'size-5 shrink-0 text-accent'
  const ways = [
    cards.some(({ id }) => id === 'mail') && (
      <Way key="mail" to="/sources/add?connector=mail" icon={<Inbox aria-hidden className={icon} />} title={t('app.welcome.mailbox')} about={t('app.welcome.mailbox_about')} />
    ),
    '/import' in routesByPath && (
      <Way key="file" to="/import" icon={<FileUp aria-hidden className={icon} />} title={t('app.welcome.file')} about={t('app.welcome.file_about')} />
    ),
    '/clip' in routesByPath && (
      <Way key="clip" to="/clip" icon={<Scissors aria-hidden className={icon} />} title={t('app.welcome.clip')} about={t('app.welcome.clip_about')} />
    ),
  ].filter((way) => way !== false)
  if (ways.length === 0) return null
  return (
    <Section title={title} about={about}>
      <ul className="flex flex-col overflow-hidden rounded-card border border-line bg-surface">{ways}</ul>
    </Section>
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
