import { Form } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { RadioGroup } from '../../base/web/radio-group.tsx'
import { Switch } from '../../base/web/switch.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import type { ConnectorCard } from '../contract.ts'
import { fieldsOf, type SettingField, settingsOf, shownIn } from './settings-fields.ts'

/**
 * A connector's settings as a form, each field in our words where we have them and in the connector's own otherwise. What was
 * written stays when sending fails. `given` are settings that are there already; a secret among them stays unless another is written.
 */
export function SettingsForm<Result>({ card, given, button, send, then }: {
  card: ConnectorCard
  given?: Readonly<Record<string, unknown>>
  button: string
  send: (settings: Record<string, unknown>) => Promise<Result>
  then: (result: Result) => void
}) {
  const fields = fieldsOf(card.settings)
  return (
    <Form send={(texts) => send(settingsOf(fields, texts))} then={then} button={button}>
      {fields.map((field) => (
        <Field key={field.name} connector={card.id} field={field} given={given} />
      ))}
    </Form>
  )
}

function Field({ connector, field, given }: { connector: string; field: SettingField; given: Readonly<Record<string, unknown>> | undefined }) {
  const { t, known } = useI18n()
  const key = `connect.setting.${connector}.${field.name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`
  const label = known(key) ?? field.name
  const hint = known(key) === null ? field.about : (known(`${key}_hint`) ?? '')
  const keeps = given !== undefined && field.kind === 'secret'
  const shared = { label, name: field.name, ...(hint ? { hint } : {}), isRequired: field.isRequired && !keeps && field.kind !== 'switch' }
  const shown = shownIn(field, given?.[field.name])
  if (field.kind === 'switch') {
    return <Switch label={label} name={field.name} value="on" defaultSelected={shown === 'on'} {...(hint ? { hint } : {})} />
  }
  if (field.kind === 'choice') {
    const options = field.choices.map((id) => ({ id, name: known(`${key}.${id}`) ?? id }))
    return <RadioGroup {...shared} options={options} defaultValue={shown || (field.choices[0] ?? '')} />
  }
  const written = {
    secret: { type: 'password', autoComplete: 'off', ...(keeps ? { placeholder: t('connect.setting.keeps') } : {}) },
    list: { rows: 2, defaultValue: shown, ...(hint ? {} : { hint: t('connect.setting.lines') }) },
    number: { type: 'number', defaultValue: shown },
    text: { type: field.format, defaultValue: shown },
  } as const
  return <TextField {...shared} {...written[field.kind]} />
}
