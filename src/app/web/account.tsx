import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Building2, CircleUserRound, Keyboard, KeyRound, Languages, LogOut, Monitor, Moon, Sun } from 'lucide-react'
import type { OutputOf } from '../../base/endpoint.ts'
import type { Action } from '../../base/web/actions.ts'
import { useI18n } from '../../base/web/i18n.tsx'
import { type Choices, Menu } from '../../base/web/menu.tsx'
import { Name } from '../../base/web/name.tsx'
import { THEMES, useTheme } from '../../base/web/theme.ts'
import { LANGUAGES } from '../../base/wording.ts'
import type { me } from '../../people/contract.ts'
import { signOut } from '../../people/web/doors.ts'

export type User = OutputOf<typeof me>['user']

const ICON = 'size-4 text-quiet'
const THEME_ICONS = { system: <Monitor className={ICON} />, light: <Sun className={ICON} />, dark: <Moon className={ICON} /> }

/** What somebody may choose for themselves, wherever they are: language, appearance, and their account. */
export function useAccountChoices(show: (dialog: 'keys' | 'password') => void): Choices[] {
  const { t, language, choose } = useI18n()
  const [theme, setTheme] = useTheme()
  const client = useQueryClient()
  const navigate = useNavigate()
  const leave = async () => {
    await signOut().catch(() => {})
    client.clear()
    await navigate({ to: '/sign-in' })
  }
  return [
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
        { id: 'workspace', words: t('app.new_workspace'), text: t('app.new_workspace'), icon: <Building2 className={ICON} />, choose: () => void navigate({ to: '/welcome' }) },
        { id: 'keys', words: t('app.keys.title'), text: t('app.keys.title'), icon: <Keyboard className={ICON} />, choose: () => show('keys') },
        { id: 'password', words: t('people.password'), text: t('people.password'), icon: <KeyRound className={ICON} />, choose: () => show('password') },
        { id: 'leave', words: t('app.sign_out'), text: t('app.sign_out'), icon: <LogOut className={`${ICON} rtl:-scale-x-100`} />, choose: () => void leave() },
      ],
    },
  ]
}

/** The same choices, for the palette. */
export const asActions = (choices: readonly Choices[], group: string): Action[] =>
  choices.flatMap(({ title, chosen, choices }) => choices.filter(({ id }) => id !== chosen).map(({ id, text, icon, choose }) => ({
    id: `account ${id}`,
    words: title ? `${title}: ${text}` : text,
    group,
    icon: icon ?? <Languages className={ICON} />,
    act: choose,
  })))

/** Who is signed in, and what they may choose. */
export function AccountMenu({ user, choices }: { user: User; choices: readonly Choices[] }) {
  const { t } = useI18n()
  const name = user.name || user.email
  return (
    <Menu label={t('app.account', { name })} groups={choices} className="w-full max-md:min-w-11 max-md:justify-center">
      <CircleUserRound aria-hidden className="size-5 shrink-0 text-quiet" />
      <span className="min-w-0 max-md:hidden">
        <Name>{name}</Name>
      </span>
    </Menu>
  )
}
