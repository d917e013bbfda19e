import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Name } from '../../base/web/name.tsx'
import { Section } from '../../base/web/page.tsx'
import type { AskDetails, Voice } from '../contract.ts'

const SHOWN_FIRST = 3

/** What people said that made somebody ask: their words as the heroes of the page. */
export function AskVoices({ ask: { evidence, query } }: { ask: AskDetails }) {
  const { t } = useI18n()
  const [isWhole, setWhole] = useState(false)
  if (evidence.length === 0 && query === null) return null
  const shown = isWhole ? evidence : evidence.slice(0, SHOWN_FIRST)
  return (
    <Section title={t('ask.one.voices')}>
      {shown.map((voice) => (
        <AskVoice key={voice.mentionId} voice={voice} />
      ))}
      {shown.length < evidence.length && (
        <Button look="bare" className="-ms-2 self-start" onPress={() => setWhole(true)}>
          {t('ask.one.more_voices', { count: evidence.length - shown.length })}
        </Button>
      )}
      {query && (
        <p className="text-meta text-quiet">
          <Link to="/listen" search={{ query: query.id }} className="text-accent hover:underline">
            {t('ask.one.query', { name: query.name, count: query.mentions })}
          </Link>
        </p>
      )}
    </Section>
  )
}

/** One voice, with the way back to where it was heard; `isShort`: only its first lines. */
export function AskVoice({ voice: { mentionId, text, lang, author, place, saidAt }, isShort = false }: { voice: Voice; isShort?: boolean }) {
  const { t, known, when, exactly } = useI18n()
  return (
    <figure className="flex flex-col gap-3 rounded-card border border-line bg-canvas p-5 max-md:p-4">
      <blockquote className={`voice ${isShort ? 'line-clamp-3' : 'line-clamp-[18]'}`} dir="auto" {...(lang === 'und' ? {} : { lang })}>
        {text === '' ? t('ask.one.voice_gone') : text}
      </blockquote>
      <figcaption className="flex flex-wrap items-center gap-x-1.5 gap-y-1 text-meta text-quiet">
        <span className="min-w-0 font-medium text-ink">
          <Name>{author}</Name>
        </span>
        <span aria-hidden>·</span>
        <bdi>{known(`connect.place.${place}`) ?? place}</bdi>
        <span aria-hidden>·</span>
        <time dateTime={saidAt} title={exactly(saidAt)}>
          {when(saidAt)}
        </time>
        <Link to="/listen" search={{ mention: mentionId }} className="ms-auto text-accent hover:underline">
          {t('ask.one.mention')}
        </Link>
      </figcaption>
    </figure>
  )
}
