import { useQuery } from '@tanstack/react-query'
import { call } from '../../base/web/call.ts'
import { type Fields, Form } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Failed, Loading } from '../../base/web/states.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { acceptInvitation, invitation, join, me } from '../contract.ts'
import { signIn } from './doors.ts'
import { Porch } from './porch.tsx'
import { NewPassword } from './set-password-page.tsx'

/** Where an invitation's link leads: join with the account one has, or make one. `joined` goes on into the workspace. */
export function InvitationPage({ token, joined }: { token: string; joined: (workspaceId: string) => void }) {
  const { t } = useI18n()
  const invited = useRead(invitation, { token })
  const known = useQuery({ queryKey: [null, me.name, 'invited'], queryFn: () => call(me, {}).catch(() => null) })
  if (invited.isPending || known.isPending) return <Loading rows={1} />
  if (invited.isError) {
    return (
      <Porch title={t('people.invitation.lost')}>
        <Failed error={invited.error} retry={() => void invited.refetch()} />
      </Porch>
    )
  }

  const { workspace, invitedBy, email, role, hasAccount } = invited.data
  const goIn = ({ workspaceId }: { workspaceId: string }) => joined(workspaceId)
  const title = t('people.invitation.title', { workspace: workspace.name })
  const about = invitedBy
    ? t('people.invitation.from', { name: invitedBy, role: t(`people.role.${role}`) })
    : t('people.invitation.as', { role: t(`people.role.${role}`) })

  const user = known.data?.user
  if (user && (email === null || email === user.email)) {
    return (
      <Porch title={title} about={about}>
        <Form send={() => call(join, { token })} then={goIn} button={t('people.invitation.join_as', { name: user.name || user.email })} />
      </Porch>
    )
  }
  if (hasAccount && email) {
    const signInAndJoin = async ({ password = '' }: Fields) => {
      await signIn(email, password)
      return call(join, { token })
    }
    return (
      <Porch title={title} about={about}>
        <Form send={signInAndJoin} then={goIn} button={t('people.invitation.join')} sentences={{ not_signed_in: t('people.sign_in.wrong') }}>
          <TextField label={t('people.email')} name="email" type="email" autoComplete="username" value={email} isReadOnly />
          <TextField label={t('people.password')} name="password" type="password" autoComplete="current-password" isRequired />
        </Form>
      </Porch>
    )
  }
  const accept = async ({ name = '', email: address = '', password = '' }: Fields) => {
    const accepted = await call(acceptInvitation, { token, name, email: address, password })
    await signIn(address, password)
    return accepted
  }
  return (
    <Porch title={title} about={about}>
      <Form send={accept} then={goIn} button={t('people.invitation.join')}>
        <TextField label={t('people.name')} name="name" autoComplete="name" maxLength={80} isRequired />
        <TextField label={t('people.email')} name="email" type="email" autoComplete="username" isRequired {...(email ? { value: email, isReadOnly: true } : {})} />
        <NewPassword />
      </Form>
    </Porch>
  )
}
