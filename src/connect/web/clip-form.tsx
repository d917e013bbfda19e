import { useMutation } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { type SyntheticEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { call, CallError } from '../../base/web/call.ts'
import { FileDrop } from '../../base/web/file-drop.tsx'
import { Problem } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Name } from '../../base/web/name.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { useWorkspaceId } from '../../base/web/workspace.ts'
import type { OutputOf } from '../../base/endpoint.ts'
import { CLIP_TEXT_UNITS_MAX, fileClip, lookAtPage, PICTURE_BYTES_MAX } from '../contract.ts'
import { type ClipDraft, localMoment, momentOf } from './clip-draft.ts'
import { pictureToSend } from './clip-picture.ts'

export type FiledClip = OutputOf<typeof fileClip>

const LOOK_AFTER_MS = 600

/** What is filed, field by field. Of a link the page is looked at, and what it says of itself fills in what is still empty. */
export function ClipForm({ draft, change, filed }: { draft: ClipDraft; change: (draft: ClipDraft) => void; filed: (clip: FiledClip) => void }) {
  const { t } = useI18n()
  const workspaceId = useWorkspaceId()
  const [picture, setPicture] = useState<File | null>(null)
  const [alt, setAlt] = useState('')
  const looked = useLook(draft, change)
  const filing = useMutation({
    networkMode: 'always',
    mutationFn: async () => call(fileClip, {
      text: draft.text, url: draft.url.trim() === '' ? null : draft.url.trim(), author: draft.author, origin: draft.origin, saidAt: momentOf(draft.saidAt),
      picture: picture && { base64: await pictureToSend(picture), alt },
    }, { workspaceId }),
    onSuccess: (clip) => {
      setPicture(null)
      setAlt('')
      filed(clip)
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    filing.mutate()
  }
  const set = (field: keyof ClipDraft) => (value: string) => change({ ...draft, [field]: value })
  const isAway = filing.error instanceof CallError && filing.error.code === 'unreachable'
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <TextField type="url" label={t('connect.clip.url')} hint={looked.isLooking ? t('connect.clip.looking') : t('connect.clip.url_hint')} maxLength={2_000} value={draft.url} onChange={set('url')} />
      {looked.filed && <Known clip={looked.filed} />}
      {looked.problem && <p className="text-meta text-quiet">{t('connect.clip.not_seen', { why: looked.problem })}</p>}
      <TextField label={t('connect.clip.text')} rows={5} maxLength={CLIP_TEXT_UNITS_MAX} value={draft.text} onChange={set('text')} />
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField label={t('connect.clip.author')} maxLength={200} value={draft.author} onChange={set('author')} />
        <TextField label={t('connect.clip.origin')} placeholder={t('connect.clip.origin_hint')} maxLength={60} value={draft.origin} onChange={set('origin')} />
        <TextField type="datetime-local" label={t('connect.clip.said_at')} value={draft.saidAt} onChange={set('saidAt')} />
      </div>
      <Picture picture={picture} set={setPicture} alt={alt} setAlt={setAlt} />
      {isAway ? <p role="alert" className="rounded-control bg-warn-wash px-3 py-2">{t('connect.clip.kept')}</p> : <Problem error={filing.error} />}
      <Button look="main" type="submit" isPending={filing.isPending} className="min-h-11">
        {t('connect.clip.file')}
      </Button>
    </form>
  )
}

type Looked = { readonly isLooking: boolean; readonly problem: string | null; readonly filed: Omit<FiledClip, 'known'> | null }

/** Looks at the page of the draft’s link, a moment after it stands still. What somebody has written stays. */
function useLook(draft: ClipDraft, change: (draft: ClipDraft) => void): Looked {
  const workspaceId = useWorkspaceId()
  const [looked, setLooked] = useState<Looked>({ isLooking: false, problem: null, filed: null })
  const url = draft.url.trim()
  const seen = useRef('')
  const propose = useEffectEvent((page: OutputOf<typeof lookAtPage>) => {
    setLooked({ isLooking: false, problem: page.problem, filed: page.filed })
    if (draft.url.trim() !== url) return
    change({
      ...draft,
      text: draft.text || page.text, author: draft.author || page.author, origin: draft.origin || page.origin, saidAt: draft.saidAt || localMoment(page.saidAt),
    })
  })
  const begin = useEffectEvent((signal: AbortSignal) => {
    seen.current = url
    setLooked({ isLooking: true, problem: null, filed: null })
    call(lookAtPage, { url }, { workspaceId, signal }).then(propose, () => setLooked({ isLooking: false, problem: null, filed: null }))
  })
  useEffect(() => {
    if (seen.current === url) return
    if (!/^https?:\/\/\S+\.\S+/.test(url) && !/^https?:\/\/\S+:\d+/.test(url)) return
    const ending = new AbortController()
    const timer = setTimeout(() => begin(ending.signal), LOOK_AFTER_MS)
    return () => {
      clearTimeout(timer)
      ending.abort(new Error('another link'))
    }
  }, [url])
  return looked
}

/** That it was filed before: when and by whom, and the way to it. */
export function Known({ clip: { filedAt, filedBy }, open }: { clip: Omit<FiledClip, 'known'>; open?: () => void }) {
  const { t, when } = useI18n()
  return (
    <div aria-live="polite" className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-control bg-wash px-3 py-2.5">
      <p className="min-w-0 grow">
        <strong className="font-semibold">{t('connect.clip.known')}</strong>{' '}
        {filedBy ? t('connect.clip.known_by', { name: filedBy, when: when(filedAt) }) : t('connect.clip.known_at', { when: when(filedAt) })}
      </p>
      {open && <Button onPress={open}>{t('connect.clip.known_open')}</Button>}
    </div>
  )
}

function Picture({ picture, set, alt, setAlt }: { picture: File | null; set: (file: File | null) => void; alt: string; setAlt: (alt: string) => void }) {
  const { t } = useI18n()
  const [tooLarge, setTooLarge] = useState(false)
  if (picture) {
    return (
      <div className="flex flex-col gap-3 rounded-card border border-line bg-canvas p-4">
        <div className="flex items-center justify-between gap-4">
          <Name>{picture.name}</Name>
          <Button look="bare" label={t('connect.clip.remove_picture')} onPress={() => set(null)}>
            <X aria-hidden className="size-4" />
          </Button>
        </div>
        <TextField label={t('connect.clip.picture_alt')} hint={t('connect.clip.picture_alt_hint')} maxLength={1_000} value={alt} onChange={setAlt} />
      </div>
    )
  }
  const take = ([file]: File[]) => {
    if (!file) return
    const isPhoto = file.type === 'image/jpeg' // made smaller before it is sent
    setTooLarge(file.size > PICTURE_BYTES_MAX && !isPhoto)
    if (isPhoto || file.size <= PICTURE_BYTES_MAX) set(file)
  }
  return (
    <div className="flex flex-col gap-2">
      <FileDrop label={t('connect.clip.picture')} hint={t('connect.clip.picture_hint')} accept={['image/png', 'image/jpeg', 'image/webp']} take={take} />
      {tooLarge && (
        <p role="alert" className="text-bad">
          {t('connect.clip.picture_large')}
        </p>
      )}
    </div>
  )
}
