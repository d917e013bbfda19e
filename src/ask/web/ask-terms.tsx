import { Paperclip } from 'lucide-react'
import type { ReactNode } from 'react'
import { hrefOf } from '../../base/web/call.ts'
import { useI18n } from '../../base/web/i18n.tsx'
import { useWorkspaceId } from '../../base/web/workspace.ts'
import { type AskDetails, attachment } from '../contract.ts'
import { useDays } from './ask-days.ts'
import { usePartyName } from './ask-party.ts'

/** What is asked, in the asker’s words, and what it is worth. */
export function AskWords({ ask: { details, worth, recipients, files, id } }: { ask: AskDetails }) {
  const { t, number } = useI18n()
  const workspaceId = useWorkspaceId() ?? ''
  if (!details && !worth && !recipients && files.length === 0) return null
  return (
    <div className="flex flex-col gap-4">
      {details && (
        <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">
          {details}
        </p>
      )}
      {worth && <Told title={t('ask.one.worth')}>{worth}</Told>}
      {recipients && <Told title={t('ask.one.recipients')}>{recipients}</Told>}
      {files.length > 0 && (
        <ul aria-label={t('ask.one.files')} className="flex flex-wrap gap-2">
          {files.map((file) => (
            <li key={file.id} className="min-w-0">
              <a
                href={hrefOf(attachment, { id, fileId: file.id }, workspaceId)}
                download
                className="flex min-h-9 min-w-0 items-center gap-2 rounded-control border border-line px-3 hover:bg-sunken max-md:min-h-11"
              >
                <Paperclip aria-hidden className="size-4 shrink-0 text-quiet" />
                <bdi className="truncate">{file.name}</bdi>
                <span className="shrink-0 text-meta text-quiet">{t('ask.one.kilobytes', { size: number(Math.max(1, Math.round(file.bytes / 1024))) })}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Told({ title, children }: { title: string; children: string }) {
  return (
    <div className="flex flex-col gap-0.5">
      <h3 className="text-meta text-quiet">{title}</h3>
      <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">
        {children}
      </p>
    </div>
  )
}

/** Who asks whom, until when, for how much. */
export function AskTerms({ ask }: { ask: AskDetails }) {
  const { t, exactly } = useI18n()
  const days = useDays()
  const partyName = usePartyName()
  const amount = useAmount(ask)
  const { from, to, raisedBy, raisedAt, neededBy, answerBy, state, promise, round, shortNotice, noEvidence } = ask
  const awaits = state === 'asked' || state === 'seen' || state === 'needs_date'
  const terms: [string, ReactNode][] = [
    ...(raisedBy || from.department ? [[t('ask.one.from'), <Asker key="from" person={raisedBy} department={from.department} />] as [string, ReactNode]] : []),
    [t('ask.one.to'), <bdi key="to">{partyName(to)}</bdi>],
    [t('ask.one.needed_by'), days.whole(neededBy)],
    ...(awaits && answerBy ? [[t('ask.one.answer_by'), days.whole(answerBy)] as [string, ReactNode]] : []),
    ...(promise ? [[t('ask.one.due'), days.whole(promise.due)] as [string, ReactNode]] : []),
    ...(promise && promise.firstDue !== promise.due ? [[t('ask.one.first_due'), days.whole(promise.firstDue)] as [string, ReactNode]] : []),
    ...(amount ? [[t('ask.one.amount'), amount] as [string, ReactNode]] : []),
    ...(round > 1 ? [[t('ask.one.round'), round] as [string, ReactNode]] : []),
    [t('ask.one.raised'), <time key="raised" dateTime={raisedAt}>{exactly(raisedAt)}</time>],
  ]
  return (
    <div className="flex flex-col gap-3">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-2">
        {terms.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-quiet">{name}</dt>
            <dd className="min-w-0 wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
      {(shortNotice || noEvidence) && (
        <p className="text-meta text-quiet">
          {[...(shortNotice ? [t('ask.one.short_notice')] : []), ...(noEvidence ? [t('ask.one.no_evidence')] : [])].join(' ')}
        </p>
      )}
    </div>
  )
}

/** Whoever wrote it, and for which department. */
function Asker({ person, department }: { person: string | null; department: string | null }) {
  return (
    <>
      <bdi>{person}</bdi>
      {person && department && ', '}
      <bdi>{department}</bdi>
    </>
  )
}

/** For how much: hours where hours are asked for, money otherwise. */
function useAmount({ amount, kind, currency }: AskDetails): string | null {
  const { t, language } = useI18n()
  if (amount === null) return null
  if (kind === 'hours') return t('ask.one.hours', { count: amount })
  return new Intl.NumberFormat(language, { style: 'currency', currency, maximumFractionDigits: 0 }).format(amount)
}
