import { Plus, Radio } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { Confirm } from '../../base/web/confirm.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { useMay } from '../../base/web/may.ts'
import { Page } from '../../base/web/page.tsx'
import { Empty, Failed, Loading, useSentence } from '../../base/web/states.tsx'
import { toast } from '../../base/web/toast.tsx'
import { useAct } from '../../base/web/use-act.ts'
import { useRead } from '../../base/web/use-read.ts'
import { type Source, listSources, pauseSource, removeSource, retrySource } from '../contract.ts'
import { SourceCard, type SourceDeeds } from './source-card.tsx'
import { SourceSettings } from './source-settings.tsx'

const HEALTH_EVERY_MS = 10_000

/** Where Heed listens: the health of each source, what can be done about it, and in `children` what else there is to know. */
export function SourcesPage({ add, children }: { add: () => void; children: ReactNode }) {
  const { t } = useI18n()
  const read = useRead(listSources, { limit: 200 }, HEALTH_EVERY_MS)
  const mayManage = useMay('source:manage')
  const button = mayManage && (
    <Button look="main" onPress={add}>
      <Plus aria-hidden className="size-4" />
      {t('connect.sources.add')}
    </Button>
  )
  if (read.isPending) return <Loading />
  if (read.isError) return <Failed error={read.error} retry={() => void read.refetch()} />
  const { sources } = read.data
  if (sources.length === 0) {
    return (
      <Empty icon={<Radio className="size-5" />} title={t('connect.sources.nothing')} about={t('connect.sources.nothing_about')} isPage>
        {button}
      </Empty>
    )
  }
  return (
    <Page title={t('connect.sources')} about={t('connect.sources.about')} actions={button} isWide>
      <Cards sources={sources} mayManage={mayManage} />
      {children}
    </Page>
  )
}

function Cards({ sources, mayManage }: { sources: readonly Source[]; mayManage: boolean }) {
  const { t } = useI18n()
  const [open, setOpen] = useState<{ readonly dialog: 'change' | 'remove'; readonly source: Source } | null>(null)
  const pausing = useAct(pauseSource, [listSources])
  const retrying = useAct(retrySource, [listSources])
  const failed = useFailureToast()
  const deeds: SourceDeeds = {
    pause: (source, paused) =>
      pausing.mutate(
        { sourceId: source.id, paused },
        { onSuccess: () => toast({ words: t(paused ? 'connect.source.paused' : 'connect.source.resumed', { name: source.name }) }), onError: failed },
      ),
    retry: ({ id }) => retrying.mutate({ sourceId: id }, { onError: failed }),
    change: (source) => setOpen({ dialog: 'change', source }),
    remove: (source) => setOpen({ dialog: 'remove', source }),
  }
  return (
    <>
      <ul className="grid grid-cols-1 gap-4 lg:grid-cols-2">
        {sources.map((source) => (
          <li key={source.id} className="grid">
            <SourceCard source={source} deeds={mayManage ? deeds : null} />
          </li>
        ))}
      </ul>
      {open?.dialog === 'change' && <SourceSettings source={open.source} close={() => setOpen(null)} />}
      {open?.dialog === 'remove' && <Removal source={open.source} close={() => setOpen(null)} />}
    </>
  )
}

function useFailureToast(): (error: unknown) => void {
  const sentence = useSentence()
  return (error) => toast({ words: sentence(error) })
}

function Removal({ source: { id, name }, close }: { source: Source; close: () => void }) {
  const { t } = useI18n()
  const removing = useAct(removeSource, [listSources])
  const remove = async () => {
    await removing.mutateAsync({ sourceId: id })
    toast({ words: t('connect.source.removed', { name }) })
  }
  return (
    <Confirm title={t('connect.source.remove_title', { name })} about={t('connect.source.remove_about')} button={t('connect.source.remove')} act={remove} close={close} />
  )
}
