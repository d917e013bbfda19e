import { type ReactNode, useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { TextField } from '../../base/web/text-field.tsx'

/** A day of a calendar (`2026-03-15`) as a moment that is of this day wherever one reads it. */
export const noonOf = (day: string): string => `${day}T12:00:00`

/** How what can be chosen looks: round, and filled once it is. */
export const CHIP =
  'min-h-11 cursor-default rounded-full border border-edge bg-surface px-4 text-start hover:bg-sunken disabled:opacity-50 aria-pressed:border-transparent aria-pressed:bg-wash aria-pressed:font-medium aria-pressed:text-accent'

const LEADING = 'min-h-12 w-full cursor-default rounded-control bg-fill px-4 font-medium text-on-fill hover:bg-fill-strong disabled:opacity-50'

/** One day that can be tapped; `why` says what makes it stand out, and one that leads is the likeliest. */
export type DayOffered = { readonly day: string; readonly why?: string | undefined; readonly leads?: boolean }

/**
 * Days to choose from, and any other in a field beside them. Without `chosen` a tap is the deed itself; with it, days are on or off.
 * `first` and `last` bound the field.
 */
export function Days({ label, days, chosen, choose, act, first, last, isDisabled = false, children }: {
  label: string
  days: readonly DayOffered[]
  chosen?: string | null
  choose: (day: string) => void
  /** The words of the button beside the field. */
  act: string
  first?: string
  last?: string
  isDisabled?: boolean
  children?: ReactNode
}) {
  const { t, weekday } = useI18n()
  const isChoice = chosen !== undefined
  const [writes, setWrites] = useState(isChoice && chosen !== null && !days.some(({ day }) => day === chosen))
  const [written, setWritten] = useState(writes && chosen ? chosen : '')
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="pb-2 text-meta font-medium">{label}</legend>
      <div className="flex flex-wrap gap-2">
        {days.map(({ day, why, leads = false }) => (
          <button
            key={day}
            type="button"
            disabled={isDisabled}
            {...(isChoice ? { 'aria-pressed': chosen === day && !writes } : {})}
            onClick={() => {
              setWrites(false)
              choose(day)
            }}
            className={leads && !isChoice ? LEADING : CHIP}
          >
            <time dateTime={day}>{weekday(noonOf(day))}</time>
            {why && <span className={leads && !isChoice ? 'text-meta' : 'text-meta text-quiet'}> · {why}</span>}
          </button>
        ))}
        {!writes && (
          <button type="button" disabled={isDisabled} onClick={() => setWrites(true)} className={CHIP} {...(isChoice ? { 'aria-pressed': false } : {})}>
            {t('ask.answer_page.other_day')}
          </button>
        )}
      </div>
      {writes && (
        <div className="flex items-end gap-2">
          <div className="grow">
            <TextField
              label={t('ask.answer_page.other_day')}
              type="date"
              value={written}
              isDisabled={isDisabled}
              onChange={(day) => {
                setWritten(day)
                if (isChoice && isWithin(day, first, last)) choose(day)
              }}
            />
          </div>
          {!isChoice && (
            <Button look="main" className="min-h-11" isDisabled={isDisabled || !isWithin(written, first, last)} onPress={() => choose(written)}>
              {act}
            </Button>
          )}
        </div>
      )}
      {children}
    </fieldset>
  )
}

const isWithin = (day: string, first = '0', last = '9'): boolean => /^\d{4}-\d\d-\d\d$/.test(day) && day >= first && day <= last
