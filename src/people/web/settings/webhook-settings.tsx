import { KeyRound, Pause, Play, Plus } from 'lucide-react'
import { useState } from 'react'
import { State } from '../../../base/web/badge.tsx'
import { Button } from '../../../base/web/button.tsx'
import { Command } from '../../../base/web/command.tsx'
import { Confirm } from '../../../base/web/confirm.tsx'
import { Dialog } from '../../../base/web/dialog.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { Name } from '../../../base/web/name.tsx'
import { Card, Section } from '../../../base/web/page.tsx'
import { Failed, Loading } from '../../../base/web/states.tsx'
import { useAct } from '../../../base/web/use-act.ts'
import { useRead } from '../../../base/web/use-read.ts'
import { changeOutgoingWebhook, type OutgoingWebhook, outgoingWebhooks, removeOutgoingWebhook, renewOutgoingSecret } from '../../contract.ts'
import { WebhookDialog } from './webhook-dialog.tsx'

type Open = { readonly dialog: 'add' } | { readonly dialog: 'change' | 'renew' | 'remove'; readonly webhook: OutgoingWebhook } | null

/** Which programs are told what happens here, and how that fares. */
export function WebhookSettings() {
  const { t } = useI18n()
  const read = useRead(outgoingWebhooks, {}, 30_000)
  const [open, setOpen] = useState<Open>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const removing = useAct(removeOutgoingWebhook, [outgoingWebhooks])
  const renewing = useAct(renewOutgoingSecret)
  const close = () => setOpen(null)
  if (read.isPending) return <Loading rows={2} />
  if (read.isError) return <Failed error={read.error} retry={() => void read.refetch()} />
  const add = (
    <Button onPress={() => setOpen({ dialog: 'add' })}>
      <Plus aria-hidden className="size-4" />
      {t('people.webhooks.add')}
    </Button>
  )
  return (
    <Section title={t('people.webhooks')} about={t('people.webhooks.about')} actions={add}>
      <ul className="flex flex-col gap-3">
        {read.data.webhooks.map((webhook) => (
          <li key={webhook.id}>
            <WebhookCard webhook={webhook} open={(dialog) => setOpen({ dialog, webhook })} />
          </li>
        ))}
      </ul>
      <a href="/api/docs" className="self-start text-accent underline underline-offset-2">
        {t('people.webhooks.shapes')}
      </a>
      {open && (open.dialog === 'add' || open.dialog === 'change') && (
        <WebhookDialog webhook={open.dialog === 'change' ? open.webhook : null} facts={read.data.facts} show={setSecret} close={close} />
      )}
      {open?.dialog === 'renew' && (
        <Confirm
          title={t('people.webhooks.renew_title', { name: open.webhook.name })}
          about={t('people.webhooks.renew_about')}
          button={t('people.webhooks.renew')}
          act={async () => setSecret((await renewing.mutateAsync({ id: open.webhook.id })).secret)}
          close={close}
        />
      )}
      {open?.dialog === 'remove' && (
        <Confirm
          title={t('people.settings.remove_title', { name: open.webhook.name })}
          about={t('people.webhooks.remove_about', { waiting: open.webhook.waiting })}
          button={t('people.settings.remove')}
          act={() => removing.mutateAsync({ id: open.webhook.id })}
          close={close}
        />
      )}
      {secret !== null && <SecretShown secret={secret} close={() => setSecret(null)} />}
    </Section>
  )
}

function WebhookCard({ webhook, open }: { webhook: OutgoingWebhook; open: (dialog: 'change' | 'renew' | 'remove') => void }) {
  const { t } = useI18n()
  const changing = useAct(changeOutgoingWebhook, [outgoingWebhooks])
  const { id, name, url, facts, paused } = webhook
  return (
    <Card className="flex flex-col gap-2">
      <h3 className="font-semibold">
        <Name>{name}</Name>
      </h3>
      <p dir="ltr" className="truncate text-start font-mono text-meta text-quiet">
        {url}
      </p>
      <Faring webhook={webhook} />
      <p className="text-meta text-quiet">{t('people.webhooks.told', { count: facts.length })}</p>
      <div className="-mx-2 flex flex-wrap">
        <Button look="bare" onPress={() => open('change')}>
          {t('people.settings.change')}
        </Button>
        <Button look="bare" onPress={() => changing.mutate({ id, isPaused: !paused })} isPending={changing.isPending}>
          {paused ? <Play aria-hidden className="size-4" /> : <Pause aria-hidden className="size-4" />}
          {paused ? t('people.webhooks.resume') : t('people.webhooks.pause')}
        </Button>
        <Button look="bare" onPress={() => open('renew')}>
          <KeyRound aria-hidden className="size-4" />
          {t('people.webhooks.renew')}
        </Button>
        <Button look="bare" onPress={() => open('remove')}>
          {t('people.settings.remove')}
        </Button>
      </div>
    </Card>
  )
}

function Faring({ webhook: { paused, failing, sentAt, waiting } }: { webhook: OutgoingWebhook }) {
  const { t, when } = useI18n()
  if (paused) return <State tone={paused.why === 'by_hand' ? 'plain' : 'bad'}>{t(`people.webhooks.paused.${paused.why}`, { when: when(paused.at), waiting })}</State>
  if (failing) {
    return (
      <State tone="warn">
        {t('people.webhooks.failing', { when: when(failing.since), waiting })} <bdi className="text-quiet">{failing.problem}</bdi>
      </State>
    )
  }
  return <State tone={sentAt ? 'good' : 'plain'}>{sentAt ? t('people.webhooks.well', { when: when(sentAt) }) : t('people.webhooks.nothing_yet')}</State>
}

/** The one time that a secret is seen. */
function SecretShown({ secret, close }: { secret: string; close: () => void }) {
  const { t } = useI18n()
  return (
    <Dialog title={t('people.webhooks.secret')} isOpen close={close} isWide>
      <p>{t('people.webhooks.secret_about')}</p>
      <Command>{secret}</Command>
      <Button look="main" onPress={close} className="self-end">
        {t('people.webhooks.secret_kept')}
      </Button>
    </Dialog>
  )
}
