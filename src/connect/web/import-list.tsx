import { Download } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { hrefOf } from '../../base/web/call.ts'
import { Button } from '../../base/web/button.tsx'
import { State, type Tone } from '../../base/web/badge.tsx'
import { Problem } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Name } from '../../base/web/name.tsx'
import { Card, Section } from '../../base/web/page.tsx'
import { Progress } from '../../base/web/progress.tsx'
import { Failed, Loading } from '../../base/web/states.tsx'
import { useAct } from '../../base/web/use-act.ts'
import { useRead } from '../../base/web/use-read.ts'
import { useWorkspaceId } from '../../base/web/workspace.ts'
import { cancelImport, dropUpload, type Import, listImports, rejectedRows, resumeImport, type Upload } from '../import-contract.ts'

const EVERY_MS = { moving: 1_000, still: 15_000 }
const MOVING: readonly Import['state'][] = ['waiting', 'reading', 'retrying']
const TONES: Record<Import['state'], Tone> = { waiting: 'plain', reading: 'good', retrying: 'warn', stopped: 'bad', cancelled: 'plain', done: 'good', too_many_bad: 'bad' }

/** Files that are read or were, each with how far it is; and those that wait for somebody. */
export function ImportList({ choose, mentions }: { choose: (uploadId: string) => void; mentions: (of: Import) => ReactNode }) {
  const { t } = useI18n()
  const [everyMs, setEveryMs] = useState(EVERY_MS.moving)
  const read = useRead(listImports, { limit: 50 }, everyMs)
  if (read.isPending) return <Loading rows={2} />
  if (read.isError) return <Failed error={read.error} retry={() => void read.refetch()} />
  const { imports, uploads } = read.data
  const wanted = imports.some(({ state }) => MOVING.includes(state)) ? EVERY_MS.moving : EVERY_MS.still
  if (wanted !== everyMs) setEveryMs(wanted)
  return (
    <>
      {uploads.length > 0 && (
        <Section title={t('connect.import.waiting')}>
          <ul className="flex flex-col gap-3">
            {uploads.map((upload) => (
              <li key={upload.id}>
                <Waiting upload={upload} choose={choose} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {imports.length > 0 && (
        <Section title={t('connect.import.history')}>
          <ul className="flex flex-col gap-3">
            {imports.map((one) => (
              <li key={one.id}>
                <ImportCard one={one} mentions={mentions} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

function Waiting({ upload: { id, name, bytes, received }, choose }: { upload: Upload; choose: (uploadId: string) => void }) {
  const { t } = useI18n()
  const dropping = useAct(dropUpload, [listImports])
  const isWhole = received === bytes
  return (
    <Card className="flex flex-wrap items-center justify-between gap-3">
      <div className="min-w-0">
        <Name>{name}</Name>
        {!isWhole && (
          <p className="text-meta text-quiet">
            {t('connect.import.sent', { percent: Math.floor((received * 100) / bytes) })} {t('connect.import.again')}
          </p>
        )}
        <Problem error={dropping.error} />
      </div>
      <div className="flex gap-2">
        {isWhole && <Button onPress={() => choose(id)}>{t('connect.import.resume')}</Button>}
        <Button look="bare" onPress={() => dropping.mutate({ uploadId: id })} isPending={dropping.isPending}>
          {t('connect.import.drop')}
        </Button>
      </div>
    </Card>
  )
}

function ImportCard({ one, mentions }: { one: Import; mentions: (of: Import) => ReactNode }) {
  const { t, when } = useI18n()
  const cancelling = useAct(cancelImport, [listImports])
  const resuming = useAct(resumeImport, [listImports])
  const isMoving = MOVING.includes(one.state)
  return (
    <Card className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="min-w-0 font-semibold">
          <Name>{one.name}</Name>
        </h3>
        {!isMoving && (
          <span className="text-meta text-quiet">
            <State tone={TONES[one.state]}>{t(`connect.import.state.${one.state}`)}</State> · {when(one.endedAt ?? one.begunAt)}
          </span>
        )}
      </div>
      {isMoving && (
        <Progress
          label={t(`connect.import.state.${one.state}`)}
          done={one.read}
          total={one.bytesRead > 0 ? Math.round((one.read * one.bytes) / one.bytesRead) : null}
          perSecond={one.rowsPerS}
        >
          <Button onPress={() => cancelling.mutate({ importId: one.id })} isPending={cancelling.isPending}>
            {t('connect.import.cancel')}
          </Button>
        </Progress>
      )}
      {one.problem && (
        <p dir="auto" className="text-meta wrap-anywhere text-quiet">
          {one.problem}
        </p>
      )}
      <Counts one={one} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {one.heard + one.known > 0 && mentions(one)}
        {one.canResume && (
          <Button onPress={() => resuming.mutate({ importId: one.id })} isPending={resuming.isPending}>
            {t('connect.import.resume')}
          </Button>
        )}
      </div>
      <Problem error={cancelling.error ?? resuming.error} />
    </Card>
  )
}

function Counts({ one: { id, read, heard, known, bad } }: { one: Import }) {
  const { t, language } = useI18n()
  const workspaceId = useWorkspaceId()
  const said = [
    t('connect.import.read', { count: read }),
    t('connect.import.heard', { count: heard }),
    ...(known > 0 ? [t('connect.import.known', { count: known })] : []),
  ]
  return (
    <div className="flex flex-col gap-1 text-meta text-quiet tabular-nums">
      <p>{said.join(' · ')}</p>
      {bad > 0 && workspaceId && (
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="text-ink">{t('connect.import.bad', { count: bad })}.</span>
          <a href={hrefOf(rejectedRows, { importId: id, language }, workspaceId)} download className="inline-flex items-center gap-1 text-accent underline">
            <Download aria-hidden className="size-3.5" />
            {t('connect.import.bad_file')}
          </a>
        </p>
      )}
    </div>
  )
}
