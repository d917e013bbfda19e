import { useState } from 'react'
import type { OutputOf } from '../../../base/endpoint.ts'
import { Checkbox } from '../../../base/web/checkbox.tsx'
import { Dialog } from '../../../base/web/dialog.tsx'
import { Disclosure } from '../../../base/web/disclosure.tsx'
import { Form } from '../../../base/web/form.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { TextField } from '../../../base/web/text-field.tsx'
import { useAct } from '../../../base/web/use-act.ts'
import { addOutgoingWebhook, changeOutgoingWebhook, type OutgoingWebhook, outgoingWebhooks } from '../../contract.ts'

type Tellable = OutputOf<typeof outgoingWebhooks>['facts']

/** Where facts are told, and which: a new address, or one that is changed. `show` is handed the secret of a new one. */
export function WebhookDialog({ webhook, facts, show, close }: { webhook: OutgoingWebhook | null; facts: Tellable; show: (secret: string) => void; close: () => void }) {
  const { t } = useI18n()
  const adding = useAct(addOutgoingWebhook, [outgoingWebhooks])
  const changing = useAct(changeOutgoingWebhook, [outgoingWebhooks])
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(webhook ? webhook.facts : facts.map(({ name }) => name)))
  const choose = (names: readonly string[], isChosen: boolean) => {
    const others = [...chosen].filter((name) => !names.includes(name))
    setChosen(new Set(isChosen ? [...others, ...names] : others))
  }
  const save = async ({ name = '', url = '' }: Readonly<Record<string, string>>) => {
    const input = { name, url, facts: [...chosen] }
    if (webhook) await changing.mutateAsync({ id: webhook.id, ...input })
    else show((await adding.mutateAsync(input)).secret)
  }
  return (
    <Dialog title={webhook?.name ?? t('people.webhooks.add')} isOpen close={close}>
      <Form send={save} then={close} button={t('base.save')} sentences={{ bad_input: t('people.webhooks.incomplete') }}>
        <TextField label={t('people.settings.name')} hint={t('people.webhooks.name_hint')} name="name" defaultValue={webhook?.name ?? ''} maxLength={80} isRequired />
        <TextField label={t('people.webhooks.url')} name="url" type="url" defaultValue={webhook?.url ?? ''} maxLength={2_000} isRequired />
        <fieldset className="flex flex-col gap-1">
          <legend className="mb-1 text-meta font-medium">{t('people.webhooks.which')}</legend>
          {groupsOf(facts).map(([group, names]) => (
            <Group key={group} group={group} names={names} chosen={chosen} choose={choose} />
          ))}
        </fieldset>
      </Form>
    </Dialog>
  )
}

function Group({ group, names, chosen, choose }: { group: string; names: readonly string[]; chosen: ReadonlySet<string>; choose: (names: readonly string[], isChosen: boolean) => void }) {
  const { t, known } = useI18n()
  const count = names.filter((name) => chosen.has(name)).length
  return (
    <div className="flex flex-col">
      <Checkbox
        label={known(`people.webhooks.group.${group}`, {}) ?? group}
        isSelected={count === names.length}
        isIndeterminate={count > 0 && count < names.length}
        onChange={(isChosen) => choose(names, isChosen)}
      />
      <div className="ps-7.5">
        <Disclosure title={t('people.webhooks.each', { chosen: count, all: names.length })} level={4}>
          <div dir="ltr" className="flex flex-col font-mono text-meta">
            {names.map((name) => (
              <Checkbox key={name} label={name} isSelected={chosen.has(name)} onChange={(isChosen) => choose([name], isChosen)} />
            ))}
          </div>
        </Disclosure>
      </div>
    </div>
  )
}

/** Facts by their slice: the word before the dot. */
function groupsOf(facts: Tellable): [group: string, names: string[]][] {
  const groups = new Map<string, string[]>()
  for (const { name } of facts) {
    const [group = ''] = name.split('.')
    groups.set(group, [...(groups.get(group) ?? []), name])
  }
  return [...groups]
}
