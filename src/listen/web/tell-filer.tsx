import { Reply } from 'lucide-react'
import { type SyntheticEvent, useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { Problem } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { useMay } from '../../base/web/may.ts'
import { TextField } from '../../base/web/text-field.tsx'
import { useAct } from '../../base/web/use-act.ts'
import { useRead } from '../../base/web/use-read.ts'
import { filing, HEAR, tellFiler, TOLD_UNITS_MAX } from '../../connect/contract.ts'
import type { Mention } from '../contract.ts'

/**
 * Below a mention that somebody who works here has filed: what they were told, and a way to tell them. Nothing below any other mention,
 * and for whoever may not tell.
 */
export function TellFiler({ mention: { network, externalId } }: { mention: Pick<Mention, 'network' | 'externalId'> }) {
  const may = useMay('hear:manage')
  return network === HEAR && may ? <Telling externalId={externalId} /> : null
}

function Telling({ externalId }: { externalId: string }) {
  const { t, when } = useI18n()
  const told = useRead(filing, { externalId }).data
  const telling = useAct(tellFiler, [filing])
  const [words, setWords] = useState<string | null>(null)
  if (!told) return null
  if (words === null) {
    return (
      <div className="flex flex-col items-start gap-1.5">
        {told.told && (
          <div className="flex w-full flex-col gap-1 border-s-2 border-line ps-3">
            <p className="text-meta text-quiet">
              {told.toldBy ? t('listen.tell.told_by', { name: told.toldBy }) : t('listen.tell.told')} · {when(told.toldAt ?? told.filedAt)}
            </p>
            <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
              {told.told}
            </p>
          </div>
        )}
        <Button look="bare" className="-ms-2" onPress={() => setWords(told.told ?? '')}>
          <Reply aria-hidden className="size-4 rtl:-scale-x-100" />
          {t(told.told ? 'listen.tell.again' : 'listen.tell.begin')}
        </Button>
      </div>
    )
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (words.trim() !== '') telling.mutate({ externalId, words }, { onSuccess: () => setWords(null) })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <TextField label={t('listen.tell.label')} hint={t('listen.tell.hint')} rows={3} maxLength={TOLD_UNITS_MAX} value={words} onChange={setWords} />
      <Problem error={telling.error} />
      <div className="flex gap-2">
        <Button look="main" type="submit" isPending={telling.isPending} isDisabled={words.trim() === ''}>
          {t('listen.tell.button')}
        </Button>
        <Button onPress={() => setWords(null)}>{t('base.cancel')}</Button>
      </div>
    </form>
  )
}
