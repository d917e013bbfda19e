import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Navigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { OutputOf } from '../../base/endpoint.ts'
import { call, CallError } from '../../base/web/call.ts'
import { remember, remembered } from '../../base/web/remember.ts'
import { Failed, Loading } from '../../base/web/states.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { WorkspaceId } from '../../base/web/workspace.ts'
import { firstVisit, me } from '../../people/contract.ts'
import { Account } from './welcome-account.tsx'
import { Company } from './welcome-company.tsx'
import { Door, Locked } from './welcome-door.tsx'
import { STEPS, type Step } from './welcome-frame.tsx'
import { Listening } from './welcome-listening.tsx'
import { Sources } from './welcome-sources.tsx'
import { Words } from './welcome-words.tsx'
import { useGoOn } from './doors.tsx'

const route = getRouteApi('/welcome')

/** What could be a token: nothing else is asked about. */
const TOKEN = /^[\w-]{1,200}$/

/** The first visit, and every later one to begin another workspace. The address says how far one is, so that a reload loses nothing. */
export function Welcome() {
  const search = route.useSearch()
  const token = [search.token, remembered('first-visit')].find((each) => each && TOKEN.test(each)) ?? undefined
  const visit = useRead(firstVisit, token ? { token } : {})
  const state = visit.data?.state
  useEffect(() => {
    if (state === 'open' && token) remember('first-visit', token)
    if (state === 'claimed') remember('first-visit', null)
  }, [state, token])
  if (visit.isPending) return <Loading rows={1} />
  if (visit.isError) return <Failed error={visit.error} retry={() => void visit.refetch()} />
  if (state === 'claimed') return <Begin />
  return state === 'open' && token ? <Beginning token={token} claimed={() => void visit.refetch()} /> : <Locked />
}

/** Before there is an owner. */
function Beginning({ token, claimed }: { token: string; claimed: () => void }) {
  const { step } = route.useSearch()
  const navigate = route.useNavigate()
  const enter = useGoOn()
  if (step !== 'account') return <Door token={token} begin={() => void navigate({ search: { token, step: 'account' } })} inDemo={() => enter(undefined)} />
  return (
    <Account
      token={token}
      back={() => void navigate({ search: { token } })}
      done={() => {
        claimed()
        void navigate({ search: { step: 'company', first: 'yes' }, replace: true })
      }}
    />
  )
}

/** With an account: the steps of a workspace. */
function Begin() {
  const known = useQuery<OutputOf<typeof me>, Error>({ queryKey: [null, me.name, 'welcome'], queryFn: () => call(me, { limit: 200 }) })
  const { step, in: workspaceId, first } = route.useSearch()
  const navigate = route.useNavigate()
  if (known.isPending) return <Loading rows={1} />
  if (known.error instanceof CallError && known.error.code === 'not_signed_in') return <Navigate to="/sign-in" search={workspaceId ? { next: `/welcome${location.search}` } : {}} replace />
  if (known.isError) return <Failed error={known.error} retry={() => void known.refetch()} />

  const workspace = known.data.workspaces.find(({ id, permissions }) => id === workspaceId && permissions.includes('source:manage'))
  const steps = first ? STEPS : STEPS.slice(1)
  const go = (next: Step, id: string) => void navigate({ search: { step: next, in: id, ...(first ? { first } : {}) } })
  const shared = { steps, canLeave: !first || known.data.workspaces.some(({ isDemo }) => !isDemo) }
  const created = async (id: string) => {
    remember('workspace', id)
    await navigate({ search: { step: 'company', in: id, ...(first ? { first } : {}) }, replace: true })
    go('words', id)
  }
  if (!workspace || step === undefined || step === 'company') return <Company key={workspace?.id} {...shared} workspace={workspace} done={(id) => void created(id)} />
  return (
    <WorkspaceId value={workspace.id}>
      {step === 'sources' ? <Sources {...shared} workspace={workspace} back={() => go('words', workspace.id)} done={() => go('listening', workspace.id)} />
        : step === 'listening' ? <Listening workspace={workspace} back={() => go('words', workspace.id)} />
        : <Words {...shared} workspace={workspace} back={() => go('company', workspace.id)} done={() => go('sources', workspace.id)} />}
    </WorkspaceId>
  )
}
