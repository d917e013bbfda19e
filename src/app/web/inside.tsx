import { Link, Outlet, useRouter } from '@tanstack/react-router'
import { Building2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { lookOf } from '../../base/web/button.tsx'
import { CallError } from '../../base/web/call.ts'
import { useNow } from '../../base/web/clock.ts'
import { useI18n } from '../../base/web/i18n.tsx'
import { Permissions } from '../../base/web/may.ts'
import { remember, remembered } from '../../base/web/remember.ts'
import { Empty, Failed } from '../../base/web/states.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { WorkspaceId } from '../../base/web/workspace.ts'
import { me } from '../../people/contract.ts'
import { staySignedIn } from '../../people/web/doors.ts'
import { BelowBanners } from './below-banners.tsx'
import { Shell } from './shell.tsx'

/** Who is signed in, and in which of their workspaces: everything inside asks there. */
export function Inside() {
  const { t } = useI18n()
  const known = useRead(me, { limit: 200 })
  const [chosen, setChosen] = useState(() => remembered('workspace'))
  useStaySignedIn(known.isSuccess)

  if (known.isPending) return null
  if (known.error instanceof CallError && known.error.code === 'not_signed_in') return <ToSignIn />
  if (known.isError) {
    return (
      <main className="flex h-full items-center">
        <Failed error={known.error} retry={() => void known.refetch()} />
      </main>
    )
  }

  const { user, workspaces } = known.data
  const workspace = workspaces.find(({ id }) => id === chosen) ?? workspaces[0]
  const choose = (id: string) => {
    remember('workspace', id)
    setChosen(id)
  }
  return (
    <WorkspaceId value={workspace?.id ?? null}>
      <Permissions value={workspace?.permissions ?? []}>
        <BelowBanners isDemo={workspace?.isDemo ?? false}>
          <Shell user={user} workspaces={workspaces} workspace={workspace} choose={choose}>
            {workspace ? (
              <Outlet key={workspace.id} />
            ) : (
              <Empty icon={<Building2 className="size-5" />} title={t('app.no_workspace.title')} about={t('app.no_workspace.about')} isPage>
                <Link to="/welcome" className={lookOf('main')}>
                  {t('app.no_workspace.begin')}
                </Link>
              </Empty>
            )}
          </Shell>
        </BelowBanners>
      </Permissions>
    </WorkspaceId>
  )
}

/** Whoever has Heed open now and then stays signed in: the session is renewed once a day. */
function useStaySignedIn(isIn: boolean): void {
  const day = useNow().toDateString()
  useEffect(() => {
    if (!isIn || remembered('renewed') === day) return
    staySignedIn().then(() => remember('renewed', day), () => {}) // not reached: asked again the next time
  }, [isIn, day])
}

/** Goes out to the sign-in page, once, which comes back to where this was. */
function ToSignIn() {
  const router = useRouter()
  useEffect(() => {
    const here = router.state.location.href
    void router.navigate({ to: '/sign-in', search: here === '/today' ? {} : { next: here }, replace: true })
  }, [router])
  return null
}
