import { useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { excerpt, segments, type Span, spansWithin } from './segments.ts'

/** Someone's words inside our interface: their language, their direction, never our markup, and marked where a query matched. */
export function Voice({ text, lang, spans }: { text: string; lang: string; spans: readonly Span[] }) {
  const { t } = useI18n()
  const [whole, setWhole] = useState(false)
  const part: Span = whole ? [0, text.length] : excerpt(text, spans)
  const isCut = part[0] > 0 || part[1] < text.length
  return (
    <>
      <blockquote className={`voice shrink-0 ${whole ? '' : 'line-clamp-[18]'}`} dir="auto" {...(lang === 'und' ? {} : { lang })}>
        {part[0] > 0 && '… '}
        {segments(text.slice(...part), spansWithin(spans, part)).map((piece) =>
          piece.matched ? <mark key={piece.at}>{piece.text}</mark> : piece.text,
        )}
        {part[1] < text.length && '…'}
      </blockquote>
      {isCut && (
        <Button look="bare" className="-ms-2 self-start" onPress={() => setWhole(true)}>
          {t('listen.mention.show_all')}
        </Button>
      )}
    </>
  )
}
