import { useState } from 'react'
import type { OutputOf } from '../../../base/endpoint.ts'
import { type Fields, Form } from '../../../base/web/form.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { Card, Section } from '../../../base/web/page.tsx'
import { Failed, Loading } from '../../../base/web/states.tsx'
import { Switch } from '../../../base/web/switch.tsx'
import { TextField } from '../../../base/web/text-field.tsx'
import { ComboBox } from '../../../base/web/combo-box.tsx'
import { toast } from '../../../base/web/toast.tsx'
import { useAct } from '../../../base/web/use-act.ts'
import { useRead } from '../../../base/web/use-read.ts'
import { changeSettings, parties, settings } from '../../contract.ts'
import { readDomains } from './read-domains.ts'

/** In which currency one asks, which answers are confirmed by a code, and when nothing is sent. */
export function HowSettings() {
  const { t } = useI18n()
  const read = useRead(settings, {})
  if (read.isPending) return <Loading rows={2} />
  if (read.isError) return <Failed error={read.error} retry={() => void read.refetch()} />
  return (
    <Section title={t('ask.settings.how')} about={t('ask.settings.how_about')}>
      <Card>
        <HowForm now={read.data} />
      </Card>
    </Section>
  )
}

function HowForm({ now }: { now: OutputOf<typeof settings> }) {
  const { t, language } = useI18n()
  const [isWrong, setWrong] = useState(false)
  const saving = useAct(changeSettings, [settings, parties])
  const names = new Intl.DisplayNames(language, { type: 'currency' })
  const currencies = Intl.supportedValuesOf('currency').map((id) => ({ id, name: `${names.of(id) ?? id} (${id})` }))
  const save = async (fields: Fields) => {
    const mailDomains = readDomains(fields['domains'] ?? '')
    setWrong(mailDomains === null)
    if (mailDomains === null) return null
    const above = fields['above']?.trim()
    return saving.mutateAsync({
      currency: fields['currency'] || now.currency,
      confirmAbove: above ? Number(above) : null,
      mailDomains,
      quietSabbath: fields['sabbath'] === 'on',
      quietMemorial: fields['memorial'] === 'on',
    })
  }
  return (
    <Form send={save} then={(saved) => saved && toast({ words: t('people.settings.saved') })} button={t('base.save')}>
      <ComboBox label={t('ask.settings.currency')} name="currency" options={currencies} defaultValue={now.currency} />
      <TextField
        label={t('ask.settings.confirm_above')}
        hint={t('ask.settings.confirm_above_hint')}
        name="above"
        type="number"
        inputMode="numeric"
        pattern="[0-9]{0,12}"
        defaultValue={now.confirmAbove === null ? '' : String(now.confirmAbove)}
      />
      <TextField
        label={t('ask.settings.mail_domains')}
        hint={t('ask.settings.mail_domains_hint')}
        name="domains"
        type="tel"
        inputMode="url"
        defaultValue={now.mailDomains.join(', ')}
        onChange={() => setWrong(false)}
        problem={isWrong ? t('ask.settings.mail_domains_wrong') : undefined}
      />
      <Switch label={t('ask.settings.sabbath')} hint={t('ask.settings.sabbath_hint')} name="sabbath" value="on" defaultSelected={now.quietSabbath} />
      <Switch label={t('ask.settings.memorial')} hint={t('ask.settings.memorial_hint')} name="memorial" value="on" defaultSelected={now.quietMemorial} />
    </Form>
  )
}
