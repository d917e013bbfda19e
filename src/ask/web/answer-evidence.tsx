import { Paperclip } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { pathOf } from '../../base/endpoint.ts'
import { Button } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { type AnswerPage, fileByLink, type Voice } from '../contract.ts'
import { AskBack } from './answer-ask-back.tsx'
import { noonOf } from './answer-days.tsx'
import { useSaying } from './answer-words.ts'
import { useKindName } from './kind-name.ts'

const VOICES_FIRST = 3

/** What somebody needs to see before they answer: who asks for what, by when and why, in whose words, and what was said before. `by` is who asks something back. */
export function Evidence({ page, token, by }: { page: AnswerPage; token: string; by: string }) {
  const { t } = useI18n()
  const kindName = useKindName()
  return (
    <article className="flex min-w-0 flex-col gap-6 pb-2">
      <header className="flex flex-col gap-2">
        <p className="text-meta text-quiet">
          {t('ask.answer_page.number', { number: page.number })} · {kindName(page.kind, page.kindName)}
        </p>
        <h1 className="text-title font-semibold text-balance" dir="auto">
          {page.title}
        </h1>
        <p className="text-quiet">
          <FromTo page={page} />
        </p>
        {page.recipient?.standsInFor && <p className="text-quiet">{t('ask.answer_page.stands_in', { name: page.recipient.standsInFor })}</p>}
      </header>
      <Terms page={page} />
      {page.details && (
        <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">
          {page.details}
        </p>
      )}
      <Voices voices={page.evidence} query={page.query} />
      <Files page={page} token={token} />
      <Before page={page} />
      <Comments page={page} />
      {page.withdrawn === null && <AskBack token={token} by={by} />}
    </article>
  )
}

/** Who asks, and whom. */
function FromTo({ page: { from, raisedBy, to } }: { page: AnswerPage }) {
  const { t } = useI18n()
  const department = from.department
  const asked = to.person ?? to.department
  return (
    <>
      {raisedBy && department && t('ask.answer_page.from_person', { person: raisedBy, department })}
      {!(raisedBy && department) && (raisedBy ?? department) !== null && t('ask.answer_page.from', { name: raisedBy ?? department })}
      {asked !== null && ` · ${t('ask.answer_page.to', { name: asked })}`}
    </>
  )
}

function Terms({ page }: { page: AnswerPage }) {
  const { t, weekday } = useI18n()
  const amount = useAmount(page)
  return (
    <dl className="grid gap-x-8 gap-y-4 rounded-card border border-line bg-surface p-4 sm:grid-cols-2 sm:p-5">
      <Term name={t('ask.answer_page.needed_by')}>
        <span className="text-title font-semibold">
          <time dateTime={page.neededBy}>{weekday(noonOf(page.neededBy))}</time>
        </span>
        {page.possibleFrom && page.possibleFrom > page.neededBy && (
          <span className="block text-meta text-quiet">{t('ask.answer_page.possible_from', { day: weekday(noonOf(page.possibleFrom)) })}</span>
        )}
      </Term>
      {page.worth && (
        <Term name={t('ask.answer_page.worth')}>
          <span dir="auto" className="block text-start">{page.worth}</span>
        </Term>
      )}
      {amount && <Term name={t('ask.answer_page.amount')}>{amount}</Term>}
      {page.recipients && (
        <Term name={t('ask.answer_page.recipients')}>
          <span dir="auto" className="block text-start">{page.recipients}</span>
        </Term>
      )}
    </dl>
  )
}

function Term({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <dt className="text-meta text-quiet">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  )
}

/** What an ask would cost: hours where hours are asked for, money otherwise. */
function useAmount({ amount, kind, currency }: AnswerPage): string | null {
  const { t, language } = useI18n()
  if (amount === null) return null
  if (kind === 'hours') return t('ask.answer_page.hours', { count: amount })
  return new Intl.NumberFormat(language, { style: 'currency', currency, maximumFractionDigits: 0 }).format(amount)
}

