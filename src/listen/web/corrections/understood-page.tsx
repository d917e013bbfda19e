import { Download, ListChecks } from 'lucide-react'
import { Button, lookOf } from '../../../base/web/button.tsx'
import { hrefOf } from '../../../base/web/call.ts'
import { Problem } from '../../../base/web/form.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { useMay } from '../../../base/web/may.ts'
import { Card, Page } from '../../../base/web/page.tsx'
import { Failed, Loading } from '../../../base/web/states.tsx'
import { useAct } from '../../../base/web/use-act.ts'
import { useRead } from '../../../base/web/use-read.ts'
import { useWorkspaceId } from '../../../base/web/workspace.ts'
import { agreement, agreementFile, beginCheck, CHECK_MENTIONS } from '../../contract.ts'
import { AgreementFigures } from './agreement-figures.tsx'
import { Check } from './check.tsx'
import { Learned } from './learned.tsx'
import { Versions } from './versions.tsx'

/** How often people agree with what Heed understands, measured on mentions drawn by chance; and the way to measure more. */
export function UnderstoodPage() {
  const { t } = useI18n()
  const workspaceId = useWorkspaceId()
  const read = useRead(agreement, {})
  const mayCheck = useMay('mention:correct')
  const mayExport = useMay('mention:export')
  return (
    <Page
      title={t('listen.understood.title')}
      about={t('listen.understood.about')}
      actions={mayExport && workspaceId !== null && (
        <a href={hrefOf(agreementFile, {}, workspaceId)} download className={lookOf('plain')}>
          <Download aria-hidden className="size-4" />
          {t('listen.understood.export')}
        </a>
      )}
    >
      {mayCheck && <Checking />}
      {read.isPending && <Loading />}
      {read.isError && !read.data && <Failed error={read.error} retry={() => void read.refetch()} />}
      {read.data && (
        <>
          <AgreementFigures told={read.data} />
          <Versions versions={read.data.versions} />
          <Learned calibration={read.data.calibration} />
        </>
      )}
    </Page>
  )
}

/** A check: before it begins, and as long as it goes on. */
function Checking() {
  const { t } = useI18n()
  const begin = useAct(beginCheck)
  if (begin.data && begin.data.items.length > 0) return <Check items={begin.data.items} knowsStaff={begin.data.asksStaff} close={begin.reset} />
  return (
    <Card className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <p className="min-w-0 text-quiet">{t(begin.data ? 'listen.understood.check.nothing' : 'listen.understood.check.begin_about')}</p>
      <Problem error={begin.error} />
      <Button look="main" isPending={begin.isPending} onPress={() => begin.mutate({})} className="max-md:min-h-11 max-md:grow">
        <ListChecks aria-hidden className="size-4" />
        {t('listen.understood.check.begin', { count: CHECK_MENTIONS })}
      </Button>
    </Card>
  )
}
