import { useDeferredValue, useId, useMemo, useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { Dialog } from '../../base/web/dialog.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Select } from '../../base/web/select.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { type Dialect, DIALECTS, GIVEN_CHARACTERS_MAX, type Lost, translate } from '../../engine/index.ts'
import { QueryText } from './query-text.tsx'
import { segments } from './segments.ts'

/** Where a query of another product is pasted, and shown as it will be here: what could not be kept is marked in it and explained. */
export function BringAlongDialog({ isWritten, use, close }: { isWritten: boolean; use: (text: string) => void; close: () => void }) {
  const { t } = useI18n()
  const [from, setFrom] = useState<Dialect>(DIALECTS[0] ?? 'x')
  const [given, setGiven] = useState('')
  const later = useDeferredValue(given)
  const translation = useMemo(() => (later.trim() === '' ? null : translate(later, from)), [later, from])
  return (
    <Dialog title={t('listen.bring.title')} isOpen isWide close={close}>
      <Select
        label={t('listen.bring.product')}
        options={DIALECTS.map((id) => ({ id, name: t(`listen.bring.product.${id}`) }))}
        value={from}
        onChange={(id) => setFrom(DIALECTS.find((each) => each === id) ?? from)}
      />
      <TextField label={t('listen.bring.given')} rows={4} maxLength={GIVEN_CHARACTERS_MAX} spellCheck="false" value={given} onChange={setGiven} />
      <div aria-live="polite" className="flex flex-col gap-4">
        {translation && translation.text !== '' && <Translated text={translation.text} />}
        {translation && <Losses given={later} lost={translation.lost} />}
      </div>
      {isWritten && <p className="text-meta text-quiet">{t('listen.bring.replaces')}</p>}
      <div className="flex flex-wrap gap-2">
        <Button look="main" isDisabled={!translation || translation.text === ''} onPress={() => translation && use(translation.text)}>
          {t('listen.bring.use')}
        </Button>
        <Button onPress={close}>{t('base.cancel')}</Button>
      </div>
    </Dialog>
  )
}

function Translated({ text }: { text: string }) {
  const { t } = useI18n()
  const id = useId()
  return (
    <section aria-labelledby={id} className="flex flex-col gap-1.5">
      <h3 id={id} className="text-meta font-medium">
        {t('listen.bring.text')}
      </h3>
      <p className="max-h-48 overflow-y-auto rounded-control bg-sunken px-3 py-2.5">
        <QueryText text={text} />
      </p>
    </section>
  )
}

const TONES = { same: 'decoration-edge', more: 'decoration-warn', less: 'decoration-bad', nothing: 'decoration-bad' } as const

/** What was given with the lost parts marked, and each of them with what became of it. */
function Losses({ given, lost }: { given: string; lost: readonly Lost[] }) {
  const { t } = useI18n()
  const id = useId()
  if (lost.length === 0) return <p className="text-quiet">{t('listen.bring.kept')}</p>
  const parts = lost.filter(({ hears }) => hears !== 'nothing')
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3">
      <h3 id={id} className="text-meta font-medium">
        {t('listen.bring.lost')}
      </h3>
      {lost.map(({ code, hears }) => hears === 'nothing' && (
        <p key={code} className="rounded-card bg-bad-wash px-4 py-3">
          {t(`listen.lost.${code}`, { put: '' })}
        </p>
      ))}
      {parts.length > 0 && (
        <p dir="auto" aria-label={t('listen.bring.marked')} className="max-h-48 overflow-y-auto rounded-control border border-line px-3 py-2.5 wrap-anywhere whitespace-pre-wrap">
          {segments(given, parts.map(({ from, to }) => [from, to])).map(({ at, text, matched }) => (matched ? <mark key={at}>{text}</mark> : text))}
        </p>
      )}
      <ul className="flex flex-col gap-2.5">
        {parts.map((each) => (
          <Loss key={`${each.code} ${each.from}`} lost={each} />
        ))}
      </ul>
    </section>
  )
}

function Loss({ lost: { code, hears, params } }: { lost: Lost }) {
  const { t } = useI18n()
  return (
    <li>
      <span className="me-2">
        <code dir="auto" className={`rounded-mark bg-sunken px-1.5 py-0.5 font-sans wrap-anywhere underline decoration-2 underline-offset-4 ${TONES[hears]}`}>
          {params['text']}
        </code>
      </span>
      {t(`listen.lost.${code}`, params)}
      {(hears === 'more' || hears === 'less') && <span className="text-quiet"> · {t(`listen.bring.hears.${hears}`)}</span>}
    </li>
  )
}
