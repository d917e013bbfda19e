import { useMutation } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import { type SyntheticEvent, useEffect, useId, useRef, useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { Problem } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { newKey } from '../../base/web/new-key.ts'
import { TextField } from '../../base/web/text-field.tsx'
import { useDraft } from '../../base/web/use-draft.ts'
import { type Door, HEARD_UNITS_MAX, type Where } from '../contract.ts'
import { type Heard, keep, mayPass, send } from './hear-outbox.ts'

const PLACES: readonly Where[] = ['shop', 'phone', 'message', 'event']
const EMPTY = { text: '', where: null as Where | null, elsewhere: '', who: '' }

/** What stands behind a door: words, and for a customer’s words where they were said, and by whom if one likes to say. */
export function HearForm({ token, door, workspace, back, received, kept }: {
  token: string
  door: Door
  workspace: string
  back: () => void
  received: (receipt: string) => void
  kept: () => void
}) {
  const { t } = useI18n()
  const [draft, setDraft] = useDraft(`hear.${door}`, EMPTY, 'session')
  const [missing, setMissing] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('textarea')?.focus(), []) // the second tap is for handing in
  const sending = useMutation({
    networkMode: 'always',
    mutationFn: (heard: Heard) => send(heard),
    onSuccess: (receipt) => {
      setDraft(null)
      received(receipt)
    },
    onError: (error, heard) => {
      if (!mayPass(error) || !keep(heard)) return
      setDraft(null)
      kept()
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    setMissing(draft.text.trim() === '')
    if (draft.text.trim() !== '') sending.mutate({ token, key: newKey(), door, ...(door === 'customer' ? draft : { text: draft.text }) })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate className="flex grow flex-col gap-5">
      <div className="flex items-center gap-1">
        <Button look="bare" label={t('connect.hear.back')} onPress={back} className="-ms-2">
          <ArrowLeft aria-hidden className="size-5 rtl:-scale-x-100" />
        </Button>
        <h1 className="text-title font-semibold">{t(`connect.hear.door.${door}`)}</h1>
      </div>
      <TextField
        label={t(`connect.hear.words.${door}`)}
        rows={6}
        maxLength={HEARD_UNITS_MAX}
        value={draft.text}
        onChange={(text) => setDraft({ ...draft, text })}
        {...(missing && draft.text.trim() === '' ? { problem: t('connect.hear.words_missing') } : {})}
      />
      {door === 'customer' && <Circumstances draft={draft} change={setDraft} />}
      <p className="text-meta text-quiet">{t('connect.hear.who_reads', { workspace })}</p>
      <Problem error={sending.error && !mayPass(sending.error) ? sending.error : null} />
      <Button look="main" type="submit" isPending={sending.isPending} className="min-h-12">
        {t('connect.hear.file')}
      </Button>
    </form>
  )
}

type Draft = typeof EMPTY

/** Where it was said, in one tap; and who said it, for whoever wants to say. */
function Circumstances({ draft, change }: { draft: Draft; change: (draft: Draft) => void }) {
  const { t } = useI18n()
  const [tellsWho, setTellsWho] = useState(draft.who !== '')
  const [writesPlace, setWritesPlace] = useState(draft.elsewhere !== '')
  const titleId = useId()
  const chip = 'min-h-11 cursor-default rounded-full border border-edge bg-surface px-4 hover:bg-sunken aria-pressed:border-transparent aria-pressed:bg-wash aria-pressed:font-medium aria-pressed:text-accent'
  return (
    <>
      <fieldset aria-labelledby={titleId} className="flex flex-col gap-2">
        <p id={titleId} className="text-meta font-medium">
          {t('connect.hear.where')}
        </p>
        <div className="flex flex-wrap gap-2">
          {PLACES.map((where) => (
            <button
              key={where}
              type="button"
              aria-pressed={draft.where === where && !writesPlace}
              className={chip}
              onClick={() => {
                setWritesPlace(false)
                change({ ...draft, where: draft.where === where ? null : where, elsewhere: '' })
              }}
            >
              {t(`connect.hear.where.${where}`)}
            </button>
          ))}
          <button type="button" aria-pressed={writesPlace} className={chip} onClick={() => setWritesPlace(!writesPlace)}>
            {t('connect.hear.elsewhere')}
          </button>
        </div>
        {writesPlace && (
          <TextField label={t('connect.hear.elsewhere_label')} maxLength={60} value={draft.elsewhere} onChange={(elsewhere) => change({ ...draft, elsewhere, where: null })} />
        )}
      </fieldset>
      {tellsWho ? (
        <TextField label={t('connect.hear.who')} hint={t('connect.hear.who_hint')} maxLength={100} value={draft.who} onChange={(who) => change({ ...draft, who })} />
      ) : (
        <Button look="bare" onPress={() => setTellsWho(true)} className="-ms-2 self-start">
          {t('connect.hear.add_who')}
        </Button>
      )}
    </>
  )
}
