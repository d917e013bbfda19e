import { Play, RotateCw, Square } from 'lucide-react'
import { Button } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Section } from '../../base/web/page.tsx'
import { Progress } from '../../base/web/progress.tsx'
import { Failed, Loading } from '../../base/web/states.tsx'
import { useAct } from '../../base/web/use-act.ts'
import { useRead } from '../../base/web/use-read.ts'
import { stopUnderstanding, type UnderstandingRun, understandingRun, understandStoredAnew } from '../contract.ts'

const AGAIN_MS = 2_000

/** How far Heed is with understanding stored mentions anew, and the way to stop it, to go on, or to begin. */
export function UnderstandingSettings() {
  const { t } = useI18n()
  const read = useRead(understandingRun, {}, AGAIN_MS)
  return (
    <Section title={t('ingest.understanding.title')} about={t('ingest.understanding.about')}>
      {read.isPending && <Loading rows={1} />}
      {read.isError && !read.data && <Failed error={read.error} retry={() => void read.refetch()} />}
      {read.data && <Run run={read.data.run} />}
    </Section>
  )
}

function Run({ run }: { run: UnderstandingRun | null }) {
  const { t, when } = useI18n()
  const label = t('ingest.understanding.stored')
  if (run?.state === 'running' || run?.state === 'cancelled') {
    return (
      <div className="flex flex-col">
        <Progress label={label} done={run.looked} total={run.toLook} perSecond={run.state === 'running' ? run.perSecond : null}>
          {run.state === 'running' ? <Stop /> : <Begin does="resume" />}
        </Progress>
        <output className="text-meta text-quiet">
          {t('ingest.understanding.changed', { count: run.changed })}
          {run.state === 'cancelled' && <span className="block">{t('ingest.understanding.cancelled')}</span>}
        </output>
      </div>
    )
  }
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <div className="flex min-w-0 flex-col">
        <span className="font-medium">{label}</span>
        <output className="text-meta text-quiet">
          {run === null && t('ingest.understanding.current')}
          {run?.state === 'waiting' && t('ingest.understanding.waiting')}
          {run?.state === 'done' && [
            ...(run.endedAt === null ? [] : [t('ingest.understanding.done', { when: when(run.endedAt) })]), t('ingest.understanding.changed', { count: run.changed }),
          ].join(' ')}
        </output>
      </div>
      {run?.state === 'waiting' ? <Stop /> : <Begin does="anew" />}
    </div>
  )
}

function Stop() {
  const { t } = useI18n()
  const stop = useAct(stopUnderstanding, [understandingRun])
  return (
    <Button look="bare" isPending={stop.isPending} onPress={() => stop.mutate({})} className="-me-2 shrink-0 text-meta">
      <Square aria-hidden className="size-3.5" />
      {t('ingest.understanding.stop')}
    </Button>
  )
}

function Begin({ does }: { does: 'resume' | 'anew' }) {
  const { t } = useI18n()
  const begin = useAct(understandStoredAnew, [understandingRun])
  const Icon = does === 'resume' ? Play : RotateCw
  return (
    <Button look={does === 'resume' ? 'bare' : 'plain'} isPending={begin.isPending} onPress={() => begin.mutate({})} className="shrink-0">
      <Icon aria-hidden className="size-3.5 rtl:-scale-x-100" />
      {t(`ingest.understanding.${does}`)}
    </Button>
  )
}
