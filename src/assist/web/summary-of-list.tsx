import { RotateCw, ScrollText, X } from 'lucide-react'
import { useState } from 'react'
import type { OutputOf } from '../../base/endpoint.ts'
import { Button } from '../../base/web/button.tsx'
import { Disclosure } from '../../base/web/disclosure.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { useRead } from '../../base/web/use-read.ts'
import type { Filter } from '../../listen/contract.ts'
import { assistReady, SUMMARY_MENTIONS_MAX, summariseMentions } from '../contract.ts'
import { Asking } from './asking.tsx'
import { MentionsBehind } from './mentions-behind.tsx'
import { useMachine } from './use-machine.ts'

type Summary = OutputOf<typeof summariseMentions>

/** A summary of the mentions one looks at, once somebody asks for it. `open` shows one of them. */
export function SummaryOfList({ filter, total, open }: { filter: Filter; total: number | undefined; open: (mentionId: string) => void }) {
  const { t, language } = useI18n()
  const ready = useRead(assistReady, {}).data
  const { written, error, isAsking, ask, stop } = useMachine(summariseMentions)
  const [isOpen, setOpen] = useState(false)
  if (!ready?.tasks.includes('summarise') || !total) return null
  const begin = () => {
    setOpen(true)
    ask({ ...filter, language })
  }
  const close = () => {
    stop()
    setOpen(false)
  }
  if (!isOpen) {
    return (
      <div className="border-b border-line px-3 py-1.5 max-md:px-2">
        <Button look="bare" onPress={begin}>
          <ScrollText aria-hidden className="size-4" />
          {total > SUMMARY_MENTIONS_MAX ? t('assist.sum_up_newest', { count: SUMMARY_MENTIONS_MAX }) : t('assist.sum_up', { count: total })}
        </Button>
      </div>
    )
  }
  return (
    <section aria-label={t('assist.summary')} className="flex flex-col gap-3 border-b border-line bg-canvas px-5 py-4 max-md:px-4">
      <header className="flex items-center justify-between gap-2">
        <h2 className="font-semibold">{t('assist.summary')}</h2>
        <span className="-me-2 flex">
          {!isAsking && (
            <Button look="bare" label={t('assist.again')} onPress={begin}>
              <RotateCw aria-hidden className="size-4" />
            </Button>
          )}
          <Button look="bare" label={t('assist.close')} onPress={close}>
            <X aria-hidden className="size-4" />
          </Button>
        </span>
      </header>
      <Asking operator={ready.operator} isAsking={isAsking} error={error} stop={close} />
      {written && <Sentences summary={written} model={ready.model} open={open} />}
    </section>
  )
}

/** Sentences that each open the mentions they rest on. */
function Sentences({ summary: { sentences, dropped, read, isPart, isOtherLanguage }, model, open }: { summary: Summary; model: string; open: (mentionId: string) => void }) {
  const { t } = useI18n()
  return (
    <>
      <p className="text-meta text-quiet">{t(isPart ? 'assist.summary_of_newest' : 'assist.summary_of', { count: read, model })}</p>
      {sentences.length === 0 && <p>{t('assist.nothing_said')}</p>}
      <ul className="flex flex-col gap-1">
        {sentences.map(({ text, mentionIds }, at) => (
          <li key={at}>
            <Sentence text={text} mentionIds={mentionIds} open={open} />
          </li>
        ))}
      </ul>
      {isOtherLanguage && <p className="text-meta text-warn">{t('assist.other_language')}</p>}
      {dropped > 0 && <p className="text-meta text-quiet">{t('assist.dropped', { count: dropped })}</p>}
    </>
  )
}

function Sentence({ text, mentionIds, open }: { text: string; mentionIds: string[]; open: (mentionId: string) => void }) {
  const [isExpanded, setExpanded] = useState(false)
  return (
    <Disclosure title={text} isExpanded={isExpanded} onExpandedChange={setExpanded}>
      {isExpanded && <MentionsBehind ids={mentionIds} open={open} />}
    </Disclosure>
  )
}
