import { Button } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Name } from '../../base/web/name.tsx'
import { Failed, Loading } from '../../base/web/states.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { type Mention, mentionsById } from '../../listen/contract.ts'

/** The mentions that a sentence rests on, in their own words. */
export function MentionsBehind({ ids, open }: { ids: readonly string[]; open: (mentionId: string) => void }) {
  const { t } = useI18n()
  const read = useRead(mentionsById, { ids: ids.join(',') })
  if (read.isPending) return <Loading rows={1} />
  if (read.isError) return <Failed error={read.error} retry={() => void read.refetch()} />
  const { mentions } = read.data
  const gone = ids.length - mentions.length
  return (
    <div className="flex flex-col gap-3 pb-3">
      <p className="text-meta text-quiet">{t('assist.behind', { count: ids.length })}</p>
      {mentions.map((mention) => (
        <Said key={mention.id} mention={mention} open={() => open(mention.id)} />
      ))}
      {gone > 0 && <p className="text-meta text-quiet">{t('assist.behind_gone', { count: gone })}</p>}
    </div>
  )
}

function Said({ mention: { author, text, lang, saidAt }, open }: { mention: Mention; open: () => void }) {
  const { t, when, exactly } = useI18n()
  return (
    <figure className="flex flex-col gap-1 border-s-2 border-line ps-3">
      <blockquote dir="auto" className="line-clamp-4 wrap-anywhere" {...(lang === 'und' ? {} : { lang })}>
        {text}
      </blockquote>
      <figcaption className="flex flex-wrap items-center gap-x-1.5 text-meta text-quiet">
        <Name>{author.name || author.handle || author.id}</Name>
        <span aria-hidden>·</span>
        <time dateTime={saidAt} title={exactly(saidAt)}>
          {when(saidAt)}
        </time>
        <Button look="bare" className="ms-auto" onPress={open}>
          {t('assist.open_mention')}
        </Button>
      </figcaption>
    </figure>
  )
}
