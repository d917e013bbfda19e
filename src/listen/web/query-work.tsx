import { Play, Square } from 'lucide-react'
import { Button } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { useMay } from '../../base/web/may.ts'
import { Progress } from '../../base/web/progress.tsx'
import { useAct } from '../../base/web/use-act.ts'
import { useRead } from '../../base/web/use-read.ts'
import { type BackFill, queryWork, type QueryWork, resumeQueryWork, stopQueryWork } from '../contract.ts'

const WHILE_RUNNING_MS = 1_000
const AT_REST_MS = 30_000
const isUnderWay = ({ state }: QueryWork) => state === 'waiting' || state === 'running'

/**
 * What a save began: Heed looks for a query in what is stored and in the past of networks. How far it is, what it has found, and the
 * way to stop it or to go on; followed while one looks. `isBrief`: only what is not done yet.
 */
export function QueryWorks({ queryId, isBrief = false }: { queryId: string; isBrief?: boolean }) {
  const { t } = useI18n()
  const works = useQueryWork(queryId)
  const shown = isBrief ? works.filter(({ work }) => work.state !== 'done') : works
  if (shown.length === 0) return null
  return (
    <section aria-label={t('listen.work.title')} className={isBrief ? 'flex flex-col gap-3 pb-2' : 'flex flex-col gap-4 rounded-card border border-line p-4'}>
      {!isBrief && <h2 className="font-semibold">{t('listen.work.title')}</h2>}
      {shown.map(({ work, name }) => (
        <Work key={work.id} queryId={queryId} work={work} name={name} />
      ))}
    </section>
  )
}

/** All work of a query, with what each is called. */
function useQueryWork(queryId: string): { work: QueryWork | BackFill; name: string }[] {
  const { t, when } = useI18n()
  const slow = useRead(queryWork, { queryId }, AT_REST_MS).data
  const all = [...(slow?.backTest ? [slow.backTest] : []), ...(slow?.backFills ?? [])]
  // Read again and again, but only while something moves.
  useRead(queryWork, { queryId }, all.some(isUnderWay) ? WHILE_RUNNING_MS : undefined)
  return all.map((work) => ({ work, name: isFill(work) ? t('listen.work.back_fill', { name: work.sourceName, since: when(work.from) }) : t('listen.work.back_test') }))
}

const isFill = (work: QueryWork | BackFill): work is BackFill => 'sourceId' in work

function Work({ queryId, work, name }: { queryId: string; work: QueryWork | BackFill; name: string }) {
  const { t } = useI18n()
  const { state, looked, toLook, found } = work
  if (state === 'waiting' || state === 'done') {
    return (
      <div className="flex flex-col">
        <div className="flex min-h-9 items-center justify-between gap-4">
          <span className="min-w-0 font-medium">{name}</span>
          {state === 'waiting' && <StopOrGoOn queryId={queryId} work={work} name={name} />}
        </div>
        <output className="text-meta text-quiet">
          {t(`listen.work.${state}`)} {state === 'done' && t('listen.work.found_in_all', { count: found })}
        </output>
        <InTheWay work={work} />
      </div>
    )
  }
  return (
    <div className="flex flex-col">
      <Progress
        label={name}
        done={looked}
        total={state === 'running' || isFill(work) ? toLook : (toLook ?? looked)}
        {...(isFill(work) ? { share: work.share, said: t('listen.work.looked', { count: looked }) } : {})}
      >
        <StopOrGoOn queryId={queryId} work={work} name={name} />
      </Progress>
      <output className="text-meta text-quiet">
        {t('listen.work.found', { count: found })}
        {state === 'cancelled' && <span className="block">{t('listen.work.cancelled')}</span>}
      </output>
      <InTheWay work={work} />
    </div>
  )
}

/** What is in the way, where something is: also of one that waits for it to pass. And what of a network's past could not be had. */
function InTheWay({ work }: { work: QueryWork | BackFill }) {
  const { t, known, clock, when } = useI18n()
  const { state, problem } = work
  const look = `text-meta ${state === 'failed' ? 'text-bad' : 'text-quiet'}`
  return (
    <>
      {state !== 'done' && (problem !== null || state === 'failed') && (
        <p className={look}>
          {known(`listen.work_problem.${problem}`) ?? t('listen.work.failed')}
          {isFill(work) && work.says !== null && <span className="block"><bdi>{work.says}</bdi></span>}
          {isFill(work) && work.nextTryAt !== null && <span className="block">{t('listen.work.next_try', { at: clock(work.nextTryAt) })}</span>}
        </p>
      )}
      {isFill(work) && work.wholeSince !== null && <p className="text-meta text-quiet">{t('listen.work.whole_since', { when: when(work.wholeSince) })}</p>}
      {isFill(work) && work.lost.length > 0 && (
        <p className="text-meta wrap-anywhere text-quiet">{t('listen.work.lost', { parts: work.lost.map(({ part }) => part).join(', ') })}</p>
      )}
    </>
  )
}

function StopOrGoOn({ queryId, work, name }: { queryId: string; work: QueryWork; name: string }) {
  const { t } = useI18n()
  const mayManage = useMay('query:manage')
  const stop = useAct(stopQueryWork, [queryWork])
  const resume = useAct(resumeQueryWork, [queryWork])
  if (!mayManage) return null
  const does = isUnderWay(work) ? 'stop' : 'resume'
  const act = does === 'stop' ? stop : resume
  const Icon = does === 'stop' ? Square : Play
  return (
    <Button
      look="bare"
      label={t(`listen.work.${does}_it`, { work: name })}
      isPending={act.isPending}
      onPress={() => act.mutate({ queryId, workId: work.id })}
      className="-me-2 shrink-0 text-meta"
    >
      <Icon aria-hidden className="size-3.5 rtl:-scale-x-100" />
      {t(`listen.work.${does}`)}
    </Button>
  )
}
