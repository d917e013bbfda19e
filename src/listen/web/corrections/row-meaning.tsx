import { PencilLine } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useI18n } from '../../../base/web/i18n.tsx'
import { useMay } from '../../../base/web/may.ts'
import type { Meaning, Mention } from '../../contract.ts'
import { MeaningMarks, saysSomething } from '../meaning-marks.tsx'

const MeaningMenu = lazy(async () => ({ default: (await import('./meaning-menu.tsx')).MeaningMenu }))

const LOOK = '-mx-2 -my-1 flex min-h-7 cursor-default items-center gap-2 rounded-control px-2 text-start hover:bg-sunken hover:text-ink max-md:min-h-11'

/** How a mention in a list is meant; for whoever may say so, a button to correct it. The menu comes when it is wanted: lists are scrolled fast. */
export function RowMeaning({ mention: told, meaning }: { mention: Mention; meaning: Meaning | null }) {
  const { t } = useI18n()
  const [isWanted, setWanted] = useState(false)
  const mayCorrect = useMay('mention:correct')
  const marks = saysSomething(meaning) && <MeaningMarks meaning={meaning} />
  if (!mayCorrect || meaning === null) return marks
  const seen = (
    <>
      {marks}
      <PencilLine aria-hidden className="size-3.5 shrink-0" />
    </>
  )
  const button = (
    <button type="button" aria-haspopup="menu" className={LOOK} onClick={() => setWanted(true)}>
      {seen}
      <span className="sr-only">{t('listen.correct.title')}</span>
    </button>
  )
  return isWanted ? <Suspense fallback={button}><MeaningMenu mention={told} className={LOOK}>{seen}</MeaningMenu></Suspense> : button
}
