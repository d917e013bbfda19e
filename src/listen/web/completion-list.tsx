/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events -- ARIA's list of a text field: the keys are the field's, which keeps the focus */
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'
import type { Completion } from './query-completion.ts'
import { placeOf } from './query-drawing.tsx'
import type { Completing } from './use-completion.ts'

const GAP_PX = 6

/** What can be written at the caret: a list below its letter in the drawing; on a phone, a row of chips below the field. */
export function CompletionList({ id, completion: { from, choices }, active, drawing, take }: {
  id: string
  completion: Completion
  drawing: RefObject<HTMLElement | null>
} & Pick<Completing, 'active' | 'take'>) {
  const { t } = useI18n()
  const list = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const place = drawing.current && placeOf(drawing.current, from)
    if (!place || !list.current) return
    list.current.style.insetInlineStart = `min(${place.startPx}px, max(0px, 100% - 18rem))`
    list.current.style.insetBlockStart = `${place.footPx + GAP_PX}px`
  })
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={t('listen.query.can_be_written')}
      // The field keeps the focus, whatever is pressed here.
      onPointerDown={(event) => event.preventDefault()}
      className="flex max-md:gap-1.5 max-md:overflow-x-auto max-md:border-t max-md:border-line max-md:p-2 md:absolute md:z-10 md:max-h-72 md:w-72 md:max-w-full md:flex-col md:overflow-y-auto md:rounded-card md:border md:border-line md:bg-surface md:p-1 md:shadow-float"
    >
      {choices.map((choice, index) => (
        <div
          key={choice.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          onClick={() => take(choice)}
          className="flex cursor-default items-baseline gap-3 rounded-control px-2 py-1.5 hover:bg-sunken aria-selected:bg-wash max-md:min-h-11 max-md:shrink-0 max-md:items-center max-md:gap-1.5 max-md:border max-md:border-line max-md:px-3"
        >
          <bdi className="min-w-0 shrink-0 font-medium">{choice.written}</bdi>
          {choice.name !== '' && <span className="min-w-0 truncate text-meta text-quiet max-md:max-w-24">{choice.name}</span>}
        </div>
      ))}
    </div>
  )
}
