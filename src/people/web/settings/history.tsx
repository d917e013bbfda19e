import type { OutputOf } from '../../../base/endpoint.ts'
import { Button } from '../../../base/web/button.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { Section } from '../../../base/web/page.tsx'
import { Failed, Loading } from '../../../base/web/states.tsx'
import { usePages } from '../../../base/web/use-read.ts'
import { history } from '../../contract.ts'

type Fact = OutputOf<typeof history>['facts'][number]

const PAGE_ROWS = 100

/** The audit log: what was done, by whom and when. */
export function History() {
  const { t } = useI18n()
  const read = usePages(history, { limit: PAGE_ROWS })
  if (read.isPending) return <Loading rows={4} />
  if (read.isError) return <Failed error={read.error} retry={() => void read.refetch()} />
  const facts = read.data.pages.flatMap((page) => page.facts)
  return (
    <Section title={t('people.settings.history')} about={t('people.settings.history_about')}>
      <ol className="flex flex-col">
        {facts.map((fact) => (
          <Line key={fact.id} fact={fact} />
        ))}
      </ol>
      {read.hasNextPage && (
        <Button onPress={() => void read.fetchNextPage()} isDisabled={read.isFetchingNextPage} className="self-start">
          {t('base.more')}
        </Button>
      )}
    </Section>
  )
}

/** What happened as a sentence; what has none yet, by its own name. */
function Line({ fact: { name, by, data, at } }: { fact: Fact }) {
  const { t, known, when, exactly } = useI18n()
  const who = by ?? t('base.heed')
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 border-b border-line py-2.5">
      <span className="min-w-0 wrap-anywhere">
        {known(`history.${name}`, data) ?? <code className="font-mono text-meta">{name}</code>}
        <span className="text-quiet">
          {' · '}
          <bdi>{who || t('people.settings.somebody_gone')}</bdi>
        </span>
      </span>
      <time dateTime={at} title={exactly(at)} className="text-meta whitespace-nowrap text-quiet">
        {when(at)}
      </time>
    </li>
  )
}
