import { useMutation } from '@tanstack/react-query'
import { Archive } from 'lucide-react'
import { useMemo, useState } from 'react'
import { BothVersions } from '../../base/web/both-versions.tsx'
import { Button } from '../../base/web/button.tsx'
import { CallError } from '../../base/web/call.ts'
import { Confirm } from '../../base/web/confirm.tsx'
import { Disclosure } from '../../base/web/disclosure.tsx'
import { Problem as WhyNot } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Page } from '../../base/web/page.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { toast } from '../../base/web/toast.tsx'
import { useAct } from '../../base/web/use-act.ts'
import { useWorkspaceId } from '../../base/web/workspace.ts'
import { parse, print, type Problem } from '../../engine/index.ts'
import { addQuery, archiveQuery, changeQuery, listQueries, type Query, queryFigures, shareOfVoice } from '../contract.ts'
import { BringAlong } from './bring-along.tsx'
import { BroadQuery } from './broad-query.tsx'
import { DryRun } from './dry-run.tsx'
import { type Draft, draftOf, keepDraft } from './query-draft.ts'
import { problemsIn } from './query-problems.tsx'
import { withMarks, withoutMarks } from './query-direction.ts'
import { QueryTextField } from './query-text-field.tsx'
import { directionOfQuery, QueryText } from './query-text.tsx'
import { QueryWorks } from './query-work.tsx'
import { WhomField, whomOf } from './reach/whom-field.tsx'
import { useTrial } from './use-trial.ts'

const NAME_CHARS_MAX = 80
const TOUCHES = [listQueries, queryFigures, shareOfVoice]

/** Where a query is written, tried on what is stored, and saved; `query` is null for a new one. What was typed is kept in this tab until it is saved. */
export function QueryEditor({ query, done, gone }: { query: Query | null; done: (query: Query) => void; gone: () => void }) {
  const { t } = useI18n()
  const drafting = useDraft(query)
  const { draft, type, forget } = drafting
  const { canonical, problems } = useReading(draft.text)
  const trial = useTrial(withoutMarks(draft.text), canonical !== null)
  const { save, saving } = useSave(query, (saved) => {
    forget()
    toast({ words: t(query ? 'listen.query.changed' : 'listen.query.added', { name: saved.name }) })
    done(saved)
  })
  const leave = () => {
    forget()
    gone()
  }
  return (
    <Page
      title={t(query ? 'listen.query.title' : 'listen.query.new')}
      about={t('listen.query.about')}
      actions={query && <ArchiveButton query={query} archived={leave} />}
      isWide
    >
      <div className="grid items-start gap-x-12 gap-y-8 xl:grid-cols-2">
        <form
          className="flex min-w-0 flex-col gap-5"
          onSubmit={(event) => {
            event.preventDefault()
            save(draft)
          }}
        >
          {drafting.isRestored && <Restored discard={forget} />}
          <TextField label={t('listen.query.name')} isRequired maxLength={NAME_CHARS_MAX} value={draft.name} onChange={(name) => type({ name })} placeholder={t('listen.query.name_hint')} />
          <QueryTextField text={draft.text} change={(text) => type({ text })} problems={problems.length > 0 ? problems : trial.refused} />
          {canonical !== null && canonical !== withoutMarks(draft.text).trim() && <Canonical text={canonical} />}
          <WhomField whom={draft} change={type} />
          <BringAlong isWritten={draft.text.trim() !== ''} use={(text) => type({ text })} />
          <Disclosure title={t('listen.query.how')} level={2}>
            <How />
            <p className="pt-2 text-meta text-quiet max-md:hidden">{t('listen.query.how_keys')}</p>
          </Disclosure>
          <NotSaved error={saving.error} draft={draft} type={type} save={save} reset={saving.reset} isPending={saving.isPending} />
          <div className="flex flex-wrap gap-2">
            <Button look="main" type="submit" isPending={saving.isPending} isDisabled={problems.length > 0 || trial.refused.length > 0} className="min-h-11">
              {t(query ? 'base.save' : 'listen.query.begin')}
            </Button>
            <Button onPress={leave} className="min-h-11">
              {t('base.cancel')}
            </Button>
          </div>
        </form>
        <div className="flex min-w-0 flex-col gap-8">
          {query?.broad && (
            <div className="rounded-card bg-warn-wash px-4 py-3">
              <BroadQuery query={query} />
            </div>
          )}
          {query && <QueryWorks queryId={query.id} />}
          <DryRun {...trial} isReadable={canonical !== null} />
        </div>
      </div>
    </Page>
  )
}

/** What the text means to the engine, which reads it here too while one types: its canonical form, or its problems. Nothing of an empty text. */
function useReading(text: string): { canonical: string | null; problems: readonly Problem[] } {
  return useMemo(() => {
    if (text.trim() === '') return { canonical: null, problems: [] }
    const parsed = parse(text)
    return parsed.ok ? { canonical: print(parsed.query), problems: [] } : { canonical: null, problems: parsed.problems }
  }, [text])
}

