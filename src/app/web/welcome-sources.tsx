import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { OutputOf } from '../../base/endpoint.ts'
import { Button } from '../../base/web/button.tsx'
import { call } from '../../base/web/call.ts'
import { useI18n } from '../../base/web/i18n.tsx'
import { Failed, Loading } from '../../base/web/states.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { useDraft } from '../../base/web/use-draft.ts'
import { keyOf, useRead } from '../../base/web/use-read.ts'
import { addSource, connectors, listSources, removeSource, type SuggestedSource, suggestions } from '../../connect/contract.ts'
import { listQueries } from '../../listen/contract.ts'
import { markets, type me } from '../../people/contract.ts'
import { useWords } from './welcome-chosen.ts'
import { Frame, Onward, type Step } from './welcome-frame.tsx'
import { NewsSearches } from './welcome-news-searches.tsx'
import { OtherWays } from './welcome-other-ways.tsx'
import { SourceChoice } from './welcome-source.tsx'

type Workspace = OutputOf<typeof me>['workspaces'][number]

/** One source that is offered: whether it is wanted, and the settings somebody gave it instead of those suggested. */
type Wish = { readonly isOn?: boolean; readonly settings?: Record<string, unknown> }
type Draft = { readonly wishes: Readonly<Record<string, Wish>>; readonly pages: readonly string[] }

/** What is offered stays the same whatever is typed into its settings. */
const keyOfOffer = ({ connector, name }: SuggestedSource): string => `${connector} ${name}`

type StepProps = { workspace: Workspace; steps: readonly Step[]; canLeave: boolean; back: () => void; done: () => void }

