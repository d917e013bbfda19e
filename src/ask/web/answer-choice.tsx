import { CalendarCheck, MessageCircleQuestion, Split } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'
import type { Opened } from './answer-draft.ts'
import { NoBecause } from './answer-no-because.tsx'
import { YesBut } from './answer-yes-but.tsx'
import { YesBy } from './answer-yes-by.tsx'
import type { Choosing } from './choosing.ts'

const THREE = [
  { kind: 'yes_by', icon: CalendarCheck },
  { kind: 'yes_but', icon: Split },
  { kind: 'no_because', icon: MessageCircleQuestion },
] as const

/** The three answers. Tapping one opens its next word in place; `children` stand before it: who answers. */
export function ThreeAnswers({ children, ...props }: Choosing & { children?: ReactNode }) {
  const { t } = useI18n()
  const { page, draft, change } = props
  const opened = draft.opened !== null && page.may.includes(draft.opened) ? draft.opened : null
  const next = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (opened !== null) next.current?.scrollIntoView({ block: 'nearest' })
  }, [opened])
  const open = (kind: Opened) => change({ ...draft, opened: opened === kind ? null : kind })
  return (
    <div ref={next} className="flex scroll-mt-4 flex-col gap-5">
      <div className="grid grid-cols-3 gap-2">
        {THREE.filter(({ kind }) => page.may.includes(kind)).map(({ kind, icon: Icon }) => (
          <button
            key={kind}
            type="button"
            aria-expanded={opened === kind}
            onClick={() => open(kind)}
            className="flex min-h-18 cursor-default flex-col items-center justify-center gap-1.5 rounded-card border border-edge bg-surface px-1 py-2.5 font-semibold hover:bg-sunken aria-expanded:border-transparent aria-expanded:bg-wash aria-expanded:text-accent"
          >
            <Icon aria-hidden className="size-6 text-accent" />
            {t(`ask.answer_page.${kind}`)}
          </button>
        ))}
      </div>
      {opened !== null && children}
      {opened === 'yes_by' && <YesBy {...props} />}
      {opened === 'yes_but' && <YesBut {...props} />}
      {opened === 'no_because' && <NoBecause {...props} />}
    </div>
  )
}