function Voices({ voices, query }: { voices: readonly Voice[]; query: AnswerPage['query'] }) {
  const { t } = useI18n()
  const [all, setAll] = useState(false)
  if (voices.length === 0 && !query) return null
  const shown = all ? voices : voices.slice(0, VOICES_FIRST)
  return (
    <section className="flex flex-col gap-3">
      <h2 className="font-semibold">{t('ask.answer_page.voices')}</h2>
      {query && <p className="text-quiet">{t('ask.answer_page.query', { count: query.mentions, name: query.name })}</p>}
      {shown.map((voice) => (
        <Quote key={voice.mentionId} voice={voice} />
      ))}
      {shown.length < voices.length && (
        <Button look="bare" className="-ms-2 self-start" onPress={() => setAll(true)}>
          {t('ask.answer_page.more_voices', { count: voices.length - shown.length })}
        </Button>
      )}
    </section>
  )
}

function Quote({ voice: { text, lang, author, place, saidAt, url } }: { voice: Voice }) {
  const { t, known, when, exactly } = useI18n()
  return (
    <figure className="flex flex-col gap-2 rounded-card border border-line bg-surface p-4 sm:p-5">
      <blockquote className="voice" dir="auto" {...(lang === 'und' ? {} : { lang })}>
        {text}
      </blockquote>
      <figcaption className="flex flex-wrap gap-x-2 text-meta text-quiet">
        <bdi>{author}</bdi>
        <span aria-hidden>·</span>
        <bdi>{known(`connect.place.${place}`) ?? place}</bdi>
        <span aria-hidden>·</span>
        <time dateTime={saidAt} title={exactly(saidAt)}>
          {when(saidAt)}
        </time>
        {url && (
          <a href={url} target="_blank" rel="noreferrer" className="ms-auto text-accent underline-offset-4 hover:underline">
            {t('ask.answer_page.where_said')}
          </a>
        )}
      </figcaption>
    </figure>
  )
}

function Files({ page, token }: { page: AnswerPage; token: string }) {
  const { t, number } = useI18n()
  if (page.files.length === 0) return null
  return (
    <section className="flex flex-col gap-2">
      <h2 className="font-semibold">{t('ask.answer_page.files')}</h2>
      <ul className="flex flex-col gap-2">
        {page.files.map(({ id, name, bytes }) => (
          <li key={id}>
            <a
              href={`${pathOf(fileByLink)}?${new URLSearchParams({ token, fileId: id })}`}
              className="flex min-h-11 items-center gap-3 rounded-control border border-line bg-surface px-4 hover:bg-sunken"
            >
              <Paperclip aria-hidden className="size-4.5 shrink-0 text-quiet" />
              <bdi className="min-w-0 grow truncate font-medium">{name}</bdi>
              <span className="shrink-0 text-meta text-quiet">{t('ask.answer_page.kilobytes', { size: number(Math.max(1, Math.round(bytes / 1024))) })}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What was answered in earlier rounds, and that a condition has come about since. */
function Before({ page }: { page: AnswerPage }) {
  const { t, when, exactly } = useI18n()
  const saying = useSaying()
  const earlier = page.answers.filter(({ round, isUnconfirmed }) => round < page.round && !isUnconfirmed)
  if (earlier.length === 0) return null
  return (
    <section className="flex flex-col gap-3">
      <h2 className="font-semibold">{t('ask.answer_page.before')}</h2>
      <ol className="flex flex-col gap-4 border-s-2 border-line ps-4">
        {earlier.map((answer) => (
          <li key={answer.id} className="flex flex-col gap-1">
            <p className="font-medium">{saying(answer)}</p>
            {answer.words && (
              <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">
                {answer.words}
              </p>
            )}
            {answer.condition && (
              <p className={answer.condition.metAt ? 'text-ink' : 'text-quiet'}>
                {t(answer.condition.metAt ? 'ask.answer_page.condition_met' : 'ask.answer_page.condition_was', { condition: answer.condition.words })}
              </p>
            )}
            <p className="text-meta text-quiet">
              <bdi>{answer.by}</bdi> · <time dateTime={answer.at} title={exactly(answer.at)}>{when(answer.at)}</time>
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Comments({ page: { comments } }: { page: AnswerPage }) {
  const { t, when, exactly } = useI18n()
  if (comments.length === 0) return null
  return (
    <section className="flex flex-col gap-3">
      <h2 className="font-semibold">{t('ask.answer_page.comments')}</h2>
      <ul className="flex flex-col gap-3">
        {comments.map(({ id, by, words, at }) => (
          <li key={id} className="flex flex-col gap-0.5">
            <p className="text-meta text-quiet">
              <bdi className="font-medium text-ink">{by}</bdi> · <time dateTime={at} title={exactly(at)}>{when(at)}</time>
            </p>
            <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">
              {words}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
