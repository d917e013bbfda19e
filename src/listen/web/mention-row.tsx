import { CornerDownRight, Ellipsis, Image, Link2, Trash2, Video } from 'lucide-react'
import type { ReactNode } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'
import { Name } from '../../base/web/name.tsx'
import type { Mention } from '../contract.ts'
import type { Beside } from './beside.ts'
import { NotSaved } from './corrections/not-saved.tsx'
import { RowMeaning } from './corrections/row-meaning.tsx'
import { useSeen } from './corrections/said-here.ts'
import { FiledPicture, filedPictureOf } from './filed-picture.tsx'
import { SpreadLine } from './spread-line.tsx'
import { TellFiler } from './tell-filer.tsx'
import { Voice } from './voice.tsx'

/** What can be done from a row, and what its place is called. */
export type RowActs = {
  readonly placeName: (place: string) => string
  readonly chooseQuery: (queryId: string) => void
  readonly details: (mention: Mention) => void
  /** Asks how it is meant. */
  readonly correct: (mention: Mention) => void
  /** Shows all that say the same. */
  readonly copies: (mention: Mention) => void
  readonly beside: Beside
}

/** One mention: who and when, quietly; then the words, large; then what hangs on them. */
export function MentionRow({ mention, acts }: { mention: Mention; acts: RowActs }) {
  const { text, lang, matches, deletedAt } = mention
  return (
    <div className="flex min-w-0 flex-col gap-2.5">
      <Heading mention={mention} acts={acts} />
      {mention.form === 'reply' && <ReplyLine replyTo={mention.replyTo} />}
      {deletedAt ? <Deleted at={deletedAt} /> : <Voice text={text} lang={lang} spans={matches.flatMap(({ spans }) => spans)} />}
      <Attachments mention={mention} />
      {mention.spread && <SpreadLine spread={mention.spread} placeName={acts.placeName} open={() => acts.copies(mention)} />}
      <Footing mention={mention} acts={acts} />
      <NotSaved mention={mention} />
      <TellFiler mention={mention} />
      {acts.beside.below(mention)}
    </div>
  )
}

function Heading({ mention, acts }: { mention: Mention; acts: RowActs }) {
  const { id, author, form, saidAt, url, editedAt, place } = mention
  const { t, when, exactly } = useI18n()
  const time = (
    <time dateTime={saidAt} title={exactly(saidAt)}>
      {when(saidAt)}
    </time>
  )
  return (
    <header className="flex items-baseline gap-x-2 text-meta text-quiet">
      <h2 id={`author-${id}`} className="min-w-0 shrink text-ui font-semibold text-ink">
        {author.name || author.handle ? <Name>{author.name || author.handle}</Name> : <span title={author.id}>{t('listen.mention.no_name')}</span>}
      </h2>
      {author.name && author.handle && (
        <bdi className="min-w-0 shrink-[9] truncate max-sm:hidden" dir="ltr">
          {form === 'article' ? author.handle : `@${author.handle}`}
        </bdi>
      )}
      <span className="ms-auto flex shrink-0 items-baseline gap-x-1.5 ps-2">
        {editedAt && (
          <Dotted>
            <span title={exactly(editedAt)}>{t('listen.mention.edited')}</span>
          </Dotted>
        )}
        {form !== 'post' && form !== 'reply' && <Dotted>{t(`listen.form.${form}`)}</Dotted>}
        <Dotted>
          <bdi className="max-w-40 truncate">{acts.placeName(place)}</bdi>
        </Dotted>
        {url ? (
          <a href={url} target="_blank" rel="noopener noreferrer nofollow" className="rounded-mark hover:text-ink hover:underline">
            {time}
            <span className="sr-only"> {t('listen.mention.open')}</span>
          </a>
        ) : (
          time
        )}
        <button
          type="button"
          tabIndex={-1}
          aria-label={t('listen.details.open')}
          onClick={() => acts.details(mention)}
          className="-my-1 flex size-6 cursor-default items-center justify-center self-center rounded-control hover:bg-sunken hover:text-ink max-md:-my-3 max-md:-me-3 max-md:size-11"
        >
          <Ellipsis aria-hidden className="size-4" />
        </button>
      </span>
    </header>
  )
}

