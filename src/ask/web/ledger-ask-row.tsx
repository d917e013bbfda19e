import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import type { LedgerAsk } from '../contract.ts'
import { LedgerCorrection } from './ledger-correction.tsx'
import { LedgerCorrectionForm } from './ledger-correction-form.tsx'

/** One ask as the ledger counts it, what was said to that, and what may be said. */
export function LedgerAskRow({ ask, changed }: { ask: LedgerAsk; changed: () => void }) {
  const { t, when, exactly } = useI18n()
  const [correcting, setCorrecting] = useState<LedgerAsk['mayCorrect'][number] | null>(null)
  const { askId, number, round, title, from, to, askedAt, corrections, mayCorrect } = ask
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-col gap-0.5">
        <Link to="/asks/$id" params={{ id: askId }} className="flex items-baseline gap-2.5 font-medium hover:text-accent max-md:min-h-9">
          <span className="shrink-0 text-meta text-quiet tabular-nums">{number}</span>
          <bdi className="min-w-0 wrap-anywhere">{title}</bdi>
        </Link>
        <p className="text-meta text-quiet">
          {t('ask.ledger.by_for', { to: to.name, from: from?.name ?? t('ask.ledger.nobody') })} <span aria-hidden>·</span>{' '}
          <time dateTime={askedAt} title={exactly(askedAt)}>
            {t('ask.ledger.asked_at', { when: when(askedAt) })}
          </time>
          {round > 1 && <> · {t('ask.ledger.round', { round })}</>}
        </p>
        <How ask={ask} />
      </div>
      {corrections.map((correction) => (
        <LedgerCorrection key={correction.id} correction={correction} ask={ask} changed={changed} />
      ))}
      {correcting ? (
        <LedgerCorrectionForm
          ask={ask}
          may={correcting}
          close={() => setCorrecting(null)}
          sent={() => {
            setCorrecting(null)
            changed()
          }}
        />
      ) : (
        <div className="flex flex-wrap gap-2 empty:hidden">
          {mayCorrect.map((may) => (
            <Button key={may.about} look="bare" onPress={() => setCorrecting(may)} className="-ms-2">
              {t(may.truths.length > 0 ? 'ask.ledger.correct.begin' : 'ask.ledger.correct.begin_comment', { about: t(`ask.ledger.correct.about.${may.about}`) })}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}

/** How it was answered, and what became of the promise, in words. */
function How({ ask: { answer, inTime, days, promise, shortNotice, noEvidence } }: { ask: LedgerAsk }) {
  const { t } = useI18n()
  const words = [
    t(`ask.ledger.answer.${answer ?? 'none'}`),
    ...(answer !== null && answer !== 'silent' && inTime === false ? [t('ask.ledger.answered_late')] : []),
    ...(days === null ? [] : [t('ask.ledger.days', { count: days })]),
    ...(promise === null ? [] : [t(`ask.ledger.promise.${promise}`)]),
    ...(shortNotice ? [t('ask.ledger.figure.short_notice')] : []),
    ...(noEvidence ? [t('ask.ledger.figure.no_evidence')] : []),
  ]
  return <p className="text-meta">{words.join(' · ')}</p>
}