/** How Heed reads what was written, where that is not plain from it. */
function Canonical({ text }: { text: string }) {
  const { t } = useI18n()
  return (
    <div className="-mt-2 text-meta text-quiet">
      {t('listen.query.reads')}
      <p dir={directionOfQuery(text)} className="text-start text-ui text-ink">
        <QueryText text={text} />
      </p>
    </div>
  )
}

/** What this tab had kept of an earlier visit. */
function Restored({ discard }: { discard: () => void }) {
  const { t } = useI18n()
  return (
    <output className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-card bg-wash px-4 py-2">
      {t('listen.query.restored')}
      <Button look="bare" onPress={discard} className="-ms-2">
        {t('listen.query.discard')}
      </Button>
    </output>
  )
}

/** Why it was not saved: what can be chosen where somebody else was faster, or what to do. What was typed is still there. */
function NotSaved({ error, draft, type, save, reset, isPending }: {
  error: unknown
  draft: Draft
  type: (part: Partial<Draft>) => void
  save: (draft: Draft) => void
  reset: () => void
  isPending: boolean
}) {
  const { t } = useI18n()
  const theirs = queryIn(error)
  if (!theirs) return problemsIn(error) ? null : <WhyNot error={error} sentences={{ unreachable: t('listen.query.unreachable') }} />
  return (
    <BothVersions
      about={t('listen.query.conflict')}
      theirs={<Version version={theirs} />}
      mine={<Version version={draft} />}
      takeTheirs={() => {
        reset()
        type({ name: theirs.name, text: withMarks(theirs.text), revision: theirs.revision, about: theirs.about, rival: theirs.rival ?? '' })
      }}
      keepMine={() => {
        type({ revision: theirs.revision })
        save({ ...draft, revision: theirs.revision })
      }}
      isPending={isPending}
    />
  )
}

function ArchiveButton({ query, archived }: { query: Query; archived: () => void }) {
  const { t } = useI18n()
  const [isAsked, setAsked] = useState(false)
  const archive = useAct(archiveQuery, TOUCHES)
  const act = async () => {
    await archive.mutateAsync({ queryId: query.id })
    archived()
  }
  return (
    <>
      <Button look="bare" onPress={() => setAsked(true)}>
        <Archive aria-hidden className="size-4" />
        {t('listen.query.archive')}
      </Button>
      {isAsked && (
        <Confirm
          title={t('listen.query.archive_title', { name: query.name })}
          about={t('listen.query.archive_about')}
          button={t('listen.query.archive')}
          act={act}
          close={() => setAsked(false)}
        />
      )}
    </>
  )
}

/** What is being typed: begins as it was left in this tab, or as the query is. */
function useDraft(query: Query | null) {
  const workspaceId = useWorkspaceId()
  const id = query?.id ?? 'new'
  const begin: Draft = {
    name: query?.name ?? '', text: withMarks(query?.text ?? ''), revision: query?.revision ?? 0, about: query?.about ?? 'other', rival: query?.rival ?? '',
  }
  const [kept] = useState(() => draftOf(workspaceId, id))
  const [draft, setDraft] = useState(kept ?? begin)
  const [isRestored, setRestored] = useState(kept !== null && (['name', 'text', 'about', 'rival'] as const).some((part) => kept[part] !== begin[part]))
  const type = (part: Partial<Draft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    keepDraft(workspaceId, id, next)
  }
  const forget = () => {
    keepDraft(workspaceId, id, null)
    setDraft(begin)
    setRestored(false)
  }
  return { draft, type, forget, isRestored }
}

function useSave(query: Query | null, saved: (query: Query) => void) {
  const add = useAct(addQuery, TOUCHES)
  const change = useAct(changeQuery, TOUCHES)
  const saving = useMutation({
    mutationFn: ({ name, text: written, revision, ...whom }: Draft) => {
      const says = { name, text: withoutMarks(written), ...whomOf(whom) }
      return query ? change.mutateAsync({ queryId: query.id, revision, ...says }) : add.mutateAsync(says)
    },
    onSuccess: saved,
  })
  return { saving, save: (draft: Draft) => saving.mutate(draft) }
}

function Version({ version: { name, text } }: { version: Pick<Query, 'name' | 'text'> }) {
  return (
    <>
      <bdi className="font-medium">{name}</bdi>
      <p dir="auto" className="whitespace-pre-wrap">
        {text}
      </p>
    </>
  )
}

const EXAMPLES = ['either', 'phrase', 'both', 'without', 'near', 'stem', 'language', 'exact'] as const

/** The query language in a few lines. */
function How() {
  const { t } = useI18n()
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-4 gap-y-1.5 py-1 max-md:grid-cols-1">
      {EXAMPLES.map((each) => (
        <div key={each} className="contents">
          <dt>
            <code dir="auto" className="rounded-mark bg-sunken px-1.5 py-0.5 font-sans">
              {t(`listen.query.how.${each}`)}
            </code>
          </dt>
          <dd className="text-quiet">{t(`listen.query.how_about.${each}`)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The query as it is now, if somebody else has changed it meanwhile. */
function queryIn(error: unknown): Query | null {
  if (!(error instanceof CallError) || error.code !== 'conflict') return null
  const { now } = error.details
  return typeof now === 'object' && now !== null && 'canonical' in now ? (now as Query) : null
}
