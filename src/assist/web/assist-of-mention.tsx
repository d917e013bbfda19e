import { Copy, Languages, PenLine } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { OutputOf } from '../../base/endpoint.ts'
import { Button } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { toast } from '../../base/web/toast.tsx'
import { useRead } from '../../base/web/use-read.ts'
import type { Mention } from '../../listen/contract.ts'
import { assistReady, draftReply, translateMention, type WrittenOfMention } from '../contract.ts'
import { Asking } from './asking.tsx'
import { useMachine } from './use-machine.ts'

type Ready = OutputOf<typeof assistReady>

/** What the assistant can do with one mention: nothing is sent before somebody asks for it. */
export function AssistOfMention({ mention }: { mention: Mention }) {
  const { t, language } = useI18n()
  const ready = useRead(assistReady, {}).data
  const translating = useMachine(translateMention)
  const drafting = useMachine(draftReply)
  if (!ready || mention.deletedAt !== null || mention.text.trim() === '') return null
  const mayTranslate = ready.tasks.includes('translate') && mention.lang !== language
  const mayDraft = ready.tasks.includes('draft')
  if (!mayTranslate && !mayDraft) return null
  const icon = 'size-4'
  return (
    <div className="flex flex-col gap-3">
      <div className="-mx-2 flex flex-wrap">
        {mayTranslate && (
          <Button look="bare" isDisabled={translating.isAsking} onPress={() => translating.ask({ mentionId: mention.id, language })}>
            <Languages aria-hidden className={icon} />
            {t('assist.translate')}
          </Button>
        )}
        {mayDraft && (
          <Button look="bare" isDisabled={drafting.isAsking} onPress={() => drafting.ask({ mentionId: mention.id })}>
            <PenLine aria-hidden className={icon} />
            {t('assist.draft')}
          </Button>
        )}
      </div>
      <Asking {...translating} operator={ready.operator} />
      {translating.written && (
        <Written title={t('assist.written.translation')} written={translating.written} ready={ready}>
          <p dir="auto" lang={translating.written.lang} className="voice whitespace-pre-wrap wrap-anywhere">
            {translating.written.text}
          </p>
        </Written>
      )}
      <Asking {...drafting} operator={ready.operator} />
      {drafting.written && (
        <Written title={t('assist.written.draft')} written={drafting.written} ready={ready}>
          <Draft key={drafting.written.text} text={drafting.written.text} />
        </Written>
      )}
    </div>
  )
}

/** What a machine wrote, set apart and called that. */
function Written({ title, written, ready, children }: { title: string; written: WrittenOfMention; ready: Ready; children: ReactNode }) {
  const { t } = useI18n()
  return (
    <section aria-label={title} className="flex flex-col gap-3 rounded-card border border-dashed border-edge bg-canvas p-4">
      <p className="text-meta text-quiet">
        <span className="font-medium text-ink">{title}</span> · {t('assist.written', { model: ready.model })}
      </p>
      {children}
      {written.isOfPart && <p className="text-meta text-quiet">{t('assist.part')}</p>}
      {written.isOtherLanguage && <p className="text-meta text-warn">{t('assist.other_language')}</p>}
    </section>
  )
}

/** A draft to change and to copy; it goes nowhere by itself. */
function Draft({ text }: { text: string }) {
  const { t } = useI18n()
  const [words, setWords] = useState(text)
  // Browsers offer the clipboard on https and localhost only.
  const clipboard = 'clipboard' in navigator ? navigator.clipboard : null
  return (
    <>
      <TextField label={t('assist.draft_words')} hint={t('assist.draft_about')} rows={6} value={words} onChange={setWords} />
      {clipboard && (
        <Button className="self-start" onPress={() => void clipboard.writeText(words).then(() => toast({ words: t('assist.copied') }))}>
          <Copy aria-hidden className="size-4" />
          {t('assist.copy')}
        </Button>
      )}
    </>
  )
}
