import { useState } from 'react'
import { ComboBox } from '../../../base/web/combo-box.tsx'
import { type Fields, Form } from '../../../base/web/form.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { useMay } from '../../../base/web/may.ts'
import { Card, Section } from '../../../base/web/page.tsx'
import { Select } from '../../../base/web/select.tsx'
import { Failed, Loading } from '../../../base/web/states.tsx'
import { Switch } from '../../../base/web/switch.tsx'
import { TextField } from '../../../base/web/text-field.tsx'
import { toast } from '../../../base/web/toast.tsx'
import { useAct } from '../../../base/web/use-act.ts'
import { useRead } from '../../../base/web/use-read.ts'
import { type Market, market, markets, updateMarket } from '../../contract.ts'
import { readHours, writeHours } from './day-hours.ts'
import { MarketDaysSettings } from './market-days.tsx'

const ROWS_MAX = 200
const WEEK = [0, 1, 2, 3, 4, 5, 6] as const
/** Any Sunday: the days after it are the week's. */
const A_SUNDAY = Date.UTC(2026, 10, 22, 12)
const DAY_MS = 86_400_000

/** When each market works: its clocks run in these hours, and its weeks begin on this day. */
export function HoursSettings() {
  const { t } = useI18n()
  const read = useRead(markets, { limit: ROWS_MAX })
  if (read.isPending) return <Loading rows={3} />
  if (read.isError) return <Failed error={read.error} retry={() => void read.refetch()} />
  return read.data.markets.map((each) => (
    <Section key={each.id} title={t('people.settings.hours_of', { name: each.name })} about={t('people.settings.hours_about')}>
      <Card>
        <MarketForm market={each} />
      </Card>
      <MarketDaysSettings marketId={each.id} country={each.country} />
    </Section>
  ))
}

function MarketForm({ market: known }: { market: Market }) {
  const { t, language } = useI18n()
  const mayManage = useMay('people:manage')
  const [weekStarts, setWeekStarts] = useState(known.weekStarts)
  const [wrong, setWrong] = useState<readonly number[]>([])
  const saving = useAct(updateMarket, [markets, market])
  const weekday = (day: number) => new Date(A_SUNDAY + day * DAY_MS).toLocaleDateString(language, { weekday: 'long', timeZone: 'UTC' })
  const zones = Intl.supportedValuesOf('timeZone').map((zone) => ({ id: zone, name: zone.replaceAll('_', ' ') }))
  const save = async (fields: Fields) => {
    const hours = WEEK.map((day) => readHours(fields[`day${day}`] ?? ''))
    const unread = WEEK.filter((day) => hours[day] === null)
    setWrong(unread)
    if (unread.length > 0) return null
    return saving.mutateAsync({
      id: known.id,
      name: fields['name'] ?? known.name,
      zone: fields['zone'] || known.zone,
      weekStarts,
      holidays: fields['holidays'] === 'on',
      hours: hours.map((day) => day ?? []),
    })
  }
  return (
    <Form send={save} then={(saved) => saved && toast({ words: t('people.settings.saved') })} button={t('base.save')}>
      <TextField label={t('people.settings.market_name')} name="name" defaultValue={known.name} isRequired maxLength={80} isReadOnly={!mayManage} />
      <ComboBox label={t('people.settings.zone')} name="zone" options={zones} defaultValue={known.zone} isDisabled={!mayManage} />
      <Select
        label={t('people.settings.week_starts')}
        options={[0, 1, 6].map((day) => ({ id: String(day), name: weekday(day) }))}
        value={String(weekStarts)}
        onChange={(day) => setWeekStarts(Number(day))}
        isDisabled={!mayManage}
      />
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-1.5 text-meta font-medium">{t('people.settings.hours')}</legend>
        <p className="text-meta text-quiet">{t('people.settings.hours_hint')}</p>
        <div className="grid gap-3 sm:grid-cols-2">
          {WEEK.map((at) => (at + weekStarts) % 7).map((day) => (
            <TextField
              key={day}
              label={weekday(day)}
              name={`day${day}`}
              type="tel"
              defaultValue={writeHours(known.hours[day] ?? [])}
              placeholder={t('people.settings.closed')}
              onChange={() => setWrong(wrong.filter((each) => each !== day))}
              problem={wrong.includes(day) ? t('people.settings.hours_wrong') : undefined}
              isReadOnly={!mayManage}
            />
          ))}
        </div>
      </fieldset>
      <Switch label={t('people.settings.holidays')} hint={t('people.settings.holidays_hint')} name="holidays" value="on" defaultSelected={known.holidays} isDisabled={!mayManage} />
    </Form>
  )
}
