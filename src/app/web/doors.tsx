import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Navigate, useNavigate } from '@tanstack/react-router'
import { remember } from '../../base/web/remember.ts'
import { useRead } from '../../base/web/use-read.ts'
import { firstVisit } from '../../people/contract.ts'
import { InvitationPage } from '../../people/web/invitation-page.tsx'
import { SetPasswordPage } from '../../people/web/set-password-page.tsx'
import { SignInPage } from '../../people/web/sign-in-page.tsx'
import { NotFoundPage } from './lost-pages.tsx'

const signInRoute = getRouteApi('/sign-in')
const setPasswordRoute = getRouteApi('/set-password')
const invitationRoute = getRouteApi('/invitation')

/** The pages one sees before being inside, and where each leads. */
export function SignIn() {
  const { token, next } = signInRoute.useSearch()
  const goOn = useGoOn()
  const visit = useRead(firstVisit, {})
  const nobodyHasBegun = visit.data !== undefined && visit.data.state !== 'claimed'
  // A link that signs in may be the demo's: its visitor comes before anybody has begun.
  return nobodyHasBegun && !token ? <Navigate to="/welcome" replace /> : <SignInPage {...(token ? { token } : {})} signedIn={() => goOn(next)} />
}

export function SetPassword() {
  const { token } = setPasswordRoute.useSearch()
  const navigate = useNavigate()
  return token ? <SetPasswordPage token={token} done={() => void navigate({ to: '/sign-in' })} /> : <NotFoundPage />
}

export function Invitation() {
  const { token } = invitationRoute.useSearch()
  const goOn = useGoOn()
  const joined = (workspaceId: string) => {
    remember('workspace', workspaceId)
    goOn(undefined)
  }
  return token ? <InvitationPage token={token} joined={joined} /> : <NotFoundPage />
}

/** Goes inside as somebody new: nothing that was read before holds any more. Only to an address of ours. */
export function useGoOn(): (next: string | undefined) => void {
  const navigate = useNavigate()
  const client = useQueryClient()
  return (next) => {
    client.clear()
    void navigate({ href: next && /^\/(?![/\\])/.test(next) ? next : '/today', replace: true })
  }
}
