import { CloudOff, Undo2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { Problem } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { awaitsAnswer } from '../machine.ts'
import type { Answer, AnswerPage } from '../contract.ts'
import { AnswerAs } from './answer-as.tsx'
import { ThreeAnswers } from './answer-choice.tsx'
import { CodeForm } from './answer-code.tsx'
import type { AnswerDraft } from './answer-draft.ts'
import { Given, Outcome } from './answer-given.tsx'
import { PromiseDeeds } from './answer-promise.tsx'
import { useSaying } from './answer-words.ts'
import { type Answering, useAnswering } from './use-answering.ts'

const SHEET = '-mx-4 mt-auto rounded-t-card border-t pb-[max(1rem,env(safe-area-inset-bottom))]'

/**
 * What can be said to an ask now, and what was. On a phone the three answers stay below, where the thumb is, until one is opened; what has been
 * answered stands above the evidence.
 */
export function AnswerPanel({ page, token, draft, change }: {
  page: AnswerPage
  token: string
  draft: AnswerDraft
  change: (draft: AnswerDraft | null) => void
}) {
  const { t } = useI18n()
  const saying = useSaying()
  const [isChanging, setIsChanging] = useState(false)
  const panel = useRef<HTMLElement>(null)
  const answering = useAnswering(token, page, () => {
    change(null)
    setIsChanging(false)
  })
  const last = page.answers.findLast(({ round }) => round === page.round) ?? null
  const isWaiting = awaitsAnswer(page.state) || page.state === 'declined'
  const asks = page.withdrawn === null && answering.unsent === null && (isChanging || draft.opened !== null || (isWaiting && last === null))
  const arrived = answering.unsent?.key ?? (answering.hasArrived ? last?.id : undefined)
  useEffect(() => {
    if (arrived !== undefined) panel.current?.scrollIntoView({ block: 'nearest' })
  }, [arrived])
  const isAtThumb = asks && draft.opened === null
  return (
    <section
      ref={panel}
      aria-label={t('ask.answer_page.panel')}
      className={`flex scroll-my-4 flex-col gap-4 border-line bg-surface p-4 lg:sticky lg:top-8 lg:mx-0 lg:mt-0 lg:self-start lg:rounded-card lg:border lg:p-5 ${asks ? SHEET : 'rounded-card border max-lg:order-first'} ${isAtThumb ? 'sticky bottom-0 shadow-float lg:bottom-auto lg:shadow-none' : ''}`}
    >
      {page.withdrawn && <Withdrawn by={page.withdrawn.by} words={page.withdrawn.words} />}
      {answering.unsent && <Unsent answering={answering} />}
      {!page.withdrawn && !answering.unsent && !asks && last && (
        page.code
          ? <CodeForm token={token} code={page.code} title={saying(last)} change={() => setIsChanging(true)} />
          : <Standing page={page} token={token} last={last} draft={draft} change={() => {
            if (page.state === 'needs_date') change({ ...draft, opened: 'yes_by' })
            setIsChanging(true)
          }} />
      )}
      {asks && (
        <>
          <h2 className="font-semibold max-lg:sr-only">{t('ask.answer_page.panel')}</h2>
          {last && <Known last={last} isChanging={isChanging} close={() => { change(null); setIsChanging(false) }} />}
          <ThreeAnswers page={page} draft={draft} change={change} answering={answering}>
            <AnswerAs page={page} by={draft.by} change={(by) => change({ ...draft, by })} />
          </ThreeAnswers>
          <Problem error={answering.error} sentences={{ conflict: t('ask.answer_page.meanwhile') }} />
        </>
      )}
    </section>
  )
}

/** How it stands after an answer, and what can be done about it. */
function Standing({ page, token, last, draft, change }: { page: AnswerPage; token: string; last: Answer; draft: AnswerDraft; change: () => void }) {
  const { t } = useI18n()
  const mayAnswer = page.may.some((deed) => deed === 'yes_by' || deed === 'yes_but' || deed === 'no_because')
  const counts = page.answers.findLast(({ round, isUnconfirmed }) => round === page.round && !isUnconfirmed)
  const shown = page.promise && counts && !last.isUnconfirmed ? { ...counts, due: page.promise.due } : last
  return (
    <Given page={page} answer={shown}>
      {page.promise && <PromiseDeeds page={page} token={token} by={draft.by} />}
      {mayAnswer && (
        <Button {...(page.state === 'needs_date' ? { look: 'main' as const } : {})} className="min-h-12" onPress={change}>
          {t(page.state === 'needs_date' ? 'ask.answer_page.name_day' : 'ask.answer_page.change')}
        </Button>
      )}
    </Given>
  )
}

/** What was answered so far, by whomever, while another answer is being chosen. */
function Known({ last, isChanging, close }: { last: Answer; isChanging: boolean; close: () => void }) {
  const { t } = useI18n()
  const saying = useSaying()
  return (
    <div className="flex items-center justify-between gap-3">
      <p className="text-quiet">{t('ask.answer_page.so_far', { answer: saying(last), name: last.by })}</p>
      {isChanging && (
        <Button look="bare" label={t('ask.answer_page.keep_answer')} onPress={close} className="shrink-0">
          <Undo2 aria-hidden className="size-4.5 rtl:-scale-x-100" />
        </Button>
      )}
    </div>
  )
}

function Withdrawn({ by, words }: { by: string | null; words: string }) {
  const { t } = useI18n()
  return (
    <Outcome icon={Undo2} title={t('ask.answer_page.withdrawn')}>
      <p>{by ? t('ask.answer_page.withdrawn_by', { name: by }) : t('ask.answer_page.withdrawn_about')}</p>
      {words && (
        <p dir="auto" className="whitespace-pre-wrap wrap-anywhere text-quiet">
          {words}
        </p>
      )}
    </Outcome>
  )
}

/** The answer could not leave: it is kept, and leaves by itself. */
function Unsent({ answering }: { answering: Answering }) {
  const { t } = useI18n()
  const saying = useSaying()
  return (
    <Outcome icon={CloudOff} tone="warn" title={t('ask.answer_page.unsent')}>
      {answering.unsent && <p className="font-medium">{saying(answering.unsent.answer)}</p>}
      <p className="text-quiet">{t('ask.answer_page.unsent_about')}</p>
      <Button look="main" className="min-h-12" isPending={answering.isPending} onPress={answering.again}>
        {t('base.retry')}
      </Button>
    </Outcome>
  )
}
