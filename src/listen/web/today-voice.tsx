import { useI18n } from '../../base/web/i18n.tsx'
import { Name } from '../../base/web/name.tsx'
import type { Mention } from '../contract.ts'
import type { ListenLink } from './listen-link.ts'
import { usePlaceName } from './place-name.ts'
import { Voice } from './voice.tsx'

/** Somebody's words as the hero of the page; below them, quietly, who, where, when, and what they were heard by. */
export function TodayVoice({ mention, Listen }: { mention: Mention; Listen: ListenLink }) {
  const { t, when, exactly } = useI18n()
  const placeName = usePlaceName()
  const { author, text, lang, matches, place, saidAt, url } = mention
  const time = (
    <time dateTime={saidAt} title={exactly(saidAt)}>
      {when(saidAt)}
    </time>
  )
  return (
    <figure className="flex flex-col gap-3 rounded-card border border-line bg-canvas p-5 max-md:p-4">
      <Voice text={text} lang={lang} spans={matches.flatMap(({ spans }) => spans)} />
      <figcaption className="flex flex-wrap items-center gap-x-1.5 gap-y-1.5 text-meta text-quiet">
        <span className="min-w-0 font-medium text-ink">
          <Name>{author.name || author.handle || t('listen.mention.no_name')}</Name>
        </span>
        <span aria-hidden>·</span>
        <bdi>{placeName(place)}</bdi>
        <span aria-hidden>·</span>
        {url ? (
          <a href={url} target="_blank" rel="noopener noreferrer nofollow" className="rounded-mark hover:text-ink hover:underline">
            {time}
            <span className="sr-only"> {t('listen.mention.open')}</span>
          </a>
        ) : (
          time
        )}
        <span className="flex min-w-0 flex-wrap gap-1.5 md:ms-auto">
          {matches.map(({ queryId, name }) => (
            <Listen key={queryId} filter={{ queryId }} className="max-w-56 rounded-full bg-wash px-2.5 py-0.5 text-accent hover:bg-mark max-md:py-2">
              <Name>{name}</Name>
            </Listen>
          ))}
        </span>
      </figcaption>
    </figure>
  )
}
