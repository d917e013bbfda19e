import { useState } from 'react'
import { Checkbox } from '../../../base/web/checkbox.tsx'
import { Dialog } from '../../../base/web/dialog.tsx'
import { FieldHead, Hint } from '../../../base/web/field.tsx'
import { type Fields, Form } from '../../../base/web/form.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { RadioGroup } from '../../../base/web/radio-group.tsx'
import { TextField } from '../../../base/web/text-field.tsx'
import { useAct } from '../../../base/web/use-act.ts'
import { useRead } from '../../../base/web/use-read.ts'
import { addAlertRule, type AlertRule, alertRules, changeAlertRule, listQueries } from '../../contract.ts'

const STEPS = ['low', 'normal', 'high'] as const
const NAME_CHARS_MAX = 80
const WORDS_CHARS_MAX = 500

type Choice = { readonly id: string; readonly name: string }

/** An alert of the workspace, new or changed: how much it takes, of what, and who is told. */
export function RuleDialog({ rule, people, hasMail, close }: {
  rule: AlertRule | null
  people: readonly { readonly userId: string; readonly name: string }[]
  hasMail: boolean
  close: () => void
}) {
  const { t } = useI18n()
  const queries = useRead(listQueries, {}).data?.queries ?? []
  const [queryIds, setQueryIds] = useState<readonly string[]>(rule?.queryIds ?? [])
  const [userIds, setUserIds] = useState<readonly string[]>(rule?.userIds ?? [])
  const adding = useAct(addAlertRule, [alertRules])
  const changing = useAct(changeAlertRule, [alertRules])
  const save = ({ name = '', words = '', sensitivity }: Fields) => {
    const input = {
      name, queryIds: [...queryIds], userIds: [...userIds], words: words.split(/[\s,;]+/).filter((word) => word !== ''),
      sensitivity: STEPS.find((step) => step === sensitivity) ?? 'low',
    }
    return rule ? changing.mutateAsync({ ruleId: rule.id, revision: rule.revision, ...input }) : adding.mutateAsync(input)
  }
  return (
    <Dialog title={rule?.name ?? t('listen.rules.add')} isOpen close={close}>
      <Form send={save} then={close} button={t('base.save')}>
        <TextField label={t('people.settings.name')} name="name" defaultValue={rule?.name ?? ''} maxLength={NAME_CHARS_MAX} isRequired />
        <RadioGroup
          label={t('listen.alerts.sensitivity')}
          name="sensitivity"
          defaultValue={rule?.sensitivity ?? 'low'}
          options={STEPS.map((id) => ({ id, name: t(`listen.alerts.to_${id}`), about: t(`listen.alerts.to_${id}_about`) }))}
        />
        {queries.length > 0 && <Choices label={t('listen.alerts.queries')} hint={t('listen.alerts.queries_about')} all={queries} chosen={queryIds} choose={setQueryIds} />}
        <TextField label={t('listen.rules.words')} hint={t('listen.rules.words_about')} name="words" defaultValue={rule?.words.join(' ') ?? ''} maxLength={WORDS_CHARS_MAX} dir="auto" />
        <Choices
          label={t('listen.rules.whom')}
          hint={t(hasMail ? 'listen.rules.whom_about' : 'listen.rules.whom_no_mail')}
          all={people.map(({ userId, name }) => ({ id: userId, name }))}
          chosen={userIds}
          choose={setUserIds}
        />
        <Hint>{t('listen.rules.baseline')}</Hint>
      </Form>
    </Dialog>
  )
}

function Choices({ label, hint, all, chosen, choose }: {
  label: string
  hint: string
  all: readonly Choice[]
  chosen: readonly string[]
  choose: (ids: readonly string[]) => void
}) {
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="contents">
        <FieldHead label={label} />
      </legend>
      <Hint>{hint}</Hint>
      {all.map(({ id, name }) => (
        <Checkbox key={id} label={name} isSelected={chosen.includes(id)} onChange={(isChosen) => choose(isChosen ? [...chosen, id] : chosen.filter((one) => one !== id))} />
      ))}
    </fieldset>
  )
}
