import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react'
import { Command } from '../../base/web/command.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Card, Page, Section } from '../../base/web/page.tsx'
import { toast } from '../../base/web/toast.tsx'
import { useAct } from '../../base/web/use-act.ts'
import { useDraft } from '../../base/web/use-draft.ts'
import { useWorkspaceId } from '../../base/web/workspace.ts'
import { lookOf } from '../../base/web/button.tsx'
import { clipAddress } from '../contract.ts'
import { bookmarkletOf, draftOf, EMPTY_CLIP, type Shared } from './clip-draft.ts'
import { ClipForm, type FiledClip, Known } from './clip-form.tsx'

/** Filing by hand: the form, filled with what was shared or kept from before, and faster ways to it. `open` leads to what is filed. */
export function ClipPage({ shared, open }: { shared: Shared; open: (externalId: string | null) => void }) {
  const { t } = useI18n()
  const workspaceId = useWorkspaceId()
  const [draft, setDraft] = useDraft(`clip.${workspaceId}`, EMPTY_CLIP, 'browser')
  const [known, setKnown] = useState<FiledClip | null>(null)
  const { title = '', text = '', url = '' } = shared
  const begin = useEffectEvent(setDraft)
  useEffect(() => {
    const next = draftOf({ title, text, url })
    if (next) begin(next)
  }, [title, text, url])
  const filed = (clip: FiledClip) => {
    setKnown(clip.known ? clip : null)
    setDraft(null)
    if (!clip.known) toast({ words: t('connect.clip.filed'), action: { words: t('connect.clip.to_listen'), act: () => open(null) } })
  }
  return (
    <Page title={t('connect.clip')} about={t('connect.clip.about')}>
      {known && <Known clip={known} open={() => open(known.externalId)} />}
      <ClipForm draft={draft} change={setDraft} filed={filed} />
      <Section title={t('connect.clip.ways')}>
        <Card className="flex flex-col gap-5">
          <Bookmarklet />
          <Way title={t('connect.clip.phone')} about={t('connect.clip.phone_about')} />
          <MailAddress />
        </Card>
      </Section>
    </Page>
  )
}

function Way({ title, about, children }: { title: string; about: string; children?: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-2">
      <h3 className="font-medium">{title}</h3>
      <p className="text-meta text-quiet">{about}</p>
      {children}
    </div>
  )
}

/** A link to be dragged, never pressed here. React writes no scripts into links, so the address is put there afterwards. */
function Bookmarklet() {
  const { t } = useI18n()
  const link = useRef<HTMLAnchorElement>(null)
  useEffect(() => link.current?.setAttribute('href', bookmarkletOf(location.origin)), [])
  return (
    <Way title={t('connect.clip.bookmarklet')} about={t('connect.clip.bookmarklet_about')}>
      <a ref={link} href="/clip" className={`${lookOf('plain')} cursor-grab`}>
        {t('connect.clip.bookmarklet_name')}
      </a>
    </Way>
  )
}

function MailAddress() {
  const { t } = useI18n()
  const asking = useAct(clipAddress)
  const ask = useEffectEvent(() => asking.mutate({}))
  useEffect(() => ask(), [])
  const addresses = asking.data?.addresses ?? []
  return (
    <Way title={t('connect.clip.mail')} about={t(addresses.length > 0 ? 'connect.clip.mail_about' : 'connect.clip.mail_none')}>
      {addresses.map((address) => (
        <Command key={address}>{address}</Command>
      ))}
    </Way>
  )
}
