import { useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { Disclosure } from '../../base/web/disclosure.tsx'
import { Problem } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Page, Section } from '../../base/web/page.tsx'
import { RadioGroup } from '../../base/web/radio-group.tsx'
import { Select } from '../../base/web/select.tsx'
import { Failed, Loading } from '../../base/web/states.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { useAct } from '../../base/web/use-act.ts'
import { useRead } from '../../base/web/use-read.ts'
import { beginImport, type DateStyle, type Field, FIELDS, FORMS, listImports, type Mapping, previewImport } from '../import-contract.ts'
import { ImportDates } from './import-dates.tsx'
import { ImportPreview } from './import-preview.tsx'
import type { Looking, Proposal } from './import-proposal.ts'
import { ImportReading } from './import-reading.tsx'
import { FIELD_WORDS } from './import-words.ts'

const NONE = 'none'
const ALWAYS_SHOWN: readonly Field[] = ['text', 'date', 'authorName', 'url']
const SAMPLE_UNITS = 60

/** What is where in a file: as it is proposed, changed, and seen in its first rows; then it is begun. */
export function ImportMapping({ uploadId, leave }: { uploadId: string; leave: () => void }) {
  const [looking, setLooking] = useState<Looking>({})
  const read = useRead(previewImport, { uploadId, ...looking })
  const [last, setLast] = useState<Proposal | null>(null)
  if (read.data && read.data !== last) setLast(read.data)
  if (read.isError) return <Failed error={read.error} retry={() => void read.refetch()} />
  if (!last) return <Loading rows={3} />
  const look = (change: Looking) => setLooking((before) => ({ ...before, ...change }))
  return <Mapper uploadId={uploadId} proposal={last} look={look} leave={leave} />
}

function Mapper({ uploadId, proposal, look, leave }: { uploadId: string; proposal: Proposal; look: (change: Looking) => void; leave: () => void }) {
  const { t } = useI18n()
  const [changes, setChanges] = useState<Partial<Record<Field, string>>>({})
  const [style, setStyle] = useState<DateStyle | null>(null)
  const [place, setPlace] = useState<string | null>(null)
  const [form, setForm] = useState<Proposal['form'] | null>(null)
  const [hears, setHears] = useState<'all' | 'matching'>('all')
  const beginning = useAct(beginImport, [listImports])
  const mapping: Mapping = Object.fromEntries(FIELDS.flatMap((field) => {
    const key = changes[field] ?? proposal.mapping[field] ?? NONE
    return proposal.columns.some((column) => column.key === key) ? [[field, key]] : []
  }))
  const { styles } = proposal.dates
  const dateStyle = style && styles.includes(style) ? style : proposal.dates.style
  const change = (field: Field, key: string) => {
    setChanges((before) => ({ ...before, [field]: key }))
    if (field !== 'date' && field !== 'time') return
    const column = key === NONE ? undefined : key
    look(field === 'date' ? { dateColumn: column, timeColumn: mapping.time } : { dateColumn: mapping.date, timeColumn: column })
  }
  const shown = FIELDS.filter((field) => ALWAYS_SHOWN.includes(field) || proposal.mapping[field] !== undefined)
  const columnsOf = (fields: readonly Field[]) => (
    <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
      {fields.map((field) => (
        <ColumnOf key={field} field={field} chosen={mapping[field] ?? NONE} proposal={proposal} choose={(key) => change(field, key)} />
      ))}
    </div>
  )
  const begin = () => {
    const given = (place ?? proposal.place ?? '').trim()
    beginning.mutate({
      uploadId, reading: proposal.reading, mapping, zone: proposal.zone, hears,
      dateStyle: mapping.date === undefined ? null : dateStyle, place: given === '' ? null : given, form: form ?? proposal.form,
    }, { onSuccess: leave })
  }
  return (
    <Page title={proposal.name} about={proposal.vendor ? t('connect.import.vendor', { vendor: proposal.vendor.name }) : t('connect.import.vendor_none')} isWide>
      <ImportPreview proposal={proposal} mapping={mapping} dateStyle={dateStyle} />
      <Section title={t('connect.import.columns')}>
        {columnsOf(shown)}
        <Disclosure title={t('connect.import.columns_more')}>{columnsOf(FIELDS.filter((field) => !shown.includes(field)))}</Disclosure>
      </Section>
      <ImportDates proposal={proposal} hasDate={mapping.date !== undefined} style={dateStyle} choose={setStyle} look={look} />
      <ImportReading proposal={proposal} look={look} />
      <Section title={t('connect.import.field.network')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField label={t('connect.import.place')} hint={t('connect.import.place_hint')} value={place ?? proposal.place ?? ''} onChange={setPlace} maxLength={60} />
          <Select
            label={t('connect.import.form')}
            options={FORMS.map((id) => ({ id, name: t(`connect.import.form.${id}`) }))}
            value={form ?? proposal.form}
            onChange={(id) => setForm(FORMS.find((each) => each === id) ?? null)}
          />
        </div>
      </Section>
      <Hears hears={hears} choose={setHears} />
      <Problem error={beginning.error} />
      <div className="flex flex-wrap gap-2">
        <Button look="main" onPress={begin} isPending={beginning.isPending} className="min-h-11">
          {t('connect.import.begin')}
        </Button>
        <Button onPress={leave} className="min-h-11">
          {t('base.cancel')}
        </Button>
      </div>
    </Page>
  )
}

const HEARS = ['all', 'matching'] as const

/** Whether all rows are heard, or those that a query matches. */
function Hears({ hears, choose }: { hears: (typeof HEARS)[number]; choose: (hears: (typeof HEARS)[number]) => void }) {
  const { t } = useI18n()
  return (
    <RadioGroup
      label={t('connect.import.hears')}
      value={hears}
      onChange={(id) => choose(HEARS.find((each) => each === id) ?? 'all')}
      options={HEARS.map((id) => ({ id, name: t(`connect.import.hears.${id}`), about: t(`connect.import.hears.${id}_about`) }))}
    />
  )
}

function ColumnOf({ field, chosen, proposal, choose }: { field: Field; chosen: string; proposal: Proposal; choose: (key: string) => void }) {
  const { t } = useI18n()
  const options = proposal.columns.map(({ key, name, samples }, at) => {
    const sample = samples.find((text) => text.trim() !== '')?.slice(0, SAMPLE_UNITS)
    return { id: key, name: name || t('connect.import.column', { number: at + 1 }), ...(sample ? { about: sample } : {}) }
  })
  return (
    <Select
      label={t(FIELD_WORDS[field])}
      options={[{ id: NONE, name: t('connect.import.none') }, ...options]}
      value={chosen}
      onChange={(key) => choose(String(key))}
      problem={field === 'text' && chosen === NONE ? t('connect.import.missing') : undefined}
    />
  )
}
