import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { Dialog } from '../../base/web/dialog.tsx'
import { Problem } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { answerChoices, type AskDetails, WORDS_UNITS_MAX } from '../contract.ts'
import { Days, type DayOffered } from './answer-days.tsx'

/** What somebody says with a deed. */
export type Said = { readonly words: string; readonly day: string }

/** What is asked before a deed, and how it is done. */
export type DeedAsked = {
  readonly title: string
  readonly about: string
  readonly button: string
  /** What the words are for; they may be left out unless they must be there. Null: there is nothing to say with it. */
  readonly words: string | null
  readonly mustHaveWords?: boolean
  /** A day is asked for as well: one on which somebody works there, from today; or one that has passed. */
  readonly day?: { readonly label: string; readonly is: 'ahead' | 'past'; readonly proposed?: string }
  readonly act: (said: Said) => Promise<unknown>
}

/** Does one thing to an ask, with the words and the day that belong to it. What was written stays when somebody was faster. */
export function DeedDialog({ ask, deed, close }: { ask: AskDetails; deed: DeedAsked; close: () => void }) {
  const { t } = useI18n()
  const [words, setWords] = useState('')
  const [day, setDay] = useState<string | null>(deed.day?.proposed ?? null)
  const [isMissing, setMissing] = useState(false)
  const acting = useMutation({ mutationFn: deed.act, onSuccess: close })
  const lacksWords = (deed.mustHaveWords ?? false) && words.trim() === ''
  const lacksDay = deed.day !== undefined && day === null
  const submit = () => {
    setMissing(lacksWords || lacksDay)
    if (!lacksWords && !lacksDay) acting.mutate({ words, day: day ?? '' })
  }
  return (
    <Dialog title={deed.title} isOpen close={close}>
      <p className="text-quiet">{deed.about}</p>
      {deed.day && <DayOf ask={ask} asked={deed.day} day={day} choose={setDay} />}
      {isMissing && lacksDay && (
        <p role="alert" className="text-meta text-bad">
          {t('ask.one.day_missing')}
        </p>
      )}
      {deed.words !== null && (
        <TextField
          label={deed.words}
          rows={3}
          maxLength={WORDS_UNITS_MAX}
          value={words}
          onChange={setWords}
          problem={isMissing && lacksWords ? t('base.field.missing') : undefined}
        />
      )}
      <Problem error={acting.error} sentences={{ conflict: t('ask.one.conflict') }} />
      <div className="flex justify-end gap-2">
        <Button onPress={close}>{t('base.cancel')}</Button>
        <Button look="main" onPress={submit} isPending={acting.isPending}>
          {deed.button}
        </Button>
      </div>
    </Dialog>
  )
}

const DAYS_OFFERED = 5
const DAY_MS = 86_400_000

function DayOf({ ask, asked: { label, is }, day, choose }: { ask: AskDetails; asked: NonNullable<DeedAsked['day']>; day: string | null; choose: (day: string) => void }) {
  const { t } = useI18n()
  const choices = useRead(answerChoices, { id: ask.id }).data
  if (!choices) return null
  const { today, workingDays } = choices
  const yesterday = new Date(Date.parse(today) - DAY_MS).toISOString().slice(0, 10)
  const todayToo = { day: today, why: t('ask.answer_page.today') }
  const offered: DayOffered[] = is === 'past' ? [todayToo, { day: yesterday }] : workingDays.filter((each) => each !== today).slice(0, DAYS_OFFERED).map((each) => ({ day: each }))
  return <Days label={label} days={offered} chosen={day} choose={choose} act={t('base.choose')} {...(is === 'past' ? { last: today } : { first: today })} />
}
