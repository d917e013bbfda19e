import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../base/web/button.tsx'
import { useNow } from '../../../base/web/clock.ts'
import { Dialog } from '../../../base/web/dialog.tsx'
import { Problem } from '../../../base/web/form.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { Select } from '../../../base/web/select.tsx'
import { TextField } from '../../../base/web/text-field.tsx'
import { toast } from '../../../base/web/toast.tsx'
import { useAct } from '../../../base/web/use-act.ts'
import { type AudienceShare, type Reach, reach, stateAudience } from '../../contract.ts'
import { LANGUAGES } from '../language-code.ts'
import { usePlaceName } from '../place-name.ts'

/** What people are asked for at first; others they add. */
const LANGUAGES_ASKED = ['he', 'ar', 'ru', 'en']
const SOURCE_CHARS_MAX = 200

/** So many in 100, as it is typed, by language or place. */
type Typed = readonly { readonly value: string; readonly text: string }[]

/** Where customers are: shares of 100 by language and by place, of which day and how it is known. */
export function AudienceDialog({ reach: { audience, places }, close }: { reach: Reach; close: () => void }) {
  const { t } = useI18n()
  const today = useNow().toISOString().slice(0, 10)
  const state = useAct(stateAudience, [reach])
  const heard = places.filter(({ mentions }) => mentions > 0).map(({ value }) => value)
  const [byLanguage, typeLanguages] = useState(() => typedOf(audience?.languages ?? [], LANGUAGES_ASKED))
  const [byPlace, typePlaces] = useState(() => typedOf(audience?.places ?? [], [...heard, ...t('listen.reach.places_asked').split(', ')]))
  const [statedOn, setStatedOn] = useState(today)
  const [source, setSource] = useState(audience?.source ?? '')
  const shares = { languages: sharesOf(byLanguage), places: sharesOf(byPlace) }
  const send = () => {
    state.mutate({ version: audience?.version ?? 0, statedOn, source, ...shares }, {
      onSuccess: () => {
        toast({ words: t('listen.reach.saved') })
        close()
      },
    })
  }
  const sum = shares.languages.reduce((all, { percent }) => all + percent, 0)
  return (
    <Dialog title={t('listen.reach.state')} isOpen isWide close={close}>
      <form
        className="flex flex-col gap-6"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <p className="text-quiet">{t('listen.reach.form_about')}</p>
        <Languages typed={byLanguage} type={typeLanguages} hint={t('listen.reach.form_sum', { sum })} />
        <Places typed={byPlace} type={typePlaces} />
        <div className="grid gap-4 md:grid-cols-[10rem_minmax(0,1fr)]">
          <TextField label={t('listen.reach.form_date')} type="date" isRequired value={statedOn} onChange={setStatedOn} />
          <TextField label={t('listen.reach.form_source')} isRequired maxLength={SOURCE_CHARS_MAX} value={source} onChange={setSource} placeholder={t('listen.reach.form_source_hint')} />
        </div>
        <Problem error={state.error} />
        <Button look="main" type="submit" isPending={state.isPending} isDisabled={shares.languages.length + shares.places.length === 0} className="min-h-11">
          {t('base.save')}
        </Button>
      </form>
    </Dialog>
  )
}

function Languages({ typed, type, hint }: { typed: Typed; type: (typed: Typed) => void; hint: string }) {
  const { t, languageName } = useI18n()
  const left = LANGUAGES.filter((code) => !typed.some(({ value }) => value === code)).map((id) => ({ id, name: languageName(id) ?? id }))
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="pb-2 font-semibold">{t('listen.reach.languages')}</legend>
      <Shares typed={typed} type={type} nameOf={(value) => languageName(value) ?? value} />
      <p className="text-meta text-quiet">{hint}</p>
      {left.length > 0 && (
        <div className="max-w-64">
          <Select key={typed.length} label={t('listen.reach.form_add_language')} options={left} onChange={(id) => type([...typed, { value: String(id), text: '' }])} />
        </div>
      )}
    </fieldset>
  )
}

function Places({ typed, type }: { typed: Typed; type: (typed: Typed) => void }) {
  const { t } = useI18n()
  const placeName = usePlaceName()
  const [other, setOther] = useState('')
  const add = () => {
    const value = other.trim()
    if (value && !typed.some((one) => one.value.toLowerCase() === value.toLowerCase())) type([...typed, { value, text: '' }])
    setOther('')
  }
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="pb-2 font-semibold">{t('listen.reach.places')}</legend>
      <Shares typed={typed} type={type} nameOf={placeName} />
      <p className="text-meta text-quiet">{t('listen.reach.form_places_sum')}</p>
      <div className="flex max-w-96 items-end gap-2">
        <div className="min-w-0 grow">
          <TextField label={t('listen.reach.form_place')} maxLength={80} value={other} onChange={setOther} />
        </div>
        <Button onPress={add} isDisabled={other.trim() === ''} className="min-h-11">
          <Plus aria-hidden className="size-4" />
          {t('listen.reach.form_add_place')}
        </Button>
      </div>
    </fieldset>
  )
}

function Shares({ typed, type, nameOf }: { typed: Typed; type: (typed: Typed) => void; nameOf: (value: string) => string }) {
  return (
    <div className="grid grid-cols-2 gap-3 md:grid-cols-4">
      {typed.map(({ value, text }) => (
        <TextField
          key={value}
          label={nameOf(value)}
          type="text"
          inputMode="decimal"
          value={text}
          onChange={(text) => type(typed.map((one) => (one.value === value ? { value, text } : one)))}
          pattern="[0-9]{1,3}([.,][0-9]{1,2})?"
        />
      ))}
    </div>
  )
}

/** What was stated, and beside it what is asked for, empty. */
function typedOf(stated: readonly AudienceShare[], asked: readonly string[]): Typed {
  const named = new Set(stated.map(({ value }) => value.toLowerCase()))
  const unnamed = asked.filter((value) => !named.has(value.toLowerCase()) && named.add(value.toLowerCase()))
  return [...stated.map(({ value, percent }) => ({ value, text: `${percent}` })), ...unnamed.map((value) => ({ value, text: '' }))]
}

/** What was filled in; a comma is a point. */
const sharesOf = (typed: Typed): AudienceShare[] => typed.flatMap(({ value, text }) => {
  const percent = Number(text.trim().replace(',', '.'))
  return percent > 0 ? [{ value, percent }] : []
})
