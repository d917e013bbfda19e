import { Link, useNavigate } from '@tanstack/react-router'
import { AsksToday } from '../../ask/web/asks-today.tsx'
import { lookOf } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { useMay } from '../../base/web/may.ts'
import { useNow } from '../../base/web/clock.ts'
import { useRead } from '../../base/web/use-read.ts'
import { listSources } from '../../connect/contract.ts'
import { listQueries, today } from '../../listen/contract.ts'
import { addressOf } from '../../listen/web/address.ts'
import { TodayPage } from '../../listen/web/today-page.tsx'
import { type Step, TodaySteps } from '../../listen/web/today-steps.tsx'
import { members } from '../../people/contract.ts'
import { ListenTo } from './listen-to.tsx'
import { useMine } from './use-mine.ts'

/** The first screen of the day. */
export function Today() {
  const navigate = useNavigate()
  const mine = useMine()
  const isBeginning = useMay('source:manage')
  return (
    <TodayPage
      Listen={ListenTo}
      open={(filter) => void navigate({ to: '/listen', search: addressOf(filter) })}
      waiting={<AsksToday />}
      steps={isBeginning && mine?.workspace.isDemo === false && <FirstSteps />}
    />
  )
}

/** How long a workspace is new enough to be told that it might invite somebody. */
const NEW_MS = 14 * 24 * 60 * 60 * 1000

/** What the workspace needs next; nothing once it has all of it. */
function FirstSteps() {
  const { t } = useI18n()
  const now = useNow()
  const begunAt = useRead(today, {}).data?.begunAt
  const sources = useRead(listSources, { limit: 200 }).data?.sources
  const queries = useRead(listQueries, {}).data?.queries
  const colleagues = useRead(members, { limit: 2 }).data?.members
  if (!begunAt || !sources || !queries || !colleagues) return null
  const isNew = now.getTime() - Date.parse(begunAt) < NEW_MS
  const look = lookOf('plain')
  const steps: Step[] = [
    { id: 'queries', isDone: queries.length > 0, link: <Link to="/listen/query/$id" params={{ id: 'new' }} className={look}>{t('listen.query.new')}</Link> },
    { id: 'sources', isDone: sources.length > 0, link: <Link to="/sources/add" className={look}>{t('connect.sources.add')}</Link> },
    ...(isNew ? [{
      id: 'colleagues' as const,
      isDone: colleagues.length > 1,
      link: <Link to="/settings" search={{ section: 'people' }} className={look}>{t('app.palette.invite')}</Link>,
    }] : []),
  ]
  return steps.every(({ isDone }) => isDone) ? null : <TodaySteps steps={steps} />
}