function Dotted({ children }: { children: ReactNode }) {
  return (
    <>
      {children}
      <span aria-hidden>·</span>
    </>
  )
}

function ReplyLine({ replyTo }: { replyTo: string | null }) {
  const { t } = useI18n()
  const words = t('listen.mention.reply')
  return (
    <p className="flex items-center gap-1.5 text-meta text-quiet">
      <CornerDownRight aria-hidden className="size-3.5 shrink-0 rtl:-scale-x-100" />
      {replyTo && /^https?:/.test(replyTo) ? (
        <a href={replyTo} target="_blank" rel="noopener noreferrer nofollow" className="underline hover:text-ink">
          {words}
        </a>
      ) : (
        words
      )}
    </p>
  )
}

function Deleted({ at }: { at: string }) {
  const { t, when, exactly } = useI18n()
  return (
    <p className="flex items-center gap-2 rounded-control bg-sunken px-3 py-2.5 text-quiet" title={exactly(at)}>
      <Trash2 aria-hidden className="size-4 shrink-0" />
      {t('listen.mention.deleted', { when: when(at) })}
    </p>
  )
}

const LINKS_SHOWN = 4

function Attachments({ mention: { links, media, text } }: { mention: Mention }) {
  const { t } = useI18n()
  const elsewhere = links.filter((link) => !text.includes(link))
  const shown = media.filter(({ kind }) => kind !== 'link')
  const filed = shown.flatMap(({ url, alt }) => {
    const address = filedPictureOf(url)
    return address ? [{ address, alt }] : []
  })
  const pictures = shown.filter(({ url }) => filedPictureOf(url) === null)
  if (elsewhere.length === 0 && shown.length === 0) return null
  return (
    <ul className="flex flex-col gap-1 text-meta text-quiet">
      {filed.map((picture) => (
        <li key={picture.address}>
          <FiledPicture {...picture} />
        </li>
      ))}
      {pictures.map(({ kind, alt }, at) => (
        <li key={at} className="flex gap-2">
          {kind === 'video' ? <Video aria-hidden className="mt-0.5 size-4 shrink-0" /> : <Image aria-hidden className="mt-0.5 size-4 shrink-0" />}
          <span className="sr-only">{t(kind === 'video' ? 'listen.mention.video' : 'listen.mention.image')}</span>
          {alt ? (
            <span dir="auto" className="line-clamp-3 min-w-0 wrap-anywhere">
              {alt}
            </span>
          ) : (
            t('listen.mention.no_description')
          )}
        </li>
      ))}
      {elsewhere.slice(0, LINKS_SHOWN).map((link) => (
        <li key={link} className="flex gap-2">
          <Link2 aria-hidden className="mt-0.5 size-4 shrink-0" />
          <a dir="ltr" href={link} target="_blank" rel="noopener noreferrer nofollow" className="min-w-0 truncate hover:text-ink hover:underline">
            {link.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')}
          </a>
        </li>
      ))}
    </ul>
  )
}

function Footing({ mention: told, acts }: { mention: Mention; acts: RowActs }) {
  const { matches, lang, filedBy, meaning } = useSeen(told).mention
  const { t, language, languageName } = useI18n()
  const foreign = lang === language || lang === 'und' ? null : languageName(lang)
  if (matches.length === 0 && !foreign && filedBy === null && meaning === null) return null
  return (
    <footer className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-meta text-quiet">
      <ul aria-label={t('listen.mention.matches')} className="flex min-w-0 flex-wrap gap-1.5">
        {matches.map(({ queryId, name }) => (
          <li key={queryId} className="min-w-0">
            <button
              type="button"
              onClick={() => acts.chooseQuery(queryId)}
              className="max-w-56 cursor-default rounded-full bg-wash px-2.5 py-0.5 text-accent hover:bg-mark max-md:py-1.5"
            >
              <Name>{name}</Name>
            </button>
          </li>
        ))}
      </ul>
      <RowMeaning mention={told} meaning={meaning} />
      {foreign && <span>{foreign}</span>}
      {filedBy !== null && <span>{t('listen.mention.filed', { name: filedBy })}</span>}
    </footer>
  )
}
