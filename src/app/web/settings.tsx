import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { AssistSettings } from '../../assist/web/assist-settings.tsx'
import { AskSettings } from '../../ask/web/settings/ask-settings.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { useMay } from '../../base/web/may.ts'
import { Page } from '../../base/web/page.tsx'
import { BlockSettings } from '../../ingest/web/block-settings.tsx'
import { PrivacySettings } from '../../ingest/web/privacy-settings.tsx'
import { UnderstandingSettings } from '../../ingest/web/understanding-settings.tsx'
import { AlertSettings } from '../../listen/web/themes/alert-settings.tsx'
import { RuleSettings } from '../../listen/web/themes/rule-settings.tsx'
import { DepartmentSettings } from '../../people/web/settings/department-settings.tsx'
import { History } from '../../people/web/settings/history.tsx'
import { HoursSettings } from '../../people/web/settings/hours-settings.tsx'
import { MemberSettings } from '../../people/web/settings/member-settings.tsx'
import { WebhookSettings } from '../../people/web/settings/webhook-settings.tsx'
import { WorkspaceSettings } from '../../people/web/settings/workspace-settings.tsx'
import { type Mine, useMine } from './use-mine.ts'

/** Each section of the settings: its name in addresses, what it takes to see it, and what it shows. */
const SECTIONS = [
  { id: 'workspace', needs: 'workspace:read', show: ({ workspace }: Mine) => <WorkspaceSettings workspace={workspace} /> },
  { id: 'people', needs: 'people:read', show: ({ user, workspace }: Mine) => <MemberSettings ownRole={workspace.role} ownId={user.id} /> },
  { id: 'departments', needs: 'people:read', show: () => <DepartmentSettings /> },
  { id: 'hours', needs: 'workspace:read', show: () => <HoursSettings /> },
  { id: 'asks', needs: 'ask:read', show: () => <AskSettings /> },
  { id: 'alerts', needs: 'mention:read', show: () => <Alerts /> },
  { id: 'understanding', needs: 'understanding:manage', show: () => <Understanding /> },
  { id: 'blocks', needs: 'block:read', show: () => <BlockSettings /> },
  { id: 'assistant', needs: 'assist:manage', show: () => <AssistSettings /> },
  { id: 'privacy', needs: 'privacy:manage', show: ({ workspace }: Mine) => <PrivacySettings page={`${location.origin}/privacy/${workspace.slug}`} /> },
  { id: 'webhooks', needs: 'webhook:manage', show: () => <WebhookSettings /> },
  { id: 'history', needs: 'fact:read', show: () => <History /> },
] as const

const route = getRouteApi('/inside/settings')

/** All that can be set, in sections; which one is in the address. */
export function Settings() {
  const { t } = useI18n()
  const { section } = route.useSearch()
  const mine = useMine()
  if (!mine) return null
  const chosen = SECTIONS.find(({ id }) => id === section) ?? SECTIONS[0]
  return (
    <Page title={t('app.settings')} isWide>
      <div className="grid grid-cols-1 gap-x-10 gap-y-6 md:grid-cols-[12rem_minmax(0,1fr)]">
        <nav aria-label={t('app.settings.sections')}>
          <ul className="flex gap-1 max-md:-mx-4 max-md:overflow-x-auto max-md:px-4 max-md:pb-1 md:flex-col">
            {SECTIONS.map(({ id, needs }) => (
              <Allowed key={id} needs={needs}>
                <li>
                  <Link
                    to="/settings"
                    search={{ section: id }}
                    aria-current={id === chosen.id ? 'page' : undefined}
                    className="flex min-h-9 items-center rounded-control px-3 whitespace-nowrap text-quiet transition-colors hover:bg-sunken aria-[current=page]:bg-wash aria-[current=page]:font-medium aria-[current=page]:text-accent max-md:min-h-11"
                  >
                    {t(`app.settings.${id}`)}
                  </Link>
                </li>
              </Allowed>
            ))}
          </ul>
        </nav>
        <div className="flex max-w-184 min-w-0 flex-col gap-8">{chosen.show(mine)}</div>
      </div>
    </Page>
  )
}

function Allowed({ needs, children }: { needs: string; children: ReactNode }) {
  return useMay(needs) && children
}

function Alerts() {
  return (
    <>
      <AlertSettings />
      <Allowed needs="alert:manage">
        <RuleSettings />
      </Allowed>
    </>
  )
}

function Understanding() {
  const { t } = useI18n()
  return (
    <>
      <UnderstandingSettings />
      <Link to="/listen/understood" className="self-start text-accent underline">
        {t('listen.understood.title')}
      </Link>
    </>
  )
}
