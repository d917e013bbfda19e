import { useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { WORDS_UNITS_MAX } from '../contract.ts'
import { Days } from './answer-days.tsx'
import type { Choosing } from './choosing.ts'
import { useDaysOffered } from './days-offered.ts'

/** *Yes, by* a day: the tap on it is the answer. Whoever cannot say yet says so. */
export function YesBy({ page, draft, change, answering }: Choosing) {
  const { t } = useI18n()
  const days = useDaysOffered(page)
  const [hasWords, setHasWords] = useState(draft.words !== '')
  const { words, by } = draft
  return (
    <>
      <Days
        label={t('ask.answer_page.by_when')}
        days={days}
        first={page.today}
        act={t('ask.answer_page.send')}
        isDisabled={answering.isPending}
        choose={(due) => answering.send({ kind: 'yes_by', due, words }, by)}
      />
      {hasWords && (
        <TextField label={t('ask.answer_page.words')} rows={3} maxLength={WORDS_UNITS_MAX} value={words} onChange={(next) => change({ ...draft, words: next })} />
      )}
      <div className="-ms-2 flex flex-wrap gap-x-2">
        {!hasWords && (
          <Button look="bare" onPress={() => setHasWords(true)}>
            {t('ask.answer_page.add_words')}
          </Button>
        )}
        <Button look="bare" isDisabled={answering.isPending} onPress={() => answering.send({ kind: 'yes_needs_date', words }, by)}>
          {t('ask.answer_page.day_later')}
        </Button>
      </div>
    </>
  )
}
