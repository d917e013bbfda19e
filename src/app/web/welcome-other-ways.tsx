import { ChevronRight, FileUp, Inbox, type LucideIcon, Scissors, UserPlus } from 'lucide-react'
import { useI18n } from '../../base/web/i18n.tsx'
import { Section } from '../../base/web/page.tsx'

/** Ways in that want a minute more, under their title. Each opens beside this page, which stays as it is. */
export function OtherWays({ title, about, withColleagues = false }: { title: string; about: string; withColleagues?: boolean }) {
  const { t } = useI18n()
  return (
    <Section title={title} about={about}>
      <ul className="flex flex-col overflow-hidden rounded-card border border-line bg-surface">
        <Way to="/sources/add?connector=mail" icon={Inbox} title={t('app.welcome.mailbox')} about={t('app.welcome.mailbox_about')} />
        <Way to="/import" icon={FileUp} title={t('app.welcome.file')} about={t('app.welcome.file_about')} />
        <Way to="/clip" icon={Scissors} title={t('app.welcome.clip')} about={t('app.welcome.clip_about')} />
        {withColleagues && <Way to="/settings?section=people" icon={UserPlus} title={t('app.welcome.colleagues')} about={t('app.welcome.colleagues_about')} />}
      </ul>
    </Section>
  )
}

function Way({ to, icon: Icon, title, about }: { to: string; icon: LucideIcon; title: string; about: string }) {
  return (
    <li className="border-b border-line last:border-none">
      <a href={to} target="_blank" rel="noopener" className="flex items-center gap-3.5 px-4 py-3.5 -outline-offset-2 hover:bg-sunken">
        <Icon aria-hidden className="size-5 shrink-0 text-accent" />
        <span className="min-w-0 grow">
          <span className="block font-medium">{title}</span>
          <span className="block text-meta text-quiet">{about}</span>
        </span>
        <ChevronRight aria-hidden className="size-4.5 shrink-0 text-quiet rtl:-scale-x-100" />
      </a>
    </li>
  )
}
