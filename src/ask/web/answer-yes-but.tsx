import { useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { WORDS_UNITS_MAX } from '../contract.ts'
import { Days } from './answer-days.tsx'
import type { Choosing } from './choosing.ts'
import { useDaysOffered } from './days-offered.ts'

/** *Yes, but*: another day, another scope in words, or both. */
export function YesBut({ page, draft, change, answering }: Choosing) {
  const { t } = useI18n()
  const days = useDaysOffered(page)
  const [missing, setMissing] = useState(false)
  const isEmpty = draft.due === null && draft.words.trim() === ''
  const submit = () => {
    setMissing(isEmpty)
    if (!isEmpty) answering.send({ kind: 'yes_but', due: draft.due, words: draft.words }, draft.by)
  }
  return (
    <>
      <TextField
        label={t('ask.answer_page.other_scope')}
        hint={t('ask.answer_page.other_scope_about')}
        rows={3}
        maxLength={WORDS_UNITS_MAX}
        value={draft.words}
        onChange={(words) => change({ ...draft, words })}
        {...(missing && isEmpty ? { problem: t('ask.answer_page.but_missing') } : {})}
      />
      <Days
        label={t('ask.answer_page.by_when')}
        days={days}
        first={page.today}
        chosen={draft.due}
        act={t('ask.answer_page.send')}
        choose={(due) => change({ ...draft, due: draft.due === due ? null : due })}
      />
      <Button look="main" className="min-h-12" isPending={answering.isPending} onPress={submit}>
        {t('ask.answer_page.send')}
      </Button>
    </>
  )
}
