import type { ReactNode } from 'react'
import { Button } from '../../base/web/button.tsx'
import { FileDrop } from '../../base/web/file-drop.tsx'
import { Problem } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Page } from '../../base/web/page.tsx'
import { Progress } from '../../base/web/progress.tsx'
import type { Import } from '../import-contract.ts'
import { ImportList } from './import-list.tsx'
import { ImportMapping } from './import-mapping.tsx'
import { useSending } from './import-send.ts'

/**
 * Takes files in: send one, say what is where in it, watch it being read. Which file is looked at is in the address, so that a
 * reload keeps it; `mentions` leads to what an import has brought.
 */
export function ImportPage({ uploadId, choose, mentions }: {
  uploadId: string | undefined
  choose: (uploadId: string | undefined) => void
  mentions: (of: Import) => ReactNode
}) {
  const { t } = useI18n()
  const { sending, error, send, stop } = useSending(choose)
  if (uploadId) return <ImportMapping key={uploadId} uploadId={uploadId} leave={() => choose(undefined)} />
  return (
    <Page title={t('connect.import.title')} about={t('connect.import.about')}>
      {sending ? (
        <div className="flex flex-col gap-2">
          <Progress
            label={t('connect.import.sending', { name: sending.name })}
            done={inMegabytes(sending.sent)}
            total={inMegabytes(sending.total)}
            perSecond={sending.perSecond && sending.perSecond / MEGABYTE}
          >
            <Button onPress={stop}>{t('connect.import.cancel')}</Button>
          </Progress>
          <output className="text-meta text-warn">{sending.isWaiting && t('connect.import.sending_paused')}</output>
        </div>
      ) : (
        <>
          <FileDrop
            label={t('connect.import.choose_file')}
            hint={t('connect.import.hint')}
            accept={['.csv', '.tsv', '.txt', '.jsonl', '.ndjson']}
            take={([file]) => file && send(file)}
          />
          <Problem error={error} />
        </>
      )}
      <ImportList choose={choose} mentions={mentions} />
    </Page>
  )
}

const MEGABYTE = 1024 ** 2
const inMegabytes = (bytes: number): number => Math.round((bytes * 10) / MEGABYTE) / 10