/** Where people speak: what needs no key is chosen already, what somebody must decide about is not, and what else there is. */
export function Sources(props: StepProps) {
  const { workspace } = props
  const [{ words }] = useWords(workspace)
  const queries = useRead(listQueries, {})
  const usedIn = useRead(markets, { limit: 200 })
  if (queries.isPending || usedIn.isPending) return <Loading rows={3} />
  if (queries.isError || usedIn.isError) return <Failed error={queries.error ?? usedIn.error} retry={() => void Promise.all([queries.refetch(), usedIn.refetch()])} />
  const names = words.length > 0 ? words.map(({ word }) => word) : queries.data.queries.map(({ name }) => name)
  const country = usedIn.data.markets.at(-1)?.country ?? 'US'
  return <Offers {...props} words={names.map((word) => word.replace(/^[#@]/, '').replaceAll(',', ' ')).join(',').slice(0, 1_200)} country={country} />
}

function Offers({ workspace, steps, canLeave, back, done, words, country }: StepProps & { words: string; country: string }) {
  const { t } = useI18n()
  const client = useQueryClient()
  const [draft, setDraft] = useDraft<Draft>(`welcome.sources ${workspace.id}`, { wishes: {}, pages: [] }, 'session')
  const [problems, setProblems] = useState<ReadonlyMap<string, unknown>>(new Map())
  const offered = useRead(suggestions, { words, language: workspace.language, country })
  const cards = useRead(connectors, {})
  const page = (url: string): SuggestedSource => ({
    connector: 'feed', network: cards.data?.connectors.find(({ id }) => id === 'feed')?.title ?? '', name: url, settings: { url }, isForPersons: false, isLive: false, sourceId: null,
  })
  const offers = [...(offered.data?.suggestions ?? []), ...draft.pages.map(page)]
  const isOn = (offer: SuggestedSource) => draft.wishes[keyOfOffer(offer)]?.isOn ?? (offer.sourceId !== null || !offer.isForPersons)
  const wish = (offer: SuggestedSource, change: Wish) =>
    setDraft({ ...draft, wishes: { ...draft.wishes, [keyOfOffer(offer)]: { ...draft.wishes[keyOfOffer(offer)], ...change } } })

  const listening = useMutation({
    mutationFn: async () => {
      const failed = new Map<string, unknown>()
      await Promise.all(offers.map((offer) => settle(workspace.id, offer, isOn(offer), draft.wishes[keyOfOffer(offer)]?.settings).catch((error: unknown) => failed.set(keyOfOffer(offer), error))))
      setProblems(failed)
      await Promise.all([listSources, suggestions].map((read) => client.invalidateQueries({ queryKey: keyOf(workspace.id, read) })))
      return failed.size
    },
    onSuccess: (failures) => failures === 0 && done(),
  })
  const problemOf = (offer: SuggestedSource) => (isOn(offer) ? problems.get(keyOfOffer(offer)) : undefined)
  return (
    <Frame step="sources" steps={steps} title={t('app.welcome.sources')} about={t('app.welcome.sources_about')} back={back} canLeave={canLeave}>
      {offered.isPending ? <Loading rows={2} /> : (
        <ul className="flex flex-col gap-3">
          {offers.filter(({ isForPersons }) => !isForPersons).map((offer) => (
            <li key={keyOfOffer(offer)}>
              <SourceChoice
                offer={offer}
                card={cards.data?.connectors.find(({ id }) => id === offer.connector)}
                isOn={isOn(offer)}
                settings={draft.wishes[keyOfOffer(offer)]?.settings}
                problem={problemOf(offer)}
                switchTo={(on) => wish(offer, { isOn: on })}
                use={(settings) => wish(offer, { settings, isOn: true })}
              />
            </li>
          ))}
        </ul>
      )}
      <AddPage add={(url) => draft.pages.includes(url) || setDraft({ ...draft, pages: [...draft.pages, url] })} />
      <OtherWays title={t('app.welcome.more')} about={t('app.welcome.more_about')} />
      <NewsSearches
        offers={offers.filter(({ isForPersons }) => isForPersons).map((offer) => ({
          key: keyOfOffer(offer), name: offer.name, isOn: isOn(offer), problem: problemOf(offer), switchTo: (on) => wish(offer, { isOn: on }),
        }))}
      />
      <Onward>
        <Button look="main" onPress={() => listening.mutate()} isPending={listening.isPending} className="min-h-11">
          {listening.isPending ? t('app.welcome.trying', { count: offers.filter(isOn).length }) : t(problems.size > 0 ? 'base.retry' : 'app.welcome.listen')}
        </Button>
        {problems.size > 0 && !listening.isPending && (
          <Button onPress={done} className="min-h-11">
            {t('app.welcome.without')}
          </Button>
        )}
      </Onward>
    </Frame>
  )
}

/** Adds what is wanted and not there, removes what is there and not wanted any more. */
async function settle(workspaceId: string, offer: SuggestedSource, isWanted: boolean, settings = offer.settings): Promise<void> {
  if (isWanted && offer.sourceId === null) {
    const named = settings === offer.settings && offer.name !== settings['url'] ? { name: offer.name } : {}
    await call(addSource, { connector: offer.connector, settings, ...named }, { workspaceId }).catch(unlessThere)
  }
  if (!isWanted && offer.sourceId !== null) await call(removeSource, { sourceId: offer.sourceId }, { workspaceId })
}

/** A source that was added by an attempt before this one is as good as added now. */
function unlessThere(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'connect.source_exists')) throw error
}

/** A page of one's own choice: a blog, a forum, an alert. */
function AddPage({ add }: { add: (url: string) => void }) {
  const { t } = useI18n()
  const [url, setUrl] = useState('')
  return (
    <form
      className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-2"
      onSubmit={(event) => {
        event.preventDefault()
        add(/^https?:\/\//i.test(url) ? url.trim() : `https://${url.trim()}`)
        setUrl('')
      }}
    >
      <TextField label={t('app.welcome.page')} hint={t('app.welcome.page_hint')} inputMode="url" value={url} onChange={setUrl} autoComplete="off" isRequired />
      <Button type="submit" className="mt-6.5 min-h-11 self-start">
        {t('app.welcome.add')}
      </Button>
    </form>
  )
}
