import { Link } from '@tanstack/react-router'
import { CircleCheck } from 'lucide-react'
import { useI18n } from '../../base/web/i18n.tsx'
import type { Answer, AskDetails, Condition } from '../contract.ts'
import { useSaying } from './answer-words.ts'
import { useDays } from './ask-days.ts'
import { usePartyName } from './ask-party.ts'
import { standingOf } from './ask-state.tsx'

/** One answer as it was given: which of the three, in whose words, and what would make it a yes. */
export function AskAnswer({ answer, ask, isLast }: { answer: Answer; ask: AskDetails; isLast: boolean }) {
  const { t } = useI18n()
  const saying = useSaying()
  const { words, condition, managementOnly, isUnconfirmed } = answer
  return (
    <article className={`flex flex-col gap-3 rounded-card border p-4 ${isLast ? 'border-edge bg-surface' : 'border-line bg-canvas'}`}>
      <h3 className="font-semibold">{saying(answer)}</h3>
      {words && (
        <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">
          {words}
        </p>
      )}
      {managementOnly && <p className="text-meta text-quiet">{t(answer.reason === null ? 'ask.one.reason_hidden' : 'ask.one.reason_for_management')}</p>}
      {condition && <AnswerCondition condition={condition} ask={ask} />}
      {isUnconfirmed && <p className="rounded-control bg-warn-wash px-3 py-2 text-meta">{t('ask.one.unconfirmed')}</p>}
      <GivenBy answer={answer} />
    </article>
  )
}

/** Who gave it, which way, and when. */
function GivenBy({ answer: { by, byAddress, way, writtenBy, toldOn, at } }: { answer: Answer }) {
  const { t, when, exactly } = useI18n()
  const days = useDays()
  const told = way === 'told' && t('ask.one.written_down', { who: writtenBy ?? t('ask.one.somebody'), on: toldOn ? days.on(toldOn) : '' })
  return (
    <p className="flex flex-wrap gap-x-1.5 text-meta text-quiet">
      <bdi className="font-medium text-ink" {...(byAddress ? { title: byAddress } : {})}>
        {by}
      </bdi>
      <span aria-hidden>·</span>
      <span>{told || t(`ask.one.way.${way}`)}</span>
      <span aria-hidden>·</span>
      <time dateTime={at} title={exactly(at)}>
        {when(at)}
      </time>
    </p>
  )
}

/** What would make the no a yes, whose it is to bring about, and the ask that came of it. */
function AnswerCondition({ condition: { words, owner, metAt, counterAskId }, ask }: { condition: Condition; ask: AskDetails }) {
  const { t, when } = useI18n()
  const partyName = usePartyName()
  const counter = ask.counterAsks.find(({ id }) => id === counterAskId)
  return (
    <div className="flex flex-col gap-1.5 rounded-control bg-wash px-3 py-2.5">
      <p className="text-meta text-accent">{t('ask.one.condition')}</p>
      <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">
        {words}
      </p>
      <p className="flex flex-wrap items-center gap-x-2 text-meta text-quiet">
        {metAt ? (
          <span className="inline-flex items-center gap-1.5 text-ink">
            <CircleCheck aria-hidden className="size-4 text-good" />
            {t('ask.one.condition_met', { when: when(metAt) })}
          </span>
        ) : (
          <span>{owner ? t('ask.one.condition_owner', { who: partyName(owner) }) : t('ask.one.condition_ours')}</span>
        )}
        {counterAskId && (
          <Link to="/asks/$id" params={{ id: counterAskId }} className="text-accent hover:underline">
            {counter
              ? t('ask.one.counter_ask', { number: counter.number, state: t(`ask.state.${standingOf({ ...counter, silentAt: null, promise: null })}`) })
              : t('ask.one.counter_ask_other')}
          </Link>
        )}
      </p>
    </div>
  )
}
