import { KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { Command } from '../../base/web/command.tsx'
import { Confirm } from '../../base/web/confirm.tsx'
import { Dialog } from '../../base/web/dialog.tsx'
import { Form } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { useMay } from '../../base/web/may.ts'
import { Name } from '../../base/web/name.tsx'
import { Card, Section } from '../../base/web/page.tsx'
import { RadioGroup } from '../../base/web/radio-group.tsx'
import { Failed, Loading } from '../../base/web/states.tsx'
import { Switch } from '../../base/web/switch.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { useAct } from '../../base/web/use-act.ts'
import { useRead } from '../../base/web/use-read.ts'
import { addWebhook, listSources, renewWebhookSecret, setHearsAll, type Webhook, webhooks } from '../contract.ts'

type Shown = { readonly name: string; readonly address: string; readonly secret: string }

/** Addresses to which programs hand in. */
export function Webhooks() {
  const { t } = useI18n()
  const read = useRead(webhooks, {})
  const mayManage = useMay('source:manage')
  const [open, setOpen] = useState<'add' | Webhook | null>(null)
  const [shown, setShown] = useState<Shown | null>(null)
  const close = () => setOpen(null)
  return (
    <Section
      title={t('connect.webhooks')}
      about={t('connect.webhooks.about')}
      actions={
        mayManage && (
          <Button onPress={() => setOpen('add')}>
            <Plus aria-hidden className="size-4" />
            {t('connect.webhooks.add')}
          </Button>
        )
      }
    >
      {read.isPending && <Loading rows={1} />}
      {read.isError && <Failed error={read.error} retry={() => void read.refetch()} />}
      <ul className="flex flex-col gap-3">
        {read.data?.webhooks.map((webhook) => (
          <li key={webhook.sourceId}>
            <WebhookCard webhook={webhook} mayManage={mayManage} renew={() => setOpen(webhook)} />
          </li>
        ))}
      </ul>
      {open === 'add' && <AddWebhook close={close} show={setShown} />}
      {open !== null && open !== 'add' && <Renewal webhook={open} close={close} show={setShown} />}
      {shown && <SecretShown shown={shown} close={() => setShown(null)} />}
    </Section>
  )
}

function WebhookCard({ webhook, mayManage, renew }: { webhook: Webhook; mayManage: boolean; renew: () => void }) {
  const { t } = useI18n()
  const setting = useAct(setHearsAll, [webhooks])
  const { sourceId, name, address, hearsAll } = webhook
  return (
    <Card className="flex flex-col gap-3">
      <div className="flex items-center gap-3">
        <h3 className="min-w-0 grow font-semibold">
          <Name>{name}</Name>
        </h3>
        {mayManage && (
          <Button look="bare" onPress={renew}>
            <KeyRound aria-hidden className="size-4" />
            {t('connect.webhooks.renew')}
          </Button>
        )}
      </div>
      <Command>{address}</Command>
      <Switch
        label={t('connect.webhooks.hears_all')}
        isSelected={setting.isPending ? (setting.variables?.hearsAll ?? hearsAll) : hearsAll}
        isDisabled={!mayManage}
        onChange={(next) => setting.mutate({ sourceId, hearsAll: next })}
      />
    </Card>
  )
}

function AddWebhook({ close, show }: { close: () => void; show: (shown: Shown) => void }) {
  const { t } = useI18n()
  const adding = useAct(addWebhook, [webhooks, listSources])
  const choices = (['all', 'matches'] as const).map((id) => ({ id, name: t(`connect.webhooks.hears.${id}`), about: t(`connect.webhooks.hears_about.${id}`) }))
  return (
    <Dialog title={t('connect.webhooks.add')} isOpen close={close}>
      <Form
        send={({ name = '', hears }) => adding.mutateAsync({ name, hearsAll: hears === 'all' })}
        then={({ webhook, secret }) => {
          close()
          show({ name: webhook.name, address: webhook.address, secret })
        }}
        button={t('connect.webhooks.add_button')}
      >
        <TextField label={t('connect.webhooks.name')} hint={t('connect.webhooks.name_hint')} name="name" maxLength={200} isRequired />
        <RadioGroup label={t('connect.webhooks.hears')} name="hears" defaultValue="all" options={choices} />
      </Form>
    </Dialog>
  )
}

function Renewal({ webhook: { sourceId, name, address }, close, show }: { webhook: Webhook; close: () => void; show: (shown: Shown) => void }) {
  const { t } = useI18n()
  const renewing = useAct(renewWebhookSecret)
  const renew = async () => {
    const { secret } = await renewing.mutateAsync({ sourceId })
    show({ name, address, secret })
  }
  return <Confirm title={t('connect.webhooks.renew_title', { name })} about={t('connect.webhooks.renew_about')} button={t('connect.webhooks.renew')} act={renew} close={close} />
}

/** The one time that a secret is seen. */
function SecretShown({ shown: { name, address, secret }, close }: { shown: Shown; close: () => void }) {
  const { t } = useI18n()
  return (
    <Dialog title={name} isOpen close={close} isWide>
      <p>{t('connect.webhooks.secret_about')}</p>
      <p className="-mb-2 text-meta font-medium">{t('connect.webhooks.address')}</p>
      <Command>{address}</Command>
      <p className="-mb-2 text-meta font-medium">{t('connect.webhooks.secret')}</p>
      <Command>{secret}</Command>
      <Button look="main" onPress={close} className="self-end">
        {t('connect.webhooks.secret_kept')}
      </Button>
    </Dialog>
  )
}
