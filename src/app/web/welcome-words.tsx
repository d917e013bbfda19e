import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Ear } from 'lucide-react'
import { useState } from 'react'
import type { OutputOf } from '../../base/endpoint.ts'
import { Button } from '../../base/web/button.tsx'
import { call } from '../../base/web/call.ts'
import { Problem } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { keyOf, useRead } from '../../base/web/use-read.ts'
import { addQuery, type BrandWord, brandWords, changeQuery, listQueries, type Query, type ReadWord } from '../../listen/contract.ts'
import { QueryText } from '../../listen/web/query-text.tsx'
import { markets, type me } from '../../people/contract.ts'
import { Frame, Onward, type Step } from './welcome-frame.tsx'
import { type Chosen, newWord, useWords } from './welcome-chosen.ts'
import { AddWord, WordCard, wordsIn } from './welcome-word.tsx'

type Workspace = OutputOf<typeof me>['workspaces'][number]

const WORDS_MAX = 12
const HEBREW = /\p{Script=Hebrew}/u
const LATIN = /\p{Script=Latin}/u

/** What people call the company, in every script: how each word will be found, what else it may mean, and the query that comes of it. */
export function Words({ workspace, steps, canLeave, back, done }: {
  workspace: Workspace
  steps: readonly Step[]
  canLeave: boolean
  back: () => void
  done: () => void
}) {
  const { t } = useI18n()
  const [draft, setDraft] = useWords(workspace)
  const client = useQueryClient()
  const queries = useRead(listQueries, {})
  const usedIn = useRead(markets, { limit: 200 })
  const asked = useQuery({
    queryKey: [...keyOf(workspace.id, brandWords), draft.words],
    queryFn: () => call(brandWords, { words: [...draft.words] }, { workspaceId: workspace.id }),
    placeholderData: keepPreviousData,
  })
  const setWords = (words: readonly BrandWord[]) => setDraft({ ...draft, words })
  const [written, setWritten] = useState('')
  const saving = useMutation({
    // What was written and not added yet was meant.
    mutationFn: () => save(workspace, { words: withWords(draft.words, wordsIn(written)), queryId: draft.queryId }, queries.data?.queries ?? []),
    onSuccess: async (saved) => {
      setDraft(saved)
      setWritten('')
      await client.invalidateQueries({ queryKey: keyOf(workspace.id, listQueries) })
      done()
    },
  })
  const text = draft.words.length === 0 ? null : (asked.data?.text ?? null)
  const writesHebrew = workspace.language === 'he' || (usedIn.data?.markets ?? []).some(({ country }) => country === 'IL')
  const missing = writesHebrew ? missingScript(draft.words) : null
  const hasOthers = (queries.data?.queries ?? []).some(({ id }) => id !== draft.queryId)
  return (
    <Frame step="words" steps={steps} title={t('app.welcome.words')} about={t('app.welcome.words_about')} back={back} canLeave={canLeave}>
      <ul aria-label={t('app.welcome.words_list')} className="flex flex-col gap-3 empty:hidden">
        {draft.words.map((word) => (
          <li key={word.word}>
            <WordCard
              word={word}
              read={readOf(asked.data?.words, word)}
              change={(next) => setWords(draft.words.map((each) => (each.word === word.word ? next : each)))}
              remove={() => setWords(draft.words.filter((each) => each.word !== word.word))}
            />
          </li>
        ))}
      </ul>
      <AddWord
        label={t('app.welcome.add_word')}
        hint={missing ? t(`app.welcome.missing_${missing}`) : t('app.welcome.add_word_hint')}
        isDisabled={draft.words.length >= WORDS_MAX}
        text={written}
        setText={setWritten}
        add={(added) => setDraft({ ...draft, words: withWords(draft.words, added) })}
      />
      {text !== null && <WillListenFor query={text} />}
      <Onward>
        <Problem error={saving.error ?? asked.error} />
        <Button look="main" onPress={() => saving.mutate()} isPending={saving.isPending} isDisabled={text === null && !hasOthers && wordsIn(written).length === 0} className="min-h-11">
          {t('app.welcome.go_on')}
        </Button>
      </Onward>
    </Frame>
  )
}

function WillListenFor({ query }: { query: string }) {
  const { t } = useI18n()
  return (
    <section aria-label={t('app.welcome.query')} className="flex gap-3 rounded-card bg-wash p-4">
      <Ear aria-hidden className="mt-0.5 size-5 shrink-0 text-accent" />
      <div className="flex min-w-0 flex-col gap-1">
        <p className="text-meta text-quiet">{t('app.welcome.query')}</p>
        <p className="font-medium">
          <QueryText text={query} />
        </p>
        <p className="text-meta text-quiet">{t('app.welcome.query_about')}</p>
      </div>
    </section>
  )
}

/** Keeps the words as a query: the one that was made of them before, or a new one. */
async function save({ id: workspaceId, name: company }: Workspace, { words, queryId }: Chosen, queries: readonly Query[]): Promise<Chosen> {
  const { text } = await call(brandWords, { words: [...words] }, { workspaceId })
  const saved = queries.find(({ id }) => id === queryId) ?? queries.find((query) => query.text === text)
  if (text === null || text === saved?.text) return { words, queryId: saved?.id ?? null }
  const name = saved?.name ?? freeName(words[0]?.word ?? company, queries.map((query) => query.name))
  const query = saved
    ? await call(changeQuery, { queryId: saved.id, revision: saved.revision, name, text }, { workspaceId })
    : await call(addQuery, { name, text }, { workspaceId })
  return { words, queryId: query.id }
}

const readOf = (words: readonly ReadWord[] | undefined, { word }: BrandWord): ReadWord | undefined => words?.find((each) => each.word === word)

/** These words and those that are new, as many as there may be. */
const withWords = (words: readonly BrandWord[], added: readonly string[]): BrandWord[] =>
  [...words, ...added.filter((word) => !words.some((each) => each.word === word)).map(newWord)].slice(0, WORDS_MAX)

/** The script that no word is written in yet, where people here write both. */
function missingScript(words: readonly BrandWord[]): 'hebrew' | 'latin' | null {
  if (words.length === 0) return null
  if (!words.some(({ word }) => HEBREW.test(word))) return 'hebrew'
  return words.some(({ word }) => LATIN.test(word)) ? null : 'latin'
}

/** A name that no query has yet. */
function freeName(name: string, taken: readonly string[]): string {
  const isTaken = (each: string) => taken.some((other) => other.toLowerCase() === each.toLowerCase())
  for (let number = 2; ; number++) {
    const next = number === 2 ? name : `${name} ${number - 1}`
    if (!isTaken(next)) return next
  }
}
