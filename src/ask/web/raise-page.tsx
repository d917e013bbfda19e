import { Link } from '@tanstack/react-router'
import { Building2, CircleCheck } from 'lucide-react'
import { useState } from 'react'
import { lookOf } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Page } from '../../base/web/page.tsx'
import { Empty, Failed, Loading } from '../../base/web/states.tsx'
import { useDraft } from '../../base/web/use-draft.ts'
import { useRead } from '../../base/web/use-read.ts'
import { useWorkspaceId } from '../../base/web/workspace.ts'
import { listQueries, mentionsById } from '../../listen/contract.ts'
import { ask as askRead, type AskDetails, parties, type Voice, VOICES_MAX } from '../contract.ts'
import { AskVoice } from './ask-voices.tsx'
import { AskWays } from './ask-ways.tsx'
import { type Because, EMPTY_DRAFT } from './raise-draft.ts'
import { RaiseForm } from './raise-form.tsx'

/** Asking for something: because of mentions, of a query's theme, or of nothing that was heard. The draft stays in this browser until it is asked. */
export function RaisePage({ mentionIds, queryId, toDepartmentId }: { mentionIds: readonly string[]; queryId: string | null; toDepartmentId: string | null }) {
  const { t } = useI18n()
  const workspaceId = useWorkspaceId()
  const because = useBecause(mentionIds, queryId)
  const known = useRead(parties, {})
  const [draft, setDraft] = useDraft(`ask.${workspaceId}.${[...mentionIds, queryId ?? ''].join()}`, { ...EMPTY_DRAFT, toDepartmentId }, 'browser')
  const [raised, setRaised] = useState<AskDetails | null>(null)
  if (raised) return <Raised ask={raised} />
  if (known.isError) return <Failed error={known.error} retry={() => void known.refetch()} />
  return (
    <Page title={t('ask.raise.title')} about={t('ask.raise.about')}>
      {because.state === 'reading' || !known.data ? <Loading rows={3} /> : (
        <>
          <Reasons voices={because.voices} queryName={because.queryName} />
          {known.data.departments.some(({ isOwn }) => !isOwn) || known.data.persons.some(({ isSelf }) => !isSelf) ? (
            <RaiseForm
              parties={known.data}
              because={because}
              draft={draft}
              change={setDraft}
              raised={(ask) => {
                setDraft(null)
                setRaised(ask)
              }}
            />
          ) : (
            <Empty icon={<Building2 className="size-5" />} title={t('ask.raise.nobody')} about={t('ask.raise.nobody_about')}>
              <Link to="/settings" search={{ section: 'departments' }} className={lookOf('main')}>
                {t('ask.raise.nobody_add')}
              </Link>
            </Empty>
          )}
        </>
      )}
    </Page>
  )
}

type Known = Because & { readonly state: 'reading' | 'known'; readonly voices: readonly Voice[]; readonly queryName: string | null }

/** The voices and the theme, as they are now: what was deleted meanwhile is no evidence any more. */
function useBecause(mentionIds: readonly string[], queryId: string | null): Known {
  const { language } = useI18n()
  const mentions = useRead(mentionsById, { ids: mentionIds.slice(0, VOICES_MAX).join() })
  const queries = useRead(listQueries, {})
  const query = queries.data?.queries.find(({ id }) => id === queryId)
  const found = mentions.data?.mentions.filter(({ deletedAt }) => deletedAt === null) ?? []
  return {
    state: (mentionIds.length > 0 && mentions.isPending) || (queryId !== null && queries.isPending) ? 'reading' : 'known',
    words: found[0]?.text ?? query?.name ?? null,
    isForeign: found[0] !== undefined && found[0].lang !== 'und' && found[0].lang !== language,
    mentionIds: found.map(({ id }) => id),
    queryId: query?.id ?? null,
    queryName: query?.name ?? null,
    voices: found.map(({ id, text, lang, place, author, saidAt, url }) => ({ mentionId: id, text, lang, place, author: author.name || author.handle, saidAt, url })),
  }
}

/** Why it is asked, before what is asked: on a phone the first voice alone, in few lines. */
function Reasons({ voices, queryName }: { voices: readonly Voice[]; queryName: string | null }) {
  const { t } = useI18n()
  if (voices.length === 0 && queryName === null) return null
  return (
    <section aria-label={t('ask.raise.because')} className="flex flex-col gap-3">
      {voices.map((voice) => (
        <AskVoice key={voice.mentionId} voice={voice} isShort />
      ))}
      {queryName !== null && <p className="text-quiet">{t('ask.raise.theme', { name: queryName })}</p>}
    </section>
  )
}

/** It is asked, and nothing has left yet: how it gets there, at once. */
function Raised({ ask: raised }: { ask: AskDetails }) {
  const { t } = useI18n()
  const ask = useRead(askRead, { id: raised.id }).data ?? raised
  return (
    <Page title={t('ask.raise.raised', { number: ask.number })} about={t('ask.raise.raised_about')}>
      <div className="flex flex-col gap-5">
        <p className="flex items-start gap-3">
          <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-good" />
          <span dir="auto" className="min-w-0 font-medium wrap-anywhere">
            {ask.title}
          </span>
        </p>
        <AskWays ask={ask} />
        <Link to="/asks/$id" params={{ id: ask.id }} className={`${lookOf('plain')} self-start`}>
          {t('ask.raise.open')}
        </Link>
      </div>
    </Page>
  )
}
