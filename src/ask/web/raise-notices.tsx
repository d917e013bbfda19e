import { Link } from '@tanstack/react-router'
import { Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import type { Notice } from '../contract.ts'
import { useDays } from './ask-days.ts'

/** What is only good to know. */
const QUIET: readonly Notice['about'][] = ['needs', 'no_evidence', 'not_offered']

/** What there is to say to a draft before it is asked. None of it forbids to ask; some of it can be mended with one tap. */
export function RaiseNotices({ notices, chooseDay }: { notices: readonly Notice[]; chooseDay: (day: string) => void }) {
  return (
    <ul aria-live="polite" className="flex flex-col gap-2 empty:hidden">
      {notices.map((notice, at) => (
        <li key={`${notice.about} ${at}`}>
          <Line isQuiet={QUIET.includes(notice.about)}>
            <Words notice={notice} chooseDay={chooseDay} />
          </Line>
        </li>
      ))}
    </ul>
  )
}

function Line({ isQuiet, children }: { isQuiet: boolean; children: ReactNode }) {
  const Icon = isQuiet ? Info : TriangleAlert
  return (
    <div className={`flex gap-2.5 rounded-control px-3 py-2.5 ${isQuiet ? 'bg-canvas' : 'bg-warn-wash'}`}>
      <Icon aria-hidden className={`mt-0.5 size-4.5 shrink-0 ${isQuiet ? 'text-quiet' : 'text-warn'}`} />
      <div className="flex min-w-0 flex-col items-start gap-2 wrap-anywhere">{children}</div>
    </div>
  )
}

function Words({ notice, chooseDay }: { notice: Notice; chooseDay: (day: string) => void }) {
  const { t } = useI18n()
  const days = useDays()
  const instead = (day: string) => <Button onPress={() => chooseDay(day)}>{t('ask.raise.take_day', { day: days.whole(day) })}</Button>
  switch (notice.about) {
    case 'short_notice':
      return (
        <>
          <p>{t('ask.raise.notice.short_notice', { count: notice.leadDays })}</p>
          {instead(notice.possibleFrom)}
        </>
      )
    case 'day_off':
      return (
        <>
          <p>{t('ask.raise.notice.day_off')}</p>
          {instead(notice.next)}
        </>
      )
    case 'freeze':
      return <p>{t('ask.raise.notice.freeze', { from: days.whole(notice.from), until: days.whole(notice.until), why: notice.why })}</p>
    case 'needs':
      return (
        <>
          <p className="text-meta text-quiet">{t('ask.raise.notice.needs')}</p>
          <p dir="auto" className="whitespace-pre-wrap">
            {notice.words}
          </p>
        </>
      )
    case 'away':
      return <p>{t(notice.deputy ? 'ask.raise.notice.away_deputy' : 'ask.raise.notice.away', { person: notice.person, until: days.by(notice.until), deputy: notice.deputy ?? '' })}</p>
    case 'asked_already':
      return (
        <Link to="/asks/$id" params={{ id: notice.askId }} className="text-accent hover:underline">
          {t('ask.raise.notice.asked_already', { number: notice.number })}
        </Link>
      )
    default:
      return <p>{t(`ask.raise.notice.${notice.about}`)}</p>
  }
}
