import { useId, type ReactNode } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'
import { Section } from '../../base/web/page.tsx'
import type { AskDetails } from '../contract.ts'
import { AskAnswer } from './ask-answer.tsx'
import { AskComment } from './ask-comment.tsx'
import { useHappening } from './ask-happening.ts'
import { SayOnAsk } from './ask-say.tsx'

/** What happened to an ask, oldest first: facts as sentences, answers and comments as they were given. */
export function AskThread({ ask, writeDown }: { ask: AskDetails; writeDown: (words: string) => void }) {
  const { t } = useI18n()
  const entries = useEntries(ask, writeDown)
  return (
    <Section title={t('ask.one.thread')}>
      <ol className="flex flex-col gap-4">
        {entries.map(({ id, content }) => (
          <li key={id}>{content}</li>
        ))}
      </ol>
      {ask.may.includes('comment') && <SayOnAsk ask={ask} />}
    </Section>
  )
}

function useEntries(ask: AskDetails, writeDown: (words: string) => void): { id: string; at: string; content: ReactNode }[] {
  const tell = useHappening(ask)
  const last = ask.answers.findLast(({ isUnconfirmed }) => !isUnconfirmed)?.id
  const facts = ask.history.flatMap((happening, index) => {
    const told = tell(happening)
    return told ? [{ id: `fact ${index}`, at: happening.at, content: <Fact at={happening.at} {...told} /> }] : []
  })
  const answers = ask.answers.map((answer) => ({ id: answer.id, at: answer.at, content: <AskAnswer answer={answer} ask={ask} isLast={answer.id === last} /> }))
  const comments = ask.comments.map((comment) => ({ id: comment.id, at: comment.at, content: <AskComment comment={comment} ask={ask} writeDown={writeDown} /> }))
  // Within one moment what was said goes before what followed from it.
  return [...answers, ...comments, ...facts].toSorted((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at)))
}

function Fact({ sentence, words, at }: { sentence: string; words: string | null; at: string }) {
  const { when, exactly } = useI18n()
  const id = useId()
  return (
    <div className="flex gap-3 text-meta text-quiet">
      <span aria-hidden className="mt-1.75 size-1.5 shrink-0 rounded-full bg-edge" />
      <div className="min-w-0">
        <p id={id}>
          {sentence} <span aria-hidden>·</span> <time dateTime={at} title={exactly(at)}>{when(at)}</time>
        </p>
        {words && (
          <p dir="auto" className="mt-1 text-ui whitespace-pre-wrap text-ink wrap-anywhere">
            {words}
          </p>
        )}
      </div>
    </div>
  )
}
