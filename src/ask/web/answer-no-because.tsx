import { useId, useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Select } from '../../base/web/select.tsx'
import { Switch } from '../../base/web/switch.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { CONDITION_UNITS_MAX, WORDS_UNITS_MAX } from '../contract.ts'
import { CHIP } from './answer-days.tsx'
import type { Choosing } from './choosing.ts'
import { useReasons } from './reason-name.ts'

const ASKING_SIDE = 'asking'

/** *No, because* a reason, and what would make it a yes, and whose that is to bring about. */
export function NoBecause({ page, draft, change, answering }: Choosing) {
  const { t } = useI18n()
  const reasons = useReasons()
  const titleId = useId()
  const [missing, setMissing] = useState(false)
  const { reason, words, condition, ownerId, managementOnly, by } = draft
  const isUnsaid = reason === 'other' && words.trim() === ''
  const submit = () => {
    setMissing(reason === null || isUnsaid)
    if (reason === null || isUnsaid) return
    const named = condition.trim() === '' ? null : { words: condition, ownerDepartmentId: ownerId }
    answering.send({ kind: 'no_because', reason, words, managementOnly, condition: named }, by)
  }
  return (
    <>
      <fieldset aria-labelledby={titleId} className="flex flex-col gap-2">
        <p id={titleId} className="flex items-baseline justify-between gap-4 text-meta font-medium">
          {t('ask.answer_page.why_not')}
          {missing && reason === null && <span role="alert" className="text-bad">{t('ask.answer_page.reason_missing')}</span>}
        </p>
        <div className="flex flex-wrap gap-2">
          {reasons.map(({ id, name }) => (
            <button key={id} type="button" aria-pressed={reason === id} className={CHIP} onClick={() => change({ ...draft, reason: reason === id ? null : id })}>
              {name}
            </button>
          ))}
        </div>
      </fieldset>
      <TextField
        label={t('ask.answer_page.no_words')}
        rows={2}
        maxLength={WORDS_UNITS_MAX}
        value={words}
        onChange={(next) => change({ ...draft, words: next })}
        {...(missing && isUnsaid ? { problem: t('ask.answer_page.no_words_missing') } : {})}
      />
      <TextField
        label={t('ask.answer_page.condition')}
        hint={t('ask.answer_page.condition_about')}
        rows={2}
        maxLength={CONDITION_UNITS_MAX}
        value={condition}
        onChange={(next) => change({ ...draft, condition: next })}
      />
      {condition.trim() !== '' && (
        <Select
          label={t('ask.answer_page.whose')}
          options={[{ id: ASKING_SIDE, name: t('ask.answer_page.asking_side') }, ...page.owners.map(({ departmentId, name }) => ({ id: departmentId, name }))]}
          value={ownerId ?? ASKING_SIDE}
          onChange={(id) => change({ ...draft, ownerId: id === ASKING_SIDE || id === null ? null : String(id) })}
        />
      )}
      <Switch
        label={t('ask.answer_page.management_only')}
        hint={t('ask.answer_page.management_only_about')}
        isSelected={managementOnly}
        onChange={(on) => change({ ...draft, managementOnly: on })}
      />
      <Button look="main" className="min-h-12" isPending={answering.isPending} onPress={submit}>
        {t('ask.answer_page.send')}
      </Button>
    </>
  )
}
