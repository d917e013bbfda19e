import { useState } from 'react'
import { Button } from '../../../base/web/button.tsx'
import { useNow } from '../../../base/web/clock.ts'
import { Dialog } from '../../../base/web/dialog.tsx'
import { Disclosure } from '../../../base/web/disclosure.tsx'
import { type Fields, Form } from '../../../base/web/form.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { useMay } from '../../../base/web/may.ts'
import { type Column, Table } from '../../../base/web/table.tsx'
import { TextField } from '../../../base/web/text-field.tsx'
import { useAct } from '../../../base/web/use-act.ts'
import { useRead } from '../../../base/web/use-read.ts'
import { holidays, market, markets, type SpecialDay, updateMarket } from '../../contract.ts'
import { readHours, writeHours } from './day-hours.ts'

/** Days whose hours are not their weekday's: those a person added, which go first, and the country's own of this year. */
export function MarketDaysSettings({ marketId, country }: { marketId: string; country: string }) {
  const { t, weekday } = useI18n()
  const mayManage = useMay('people:manage')
  const [isAdding, setAdding] = useState(false)
  const own = useRead(market, { id: marketId }).data
  const theirs = useRead(holidays, { country, year: useNow().getFullYear() }).data?.holidays ?? []
  const saving = useAct(updateMarket, [market, markets])
  const days = own?.specialDays ?? []
  const without = (gone: SpecialDay) => saving.mutate({ id: marketId, specialDays: days.filter(({ day }) => day !== gone.day) })
  const occasion = ({ name }: SpecialDay) => <bdi>{name}</bdi>
  const hoursOf = ({ hours }: SpecialDay) => <bdi dir="ltr">{writeHours(hours) || t('people.settings.closed')}</bdi>
  const remove = (day: SpecialDay) =>
    mayManage && (
      <Button look="bare" onPress={() => without(day)} isDisabled={saving.isPending}>
        {t('people.settings.remove')}
      </Button>
    )
  const columns: Column<SpecialDay>[] = [
    { id: 'day', title: t('people.settings.day'), cell: ({ day }) => weekday(`${day}T12:00`) },
    { id: 'name', title: t('people.settings.occasion'), cell: occasion },
    { id: 'hours', title: t('people.settings.hours'), cell: hoursOf },
    { id: 'remove', title: t('people.settings.remove'), isTitleHidden: true, cell: remove },
  ]
  return (
    <>
      {days.length > 0 && <Table label={t('people.settings.special_days')} columns={columns} rows={days} keyOf={({ day }) => day} />}
      {mayManage && own && (
        <Button onPress={() => setAdding(true)} className="self-start">
          {t('people.settings.add_day')}
        </Button>
      )}
      {theirs.length > 0 && (
        <Disclosure title={t('people.settings.country_days', { count: theirs.length })}>
          <ul className="grid gap-x-6 gap-y-1 py-2 text-meta sm:grid-cols-2">
            {theirs.map(({ day, key }) => (
              <li key={`${day} ${key}`} className="flex justify-between gap-4">
                <span>{t(`people.holiday.${key}` as 'people.holiday.passover')}</span>
                <span className="text-quiet">{weekday(`${day}T12:00`)}</span>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      {isAdding && own && <DayDialog days={days} save={(specialDays) => saving.mutateAsync({ id: marketId, specialDays })} close={() => setAdding(false)} />}
    </>
  )
}

/** A day to be added; one that is there already is replaced. */
function DayDialog({ days, save, close }: { days: readonly SpecialDay[]; save: (days: SpecialDay[]) => Promise<unknown>; close: () => void }) {
  const { t } = useI18n()
  const [isWrong, setWrong] = useState(false)
  const send = async (fields: Fields) => {
    const hours = readHours(fields['hours'] ?? '')
    setWrong(hours === null)
    if (hours === null) return false
    const added: SpecialDay = { day: fields['day'] ?? '', name: fields['name'] ?? '', kind: hours.length > 0 ? 'working' : 'holiday', hours }
    await save([...days.filter(({ day }) => day !== added.day), added].toSorted((a, b) => a.day.localeCompare(b.day)))
    return true
  }
  return (
    <Dialog title={t('people.settings.add_day')} isOpen close={close}>
      <Form send={send} then={(done) => done && close()} button={t('base.save')}>
        <TextField label={t('people.settings.day')} name="day" type="date" isRequired />
        <TextField label={t('people.settings.occasion')} name="name" isRequired maxLength={80} />
        <TextField
          label={t('people.settings.hours')}
          hint={t('people.settings.hours_hint')}
          name="hours"
          type="tel"
          placeholder={t('people.settings.closed')}
          onChange={() => setWrong(false)}
          problem={isWrong ? t('people.settings.hours_wrong') : undefined}
        />
      </Form>
    </Dialog>
  )
}
