import { DoorOpen, Ellipsis, Plus, QrCode as QrIcon } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Badge } from '../../base/web/badge.tsx'
import { Button } from '../../base/web/button.tsx'
import { Command } from '../../base/web/command.tsx'
import { Confirm } from '../../base/web/confirm.tsx'
import { Dialog } from '../../base/web/dialog.tsx'
import { Form } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Menu } from '../../base/web/menu.tsx'
import { Name } from '../../base/web/name.tsx'
import { Card, Section } from '../../base/web/page.tsx'
import { Select } from '../../base/web/select.tsx'
import { Failed, Loading } from '../../base/web/states.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { toast } from '../../base/web/toast.tsx'
import { useAct } from '../../base/web/use-act.ts'
import { useRead } from '../../base/web/use-read.ts'
import { LANGUAGES, type Language } from '../../base/wording.ts'
import { addHearLink, type HearLink, hearLinks, renewHearLink, revokeHearLink } from '../contract.ts'

const QrDialog = lazy(async () => ({ default: (await import('./qr-dialog.tsx')).QrDialog }))

type Open = { readonly dialog: 'add' } | { readonly dialog: 'qr' | 'renew' | 'revoke'; readonly link: HearLink }

/** The links to the two doors: to hand out, hang up, exchange and close. For whoever may manage them. */
export function HearLinks() {
  const { t } = useI18n()
  const read = useRead(hearLinks, {})
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const links = read.data?.links.filter(({ revokedAt }) => revokedAt === null) ?? []
  return (
    <Section
      title={t('connect.hear_links')}
      about={t('connect.hear_links.about')}
      actions={
        <Button onPress={() => setOpen({ dialog: 'add' })}>
          <Plus aria-hidden className="size-4" />
          {t('connect.hear_links.add')}
        </Button>
      }
    >
      {read.isPending && <Loading rows={1} />}
      {read.isError && <Failed error={read.error} retry={() => void read.refetch()} />}
      {read.data && links.length === 0 && (
        <Card className="flex items-center gap-4">
          <DoorOpen aria-hidden className="size-6 shrink-0 text-quiet" />
          <p className="text-quiet">{t('connect.hear_links.nothing')}</p>
        </Card>
      )}
      <ul className="flex flex-col gap-3">
        {links.map((link) => (
          <li key={link.id}>
            <LinkCard link={link} open={setOpen} />
          </li>
        ))}
      </ul>
      {open?.dialog === 'add' && <AddLink close={close} />}
      {open?.dialog === 'renew' && <Renewal link={open.link} close={close} />}
      {open?.dialog === 'revoke' && <Revocation link={open.link} close={close} />}
      <Suspense>{open?.dialog === 'qr' && <QrDialog link={open.link} close={close} />}</Suspense>
    </Section>
  )
}

function LinkCard({ link, open }: { link: HearLink; open: (open: Open) => void }) {
  const { t } = useI18n()
  const choice = (dialog: 'renew' | 'revoke') => {
    const text = t(`connect.hear_links.${dialog}`)
    return { id: dialog, words: text, text, choose: () => open({ dialog, link }) }
  }
  return (
    <Card className="flex flex-col gap-3">
      <div className="flex items-center gap-3">
        <div className="min-w-0 grow">
          <h3 className="font-semibold">
            <Name>{link.name}</Name>
          </h3>
          <p className="text-meta text-quiet">{t('connect.hear_links.filings', { count: link.filings })}</p>
        </div>
        <Badge>
          <span lang={link.language}>{t(`base.language.${link.language}`)}</span>
        </Badge>
        <Button label={t('connect.hear_links.qr_of', { name: link.name })} look="bare" onPress={() => open({ dialog: 'qr', link })}>
          <QrIcon aria-hidden className="size-4.5" />
        </Button>
        <Menu label={t('connect.source.more', { name: link.name })} groups={[{ choices: [choice('renew'), choice('revoke')] }]} className="-me-2 shrink-0">
          <Ellipsis aria-hidden className="size-4.5 text-quiet" />
        </Menu>
      </div>
      <Command>{link.url}</Command>
    </Card>
  )
}

function AddLink({ close }: { close: () => void }) {
  const { t, language } = useI18n()
  const adding = useAct(addHearLink, [hearLinks])
  const languages = LANGUAGES.map((id) => ({ id, name: t(`base.language.${id}`) }))
  return (
    <Dialog title={t('connect.hear_links.add')} isOpen close={close}>
      <Form
        send={({ name = '', language: its = language }) => adding.mutateAsync({ name, language: its as Language })}
        then={close}
        button={t('connect.hear_links.add_button')}
      >
        <TextField label={t('connect.hear_links.name')} hint={t('connect.hear_links.name_hint')} name="name" maxLength={60} isRequired />
        <Select label={t('app.language')} name="language" defaultValue={language} options={languages} />
      </Form>
    </Dialog>
  )
}

function Renewal({ link: { id, name }, close }: { link: HearLink; close: () => void }) {
  const { t } = useI18n()
  const renewing = useAct(renewHearLink, [hearLinks])
  const renew = async () => {
    await renewing.mutateAsync({ id })
    toast({ words: t('connect.hear_links.renewed', { name }) })
  }
  return <Confirm title={t('connect.hear_links.renew_title', { name })} about={t('connect.hear_links.renew_about')} button={t('connect.hear_links.renew')} act={renew} close={close} />
}

function Revocation({ link: { id, name }, close }: { link: HearLink; close: () => void }) {
  const { t } = useI18n()
  const revoking = useAct(revokeHearLink, [hearLinks])
  const revoke = async () => {
    await revoking.mutateAsync({ id })
    toast({ words: t('connect.hear_links.revoked', { name }) })
  }
  return <Confirm title={t('connect.hear_links.revoke_title', { name })} about={t('connect.hear_links.revoke_about')} button={t('connect.hear_links.revoke')} act={revoke} close={close} />
}
