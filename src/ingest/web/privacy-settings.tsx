import { Download, Search } from 'lucide-react'
import { useState } from 'react'
import { Badge } from '../../base/web/badge.tsx'
import { Button } from '../../base/web/button.tsx'
import { hrefOf } from '../../base/web/call.ts'
import { Command } from '../../base/web/command.tsx'
import { Confirm } from '../../base/web/confirm.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Name } from '../../base/web/name.tsx'
import { Card, Section } from '../../base/web/page.tsx'
import { Failed, Loading } from '../../base/web/states.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { toast } from '../../base/web/toast.tsx'
import { useAct } from '../../base/web/use-act.ts'
import { usePages, useRead } from '../../base/web/use-read.ts'
import { useWorkspaceId } from '../../base/web/workspace.ts'
import { authorFile, closePrivacyRequest, eraseAuthor, findAuthor, type KnownAuthor, type PrivacyRequest, privacyRequests } from '../contract.ts'

/** What is owed to the people who are heard: the public page, what they asked there, and finding, handing out and erasing what is kept of somebody. */
export function PrivacySettings({ page }: { page: string }) {
  const { t } = useI18n()
  const [who, setWho] = useState('')
  return (
    <>
      <Section title={t('ingest.privacy.page')} about={t('ingest.privacy.page_about')}>
        <Command>{page}</Command>
      </Section>
      <Requests find={setWho} />
      <Section title={t('ingest.privacy.find')} about={t('ingest.privacy.find_about')}>
        <Finder key={who} who={who} find={setWho} />
      </Section>
    </>
  )
}

function Requests({ find }: { find: (who: string) => void }) {
  const { t } = useI18n()
  const read = usePages(privacyRequests, { limit: 50 })
  if (read.isPending) return <Loading rows={1} />
  if (read.isError) return <Failed error={read.error} retry={() => void read.refetch()} />
  const requests = read.data.pages.flatMap((page) => page.requests)
  return (
    <Section title={t('ingest.privacy.requests')}>
      {requests.length === 0 && <p className="text-quiet">{t('ingest.privacy.no_requests')}</p>}
      <ul className="flex flex-col gap-3">
        {requests.map((request) => (
          <li key={request.id}>
            <Request request={request} find={find} />
          </li>
        ))}
      </ul>
      {read.hasNextPage && (
        <Button onPress={() => void read.fetchNextPage()} isDisabled={read.isFetchingNextPage} className="self-start">
          {t('base.more')}
        </Button>
      )}
    </Section>
  )
}

function Request({ request: { id, kind, who, place, contact, words, askedAt, doneAt }, find }: { request: PrivacyRequest; find: (who: string) => void }) {
  const { t, when } = useI18n()
  const closing = useAct(closePrivacyRequest, [privacyRequests])
  return (
    <Card className="flex flex-col gap-2">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={doneAt ? 'good' : 'warn'}>{doneAt ? t('ingest.privacy.done') : t(`ingest.privacy.kind.${kind}`)}</Badge>
        <bdi className="font-medium wrap-anywhere">{who}</bdi>
        {place && <bdi className="text-quiet">{place}</bdi>}
        <span className="ms-auto text-meta text-quiet">{when(askedAt)}</span>
      </p>
      {words && (
        <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">
          {words}
        </p>
      )}
      {contact && (
        <p className="text-meta text-quiet">
          {t('ingest.privacy.answer_to')} <bdi>{contact}</bdi>
        </p>
      )}
      {!doneAt && (
        <div className="flex gap-2">
          <Button onPress={() => find(who)}>{t('ingest.privacy.look')}</Button>
          <Button onPress={() => closing.mutate({ requestId: id })} isPending={closing.isPending}>
            {t('ingest.privacy.mark_done')}
          </Button>
        </div>
      )}
    </Card>
  )
}

function Finder({ who, find }: { who: string; find: (who: string) => void }) {
  const { t } = useI18n()
  return (
    <>
      <form
        className="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          find(String(new FormData(event.currentTarget).get('who') ?? '').trim())
        }}
      >
        <div className="min-w-0 grow">
          <TextField label={t('ingest.privacy.who')} name="who" defaultValue={who} isRequired maxLength={500} />
        </div>
        <Button type="submit" className="min-h-11">
          <Search aria-hidden className="size-4" />
          {t('ingest.privacy.search')}
        </Button>
      </form>
      {who !== '' && <Found who={who} />}
    </>
  )
}

function Found({ who }: { who: string }) {
  const { t } = useI18n()
  const read = useRead(findAuthor, { who })
  if (read.isPending) return <Loading rows={1} />
  if (read.isError) return <Failed error={read.error} retry={() => void read.refetch()} />
  const { authors } = read.data
  if (authors.length === 0) return <output>{t('ingest.privacy.nobody')}</output>
  return (
    <ul className="flex flex-col gap-3">
      {authors.map((author) => (
        <li key={`${author.network} ${author.authorId}`}>
          <Author author={author} />
        </li>
      ))}
    </ul>
  )
}

function Author({ author: { network, place, authorId, handle, name, mentions, firstSaidAt, lastSaidAt } }: { author: KnownAuthor }) {
  const { t, when } = useI18n()
  const workspaceId = useWorkspaceId() ?? ''
  const [isErasing, setErasing] = useState(false)
  const erasing = useAct(eraseAuthor, [findAuthor])
  const called = name || handle || authorId
  const erase = async () => {
    const { erased } = await erasing.mutateAsync({ network, authorId })
    toast({ words: t('ingest.privacy.erased', { count: erased }) })
  }
  return (
    <Card className="flex flex-wrap items-center justify-between gap-3">
      <div className="min-w-0">
        <Name>{called}</Name>
        <p className="text-meta text-quiet">
          <bdi>{place}</bdi> · {t('ingest.privacy.kept', { count: mentions, from: when(firstSaidAt), until: when(lastSaidAt) })}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <a
          href={hrefOf(authorFile, { network, authorId }, workspaceId)}
          download
          className="inline-flex min-h-9 items-center gap-2 rounded-control border border-edge px-4 font-medium hover:bg-sunken max-md:min-h-11"
        >
          <Download aria-hidden className="size-4" />
          {t('ingest.privacy.hand_out')}
        </a>
        <Button onPress={() => setErasing(true)}>{t('ingest.privacy.erase')}</Button>
      </div>
      {isErasing && (
        <Confirm
          title={t('ingest.privacy.erase_title', { name: called })}
          about={t('ingest.privacy.erase_about')}
          button={t('ingest.privacy.erase')}
          act={erase}
          close={() => setErasing(false)}
        />
      )}
    </Card>
  )
}
