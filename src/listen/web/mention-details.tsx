import { ExternalLink } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, lookOf } from '../../base/web/button.tsx'
import { Dialog } from '../../base/web/dialog.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import type { Mention } from '../contract.ts'
import type { Beside } from './beside.ts'
import { SaidOfMention } from './corrections/said-of-mention.tsx'
import { useSeen } from './corrections/said-here.ts'
import { useValueWords } from './filter-words.ts'
import { MentionMeaning } from './mention-meaning.tsx'
import { Voice } from './voice.tsx'

/** All that is known of one mention, and what can be done because of it. */
export function MentionDetails({ mention, beside, close }: { mention: Mention; beside: Beside; close: () => void }) {
  const { t, exactly } = useI18n()
  const words = useValueWords()
  const seen = useSeen(mention).mention
  const { author, text, lang, matches, url, saidAt, heardAt, editedAt, deletedAt, filedBy, tags } = seen
  const facts: [string, ReactNode][] = [
    [t('listen.details.author'), <bdi key="author">{[author.name, author.handle].filter(Boolean).join(' · ') || author.id}</bdi>],
    [t('listen.facet.places'), <bdi key="place">{words('places', mention.place)}</bdi>],
    [t('listen.facet.forms'), words('forms', mention.form)],
    [t('listen.facet.langs'), words('langs', lang)],
    [t('listen.details.said'), exactly(saidAt)],
    [t('listen.details.heard'), exactly(heardAt)],
    ...(editedAt ? [[t('listen.details.edited'), exactly(editedAt)] as [string, ReactNode]] : []),
    ...(deletedAt ? [[t('listen.details.deleted'), exactly(deletedAt)] as [string, ReactNode]] : []),
    ...(filedBy === null ? [] : [[t('listen.details.filed'), <bdi key="filed">{filedBy}</bdi>] as [string, ReactNode]]),
    ...(matches.length > 0 ? [[t('listen.mention.matches'), <bdi key="matches">{matches.map(({ name }) => name).join(', ')}</bdi>] as [string, ReactNode]] : []),
    ...(tags.length > 0 ? [[t('listen.details.tags'), <bdi key="tags">{tags.map((tag) => `#${tag}`).join(' ')}</bdi>] as [string, ReactNode]] : []),
  ]
  return (
    <Dialog title={t('listen.details.title')} isOpen close={close} isWide>
      {text !== '' && <Voice text={text} lang={lang} spans={matches.flatMap(({ spans }) => spans)} />}
      {beside.inDetails(mention)}
      {beside.below(mention)}
      <MentionMeaning mention={seen} />
      {deletedAt === null && <SaidOfMention mention={mention} />}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 border-t border-line pt-4">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-quiet">{name}</dt>
            <dd className="min-w-0 wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
      <div className="flex flex-wrap gap-2">
        {deletedAt === null && beside.deeds.map(({ means, icon, act }) => (
          <Button key={means} look="main" onPress={() => act(mention)}>
            {icon}
            {t(means)}
          </Button>
        ))}
        {url && (
          <a href={url} target="_blank" rel="noopener noreferrer nofollow" className={lookOf('plain')}>
            <ExternalLink aria-hidden className="size-4" />
            {t('listen.mention.open')}
          </a>
        )}
      </div>
    </Dialog>
  )
}
