import { Link, useNavigate } from '@tanstack/react-router'
import { ArrowRightLeft, ChevronsUpDown, Search } from 'lucide-react'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import type { OutputOf } from '../../base/endpoint.ts'
import { useActions } from '../../base/web/actions.ts'
import { Button } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { KeyCaps } from '../../base/web/key-caps.tsx'
import { useKeyShown, useKeys } from '../../base/web/keys.ts'

import { Menu } from '../../base/web/menu.tsx'
import { Name } from '../../base/web/name.tsx'
import { Toasts } from '../../base/web/toast.tsx'
import type { me } from '../../people/contract.ts'
import { AccountMenu, asActions, useAccountChoices, type User } from './account.tsx'
import { AlertLine } from './alert-line.tsx'
import { AsksToAnswer } from './asks-to-answer.tsx'
import { DEEDS, PLACES, type Place } from './places.ts'
import { useNewVersion } from './updates.ts'

type Workspaces = OutputOf<typeof me>['workspaces']
type SwitchProps = { workspaces: Workspaces; workspace: Workspaces[number] | undefined; choose: (workspaceId: string) => void }

const PasswordDialog = lazy(async () => ({ default: (await import('../../people/web/password-dialog.tsx')).PasswordDialog }))
const Shortcuts = lazy(async () => ({ default: (await import('./shortcuts.tsx')).Shortcuts }))
const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }))

/** What stands around every page: beside it on a large screen, above and below it on a phone, where the thumb reaches the places. */
export function Shell({ user, children, ...props }: SwitchProps & { user: User; children: ReactNode }) {
  const { t } = useI18n()
  const navigate = useNavigate()
  const [open, setOpen] = useState<'keys' | 'palette' | 'password' | null>(null)
  const close = () => setOpen(null)
  useNewVersion()
  const account = useAccountChoices(setOpen)
  const mayDo = ({ needs }: { needs: string }) => props.workspace?.permissions.includes(needs)
  const places = PLACES.filter(mayDo)
  const go = ({ path }: Place) => void navigate({ to: path })

  useKeys([
    ...places.map((place) => ({ keys: `g ${place.letter}`, means: place.title, where: 'going' as const, act: () => go(place) })),
    { keys: '?', means: 'app.keys.help', where: 'everywhere', act: () => setOpen('keys') },
    { keys: 'mod+k', means: 'app.keys.palette', where: 'everywhere', act: () => setOpen(open === 'palette' ? null : 'palette') },
  ])
  useActions([
    ...places.map((place) => ({
      id: `go ${place.id}`, words: t(place.title), group: t('app.palette.go'), icon: <place.icon className="size-4 text-quiet" />, keys: `g ${place.letter}`, act: () => go(place),
    })),
    ...DEEDS.filter(mayDo).map(({ id, href, icon: Icon, title }) => ({
      id, words: t(title), group: t('app.palette.do'), icon: <Icon className="size-4 text-quiet" />, act: () => void navigate({ href }),
    })),
    ...props.workspaces.filter(({ id }) => id !== props.workspace?.id).map(({ id, name }) => ({
      id: `workspace ${id}`, words: t('app.palette.switch', { name }), group: t('app.workspaces'), icon: <ArrowRightLeft className="size-4 text-quiet" />, act: () => props.choose(id),
    })),
    ...asActions(account, t('app.palette.account')),
  ])

  return (
    <div className="grid h-full min-h-0 grid-cols-[minmax(0,1fr)_auto] grid-rows-[auto_minmax(0,1fr)_auto] [grid-template-areas:'top_account''page_page''places_places'] md:grid-cols-[14.5rem_minmax(0,1fr)] md:grid-rows-[auto_minmax(0,1fr)_auto] md:[grid-template-areas:'top_page''places_page''account_page']">
      <header className="flex min-w-0 items-center gap-1 border-line px-2 pt-[max(0.375rem,env(safe-area-inset-top))] pb-1.5 [grid-area:top] max-md:border-b md:flex-col md:items-stretch md:gap-3 md:border-e md:px-3 md:pt-4">
        <WorkspaceSwitch {...props} />
        <PaletteButton open={() => setOpen('palette')} />
      </header>
      <Places places={places} />
      <div className="border-line [grid-area:account] max-md:border-b max-md:pe-2 max-md:pt-[max(0.375rem,env(safe-area-inset-top))] md:border-e md:px-3 md:pb-4">
        <AccountMenu user={user} choices={account} />
      </div>
      <main id="page" tabIndex={-1} className="flex min-h-0 min-w-0 flex-col bg-surface outline-none [grid-area:page]">
        <AlertLine />
        <div className="min-h-0 grow">{children}</div>
      </main>
      <Toasts />
      <Suspense>
        {open === 'keys' && <Shortcuts close={close} />}
        {open === 'palette' && <Palette close={close} />}
        {open === 'password' && <PasswordDialog hasPassword={user.hasPassword} close={close} />}
      </Suspense>
    </div>
  )
}

function Places({ places }: { places: readonly Place[] }) {
  const { t } = useI18n()
  return (
    <nav aria-label={t('app.sections')} className="border-line bg-canvas [grid-area:places] max-md:border-t max-md:pb-[env(safe-area-inset-bottom)] md:overflow-y-auto md:border-e md:px-3">
      <ul className="flex max-md:justify-around md:flex-col md:gap-0.5 md:pt-1">
        {places.map(({ id, path, icon: Icon, title }) => (
          <li key={id} className="max-md:flex-1">
            <Link
              to={path}
              className="relative flex min-h-9 items-center gap-2.5 rounded-control px-2 text-quiet -outline-offset-2 transition-colors hover:bg-sunken aria-[current=page]:font-medium aria-[current=page]:text-accent max-md:min-h-14 max-md:flex-col max-md:justify-center max-md:gap-0.5 max-md:text-meta md:aria-[current=page]:bg-wash"
            >
              <Icon aria-hidden className="size-4.5 max-md:size-5.5" />
              {t(title)}
              {id === 'asks' && <AsksToAnswer />}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function PaletteButton({ open }: { open: () => void }) {
  const { t } = useI18n()
  const shown = useKeyShown('mod+k')
  return (
    <Button
      look="bare"
      onPress={open}
      {...shown}
      className="max-md:ms-auto max-md:min-w-11 md:justify-start md:border md:border-line md:bg-surface md:font-normal"
    >
      <Search aria-hidden className="size-4 shrink-0 max-md:size-5" />
      <span className="grow text-start max-md:sr-only">{t('app.palette.title')}</span>
      <KeyCaps keys="mod+k" className="max-md:hidden" />
    </Button>
  )
}

function WorkspaceSwitch({ workspaces, workspace, choose }: SwitchProps) {
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
