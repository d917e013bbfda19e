import { useState } from 'react'
import type { OutputOf } from '../../../base/endpoint.ts'
import { Checkbox } from '../../../base/web/checkbox.tsx'
import { FieldHead, Hint } from '../../../base/web/field.tsx'
import { type Fields, Form } from '../../../base/web/form.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { Card, Section } from '../../../base/web/page.tsx'
import { RadioGroup } from '../../../base/web/radio-group.tsx'
import { Failed, Loading } from '../../../base/web/states.tsx'
import { Switch } from '../../../base/web/switch.tsx'
import { TextField } from '../../../base/web/text-field.tsx'
import { toast } from '../../../base/web/toast.tsx'
import { useAct } from '../../../base/web/use-act.ts'
import { useRead } from '../../../base/web/use-read.ts'
import { alertSettings, type AlertSettings as Settings, changeAlertSettings, listQueries } from '../../contract.ts'

const STEPS = ['off', 'low', 'normal', 'high'] as const
const MINUTES_OF_HOUR = 60

/** How one is told of surges, oneself: how much it takes, of which queries, how, and when not. */
export function AlertSettings() {
  const { t } = useI18n()
  const read = useRead(alertSettings, {})
  if (read.isPending) return <Loading rows={3} />
  if (read.isError) return <Failed error={read.error} retry={() => void read.refetch()} />
  return (
    <Section title={t('listen.alerts.title')} about={t('listen.alerts.about')}>
      <Card>
        <AlertForm now={read.data} />
      </Card>
    </Section>
  )
}

function AlertForm({ now }: { now: OutputOf<typeof alertSettings> }) {
  const { t } = useI18n()
  const [queryIds, setQueryIds] = useState<readonly string[]>(now.queryIds)
  const [isQuiet, setQuiet] = useState(now.quiet !== null)
  const queries = useRead(listQueries, {}).data?.queries ?? []
  const saving = useAct(changeAlertSettings, [alertSettings])
  const save = (fields: Fields) => saving.mutateAsync({
    sensitivity: STEPS.find((step) => step === fields['sensitivity']) ?? now.sensitivity,
    queryIds: [...queryIds],
    byMail: fields['letters'] === 'on',
    quiet: isQuiet ? { from: minuteOf(fields['from']), until: minuteOf(fields['until']) } : null,
  } satisfies Settings)
  const options = STEPS.map((id) => ({ id, name: t(`listen.alerts.to_${id}`), about: t(`listen.alerts.to_${id}_about`) }))
  return (
    <Form send={save} then={() => toast({ words: t('listen.alerts.saved') })} button={t('base.save')}>
      <RadioGroup label={t('listen.alerts.sensitivity')} name="sensitivity" defaultValue={now.sensitivity} options={options} />
      {queries.length > 1 && (
        <fieldset className="flex flex-col gap-1">
          <legend className="contents">
            <FieldHead label={t('listen.alerts.queries')} />
          </legend>
          <Hint>{t('listen.alerts.queries_about')}</Hint>
          {queries.map(({ id, name }) => (
            <Checkbox
              key={id}
              label={name}
              isSelected={queryIds.includes(id)}
              onChange={(isChosen) => setQueryIds(isChosen ? [...queryIds, id] : queryIds.filter((one) => one !== id))}
            />
          ))}
        </fieldset>
      )}
      <Switch
        label={t('listen.alerts.by_mail')}
        hint={t(now.hasMail ? 'listen.alerts.mail_about' : 'listen.alerts.no_mail')}
        name="letters"
        value="on"
        defaultSelected={now.byMail}
        isDisabled={!now.hasMail}
      />
      <Switch label={t('listen.alerts.quiet')} hint={t('listen.alerts.quiet_about')} isSelected={isQuiet} onChange={setQuiet} />
      {isQuiet && (
        <div className="grid grid-cols-2 gap-3">
          <TextField label={t('listen.alerts.quiet_from')} name="from" type="time" isRequired defaultValue={clockOf(now.quiet?.from ?? 22 * MINUTES_OF_HOUR)} />
          <TextField label={t('listen.alerts.quiet_until')} name="until" type="time" isRequired defaultValue={clockOf(now.quiet?.until ?? 7 * MINUTES_OF_HOUR)} />
        </div>
      )}
    </Form>
  )
}

const two = (number: number): string => String(number).padStart(2, '0')
const clockOf = (minute: number): string => `${two(Math.floor(minute / MINUTES_OF_HOUR))}:${two(minute % MINUTES_OF_HOUR)}`

/** The minute of the day that a time field holds. */
function minuteOf(text: string | undefined): number {
  const [hour = 0, minute = 0] = (text ?? '').split(':').map(Number)
  return hour * MINUTES_OF_HOUR + minute
}
