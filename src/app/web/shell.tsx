import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { ChevronsUpDown, CircleUserRound, Ear, Keyboard, KeyRound, LogOut, Monitor, Moon, Sun } from 'lucide-react'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import type { OutputOf } from '../../base/endpoint.ts'
import { useI18n } from '../../base/web/i18n.tsx'
import { useKeys } from '../../base/web/keys.ts'
import { type Choices, Menu } from '../../base/web/menu.tsx'
import { Name } from '../../base/web/name.tsx'
import { THEMES, useTheme } from '../../base/web/theme.ts'
import { LANGUAGES } from '../../base/wording.ts'
import type { me } from '../../people/contract.ts'
import { signOut } from '../../people/web/doors.ts'

type Me = OutputOf<typeof me>
type ShellProps = {
  user: Me['user']
  workspaces: Me['workspaces']
  workspace: Me['workspaces'][number] | undefined
  choose: (workspaceId: string) => void
}

const PasswordDialog = lazy(async () => ({ default: (await import('../../people/web/password-dialog.tsx')).PasswordDialog }))
const Shortcuts = lazy(async () => ({ default: (await import('./shortcuts.tsx')).Shortcuts }))
const THEME_ICONS = { system: <Monitor className="size-4 text-quiet" />, light: <Sun className="size-4 text-quiet" />, dark: <Moon className="size-4 text-quiet" /> }

/** What stands around every page: beside it on a large screen, above it on a phone. */
export function Shell({ children, ...props }: ShellProps & { children: ReactNode }) {
  const { t } = useI18n()
  const [open, setOpen] = useState<'keys' | 'password' | null>(null)
  useKeys({ '?': () => setOpen('keys') })
  return (
    <div className="grid h-full min-h-0 grid-cols-1 max-md:grid-rows-[auto_minmax(0,1fr)] md:grid-cols-[14.5rem_minmax(0,1fr)]">
      <a href="#page" className="sr-only z-30 rounded-control bg-fill px-4 py-2 text-on-fill focus:not-sr-only focus:fixed focus:start-3 focus:top-3">
        {t('app.skip')}
      </a>
      <header className="flex min-w-0 items-center gap-1 border-line px-2 py-1.5 max-md:border-b md:flex-col md:items-stretch md:gap-4 md:border-e md:px-3 md:py-4">
        <WorkspaceSwitch {...props} />
        <nav aria-label={t('app.sections')} className="max-md:hidden">
          <ul className="flex flex-col gap-0.5">
            <li>
              <Link
                to="/listen"
                className="flex min-h-9 items-center gap-2.5 rounded-control px-2 text-quiet transition-colors hover:bg-sunken aria-[current=page]:bg-wash aria-[current=page]:font-medium aria-[current=page]:text-accent"
              >
                <Ear aria-hidden className="size-4.5" />
                {t('listen.title')}
              </Link>
            </li>
          </ul>
        </nav>
        <div className="ms-auto md:ms-0 md:mt-auto">
          <AccountMenu {...props} show={setOpen} />
        </div>
      </header>
      <main id="page" tabIndex={-1} className="min-h-0 min-w-0 bg-surface outline-none">
        {children}
      </main>
      <Suspense>
        {open === 'keys' && <Shortcuts close={() => setOpen(null)} />}
        {open === 'password' && <PasswordDialog hasPassword={props.user.hasPassword} close={() => setOpen(null)} />}
      </Suspense>
    </div>
  )
}

function WorkspaceSwitch({ workspaces, workspace, choose }: ShellProps) {
  const { t } = useI18n()
  const name = workspace?.name ?? t('base.heed')
  const title = (
    <>
      <img src="/icon.svg" alt="" className="size-6 shrink-0" />
      <span className="min-w-0 font-semibold">
        <Name>{name}</Name>
      </span>
    </>
  )
  if (workspaces.length < 2) return <p className="flex min-h-9 min-w-0 items-center gap-2.5 px-2">{title}</p>
  const choices = workspaces.map(({ id, name }) => ({ id, words: <Name>{name}</Name>, text: name, choose: () => choose(id) }))
  return (
    <Menu label={t('app.switch_workspace', { name })} groups={[{ title: t('app.workspaces'), choices, ...(workspace ? { chosen: workspace.id } : {}) }]}>
      {title}
      <ChevronsUpDown aria-hidden className="ms-auto size-4 shrink-0 text-quiet" />
    </Menu>
  )
}

function AccountMenu({ user, show }: ShellProps & { show: (dialog: 'keys' | 'password') => void }) {
  const { t, language, choose } = useI18n()
  const [theme, setTheme] = useTheme()
  const client = useQueryClient()
  const navigate = useNavigate()
  const leave = async () => {
    await signOut().catch(() => {})
    client.clear()
    await navigate({ to: '/sign-in' })
  }
  const groups: Choices[] = [
    {
      title: t('app.language'),
      chosen: language,
      choices: LANGUAGES.map((each) => {
        const name = t(`base.language.${each}`)
        return { id: each, words: <span lang={each}>{name}</span>, text: name, choose: () => choose(each) }
      }),
    },
    {
      title: t('app.theme'),
      chosen: theme,
      choices: THEMES.map((each) => {
        const name = t(`app.theme.${each}`)
        return { id: each, words: name, text: name, icon: THEME_ICONS[each], choose: () => setTheme(each) }
      }),
    },
    {
      choices: [
        { id: 'keys', words: t('app.keys.title'), text: t('app.keys.title'), icon: <Keyboard className="size-4 text-quiet" />, choose: () => show('keys') },
        { id: 'password', words: t('people.password'), text: t('people.password'), icon: <KeyRound className="size-4 text-quiet" />, choose: () => show('password') },
        { id: 'leave', words: t('app.sign_out'), text: t('app.sign_out'), icon: <LogOut className="size-4 text-quiet rtl:-scale-x-100" />, choose: () => void leave() },
      ],
    },
  ]
  const name = user.name || user.email
  return (
    <Menu label={t('app.account', { name })} groups={groups} className="w-full max-md:justify-center">
      <CircleUserRound aria-hidden className="size-5 shrink-0 text-quiet" />
      <span className="min-w-0 max-md:hidden">
        <Name>{name}</Name>
      </span>
    </Menu>
  )
}
