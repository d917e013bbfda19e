import { useEffect, useEffectEvent } from 'react'
import { call } from '../../base/web/call.ts'
import { useI18n } from '../../base/web/i18n.tsx'
import { remembered } from '../../base/web/remember.ts'
import { Failed, Loading } from '../../base/web/states.tsx'
import { useRead } from '../../base/web/use-read.ts'
import type { Language } from '../../base/wording.ts'
import { answerPage, type AnswerPage as Page, seenByLink } from '../contract.ts'
import { useAnswerDraft } from './answer-draft.ts'
import { Evidence } from './answer-evidence.tsx'
import { AnswerFrame } from './answer-frame.tsx'
import { LinkClosed } from './answer-link-closed.tsx'
import { AnswerPanel } from './answer-panel.tsx'
import { useFirstTouch } from './use-first-touch.ts'

const LOOK_EVERY_MS = 30_000

/** An ask, for whoever holds its link: the evidence, and the three answers. No account, no shell. */
export function AnswerPage({ token }: { token: string }) {
  const { t, language, choose } = useI18n()
  const read = useRead(answerPage, { token }, LOOK_EVERY_MS)
  const page = read.data
  const itsLanguage = page?.language
  const speak = useEffectEvent((its: Language) => {
    if (its !== language && remembered('language') === null) choose(its)
  })
  useEffect(() => {
    if (itsLanguage) speak(itsLanguage)
  }, [itsLanguage])
  // That it could not be said is said by the next deed.
  useFirstTouch(page !== undefined && page.withdrawn === null, () => void call(seenByLink, { token }).catch(() => {}))
  const isClosed = read.isError && (read.error.code === 'ask.link_closed' || read.error.code === 'not_found')
  return (
    <AnswerFrame workspace={page?.workspace ?? null} title={page?.title ?? t('ask.answer_page')}>
      <main className="flex grow flex-col gap-6 pt-4 lg:grid lg:grid-cols-[minmax(0,1fr)_25rem] lg:content-start lg:gap-10 lg:pt-8 lg:pb-8">
        {read.isPending && <Loading rows={2} />}
        {isClosed && !page && <LinkClosed isKnown={read.error.code === 'ask.link_closed'} />}
        {read.isError && !page && !isClosed && <Failed error={read.error} retry={() => void read.refetch()} />}
        {page && <Asked page={page} token={token} />}
      </main>
    </AnswerFrame>
  )
}

function Asked({ page, token }: { page: Page; token: string }) {
  const [draft, setDraft] = useAnswerDraft(token)
  return (
    <>
      <Evidence page={page} token={token} by={draft.by} />
      <AnswerPanel page={page} token={token} draft={draft} change={setDraft} />
    </>
  )
}
