import { useRef } from 'react'
import type { InputOf, OutputOf } from '../../base/endpoint.ts'
import { Button } from '../../base/web/button.tsx'
import { type Fields, Form, Problem } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Switch } from '../../base/web/switch.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { toast } from '../../base/web/toast.tsx'
import { useAct } from '../../base/web/use-act.ts'
import { assistReady, assistSettings, changeAssist, TASKS, TONE_UNITS_MAX, tryAssist } from '../contract.ts'
import { useMachine } from './use-machine.ts'

const MONTHLY_USUAL = 500

/** Where the model is, what it may do, and how often. */
export function AssistForm({ now }: { now: OutputOf<typeof assistSettings>['settings'] }) {
  const { t } = useI18n()
  const saving = useAct(changeAssist, [assistSettings, assistReady])
  const save = (fields: Fields) =>
    saving.mutateAsync({
      ...connectionIn(fields),
      operator: fields['operator'] ?? '',
      tasks: TASKS.filter((task) => fields[task] === 'on'),
      tone: fields['tone'] ?? '',
      monthlyMax: Number(fields['monthly'] ?? MONTHLY_USUAL),
    })
  return (
    <Form send={save} then={() => toast({ words: t('people.settings.saved') })} button={t('base.save')}>
      <TextField label={t('assist.settings.base_url')} hint={t('assist.settings.base_url_hint')} name="baseUrl" type="url" defaultValue={now?.baseUrl ?? ''} isRequired maxLength={500} />
      <TextField label={t('assist.settings.model')} name="model" defaultValue={now?.model ?? ''} isRequired maxLength={200} />
      <TextField label={t('assist.settings.key')} hint={t('assist.settings.key_hint', { hasKey: now?.hasKey ?? false })} name="key" type="password" autoComplete="off" maxLength={500} />
      <Trying />
      <TextField label={t('assist.settings.operator')} hint={t('assist.settings.operator_hint')} name="operator" defaultValue={now?.operator ?? ''} isRequired maxLength={80} />
      <fieldset className="flex flex-col gap-1">
        <legend className="font-medium">{t('assist.settings.tasks')}</legend>
        {TASKS.map((task) => (
          <Switch key={task} label={t(`assist.settings.task.${task}`)} name={task} value="on" defaultSelected={now?.tasks.includes(task) ?? false} />
        ))}
      </fieldset>
      <TextField label={t('assist.settings.tone')} hint={t('assist.settings.tone_hint')} name="tone" defaultValue={now?.tone ?? ''} maxLength={TONE_UNITS_MAX} />
      <TextField
        label={t('assist.settings.monthly')}
        name="monthly"
        type="number"
        inputMode="numeric"
        pattern="[0-9]{1,6}"
        defaultValue={String(now?.monthlyMax ?? MONTHLY_USUAL)}
        isRequired
      />
    </Form>
  )
}

/** The connection as it is typed; an empty key leaves the one that is kept. */
function connectionIn(fields: Fields): InputOf<typeof tryAssist> {
  const key = fields['key']?.trim()
  return { baseUrl: fields['baseUrl'] ?? '', model: fields['model'] ?? '', ...(key ? { key } : {}) }
}

/** Proves that a model answers, before anything is saved. */
function Trying() {
  const { t } = useI18n()
  const place = useRef<HTMLDivElement>(null)
  const { written, error, isAsking, ask } = useMachine(tryAssist)
  const begin = () => {
    const form = place.current?.closest('form')
    if (form) ask(connectionIn(Object.fromEntries([...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))))
  }
  return (
    <div ref={place} className="flex flex-col gap-2">
      <Button className="self-start" onPress={begin} isPending={isAsking}>
        {t('assist.settings.try')}
      </Button>
      <Problem error={error} />
      {written && (
        <output className="text-good">
          {t('assist.settings.tried', { seconds: Math.max(1, Math.round(written.tookMs / 1_000)) })}
          {written.models.length > 0 && (
            <span className="block text-meta text-quiet">
              {t('assist.settings.offered')} <bdi dir="ltr">{written.models.join(' · ')}</bdi>
            </span>
          )}
        </output>
      )}
    </div>
  )
}
