import { Link } from '@tanstack/react-router'
import { ArrowLeft, CornerDownRight } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'
import { LineState } from '../../base/web/line-state.tsx'
import { Section } from '../../base/web/page.tsx'
import { Failed, Loading } from '../../base/web/states.tsx'
import { useTitle } from '../../base/web/title.ts'
import type { Line } from '../../base/web/use-live.ts'
import { useRead } from '../../base/web/use-read.ts'
import { ask as askRead, type AskDetails, see } from '../contract.ts'
import { AskDeeds } from './ask-deeds.tsx'
import { AskSendings } from './ask-sendings.tsx'
import { AskState } from './ask-state.tsx'
import { AskTerms, AskWords } from './ask-terms.tsx'
import { AskThread } from './ask-thread.tsx'
import { useUntil } from './ask-until.ts'
import { AskVoices } from './ask-voices.tsx'
import { useKindName } from './kind-name.ts'
import { useAskChanges } from './use-ask-changes.ts'
import { useDeed } from './use-deed.ts'
import { useFirstTouch } from './use-first-touch.ts'

const WriteDown = lazy(async () => ({ default: (await import('./write-down.tsx')).WriteDown }))

/** One ask: what people said, what is asked of whom, what happened to it, and what can be done. */
export function AskPage({ id }: { id: string }) {
  const { t } = useI18n()
  const read = useRead(askRead, { id })
  const line = useAskChanges()
  useTitle(read.data?.title ?? t('ask.list.title'))
  const state = () => (read.isError ? <Failed error={read.error} retry={() => void read.refetch()} /> : <Loading />)
  return read.data ? <AskSeen ask={read.data} line={line} /> : state()
}

function AskSeen({ ask, line }: { ask: AskDetails; line: Line }) {
  const [told, setTold] = useState<{ by: string } | null>(null)
  const { t } = useI18n()
  useSeen(ask)
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto grid max-w-300 gap-x-12 gap-y-8 px-5 py-6 max-md:px-4 max-md:py-4 xl:grid-cols-[minmax(0,1fr)_22rem] xl:grid-rows-[auto_auto_1fr]">
        <Head ask={ask} line={line} />
        <div className="flex min-w-0 flex-col gap-8 empty:hidden">
          <AskVoices ask={ask} />
          <AskWords ask={ask} />
        </div>
        <aside aria-label={t('ask.one.beside')} className="flex min-w-0 flex-col gap-8 xl:col-start-2 xl:row-span-2 xl:row-start-2">
          <AskDeeds ask={ask} writeDown={() => setTold({ by: '' })} />
          <Section title={t('ask.one.terms')}>
            <AskTerms ask={ask} />
          </Section>
          <AskSendings ask={ask} />
        </aside>
        <div className="min-w-0">
          <AskThread ask={ask} writeDown={(by) => setTold({ by })} />
        </div>
      </div>
      <Suspense>{told && <WriteDown ask={ask} by={told.by} close={() => setTold(null)} />}</Suspense>
    </div>
  )
}

function Head({ ask, line }: { ask: AskDetails; line: Line }) {
  const { t } = useI18n()
  const nameOfKind = useKindName()
  const until = useUntil()(ask)
  return (
    <header className="flex flex-col gap-2 xl:col-span-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-meta text-quiet">
        <Link to="/asks" className="-ms-2 inline-flex min-h-9 items-center gap-1.5 rounded-control px-2 hover:bg-sunken hover:text-ink max-md:min-h-11">
          <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" />
          {t('ask.list.title')}
        </Link>
        <span>{t('ask.one.number', { number: ask.number, kind: nameOfKind(ask.kind, ask.kindName) })}</span>
        <span className="ms-auto">
          <LineState line={line} />
        </span>
      </div>
      <h1 className="text-title font-semibold text-balance wrap-anywhere">
        <bdi>{ask.title}</bdi>
      </h1>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <AskState ask={ask} />
        {until && <span className="text-quiet">{until}</span>}
      </p>
      {ask.counterTo && (
        <p className="flex items-center gap-1.5 text-meta">
          <CornerDownRight aria-hidden className="size-4 shrink-0 text-quiet rtl:-scale-x-100" />
          <Link to="/asks/$id" params={{ id: ask.counterTo }} className="text-accent hover:underline">
            {t('ask.one.counter_to')}
          </Link>
        </p>
      )}
    </header>
  )
}

/** Says that the asked side has it open, once somebody who is asked touches the page. */
function useSeen(ask: AskDetails): void {
  const deed = useDeed()
  const isTold = useRef(false)
  useFirstTouch(ask.sides.includes('asked') && ask.may.includes('see'), () => {
    if (isTold.current) return
    isTold.current = true
    // Whoever was faster has done more than to see it.
    deed(see, { id: ask.id, revision: ask.revision }).catch(() => undefined)
  })
}
