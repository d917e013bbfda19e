import { useEffect, useEffectEvent, useRef } from 'react'
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components/RadioGroup'
import { useI18n } from '../../../base/web/i18n.tsx'
import { useKeysOn } from '../../../base/web/keys.ts'
import type { Saying } from '../../contract.ts'
import { headsOf, sayingOf, useHeadWords, VALUES } from './head-words.ts'

type SaidHead = ReturnType<typeof headsOf>[number]

/**
 * All that can be said of a mention, line by line: digits choose in the line one is at and go on to the next, arrows up and down go to
 * another. `submit` is what Enter does. What is not said yet is not in `said`.
 */
export function MeaningForm({ said, knowsStaff, choose, submit }: { said: Saying; knowsStaff: boolean; choose: (head: SaidHead, says: Saying) => void; submit: () => void }) {
  const { t } = useI18n()
  const words = useHeadWords()
  const [hasKeys] = useKeysOn()
  const lines = useRef<HTMLDivElement>(null)
  const heads = headsOf(knowsStaff)
  const goTo = (at: number, options?: FocusOptions) => {
    const line = lines.current?.children[Math.min(Math.max(at, 0), heads.length - 1)]
    const radio = line?.querySelector<HTMLElement>('input:checked') ?? line?.querySelector<HTMLElement>('input')
    radio?.focus(options)
  }
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || isElsewhere(event.target, lines.current)) return
    const at = Math.max([...(lines.current?.children ?? [])].findIndex((line) => line.contains(document.activeElement)), 0)
    const head = heads[at]
    const value = head && hasKeys ? VALUES[head][Number(event.key) - 1] : undefined
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') goTo(at + (event.key === 'ArrowDown' ? 1 : -1))
    else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) submit()
    else if (head && value !== undefined) {
      choose(head, sayingOf(head, value))
      goTo(at + 1)
    } else return
    event.preventDefault()
    event.stopPropagation()
  })
  useEffect(() => {
    goTo(0, { preventScroll: true })
    const listener = (event: KeyboardEvent) => pressed(event)
    // Before the radio buttons, to which all four arrows mean the same.
    addEventListener('keydown', listener, true)
    return () => removeEventListener('keydown', listener, true)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once: where the focus goes later is the person's affair
  }, [])
  return (
    <div className="flex flex-col gap-1">
      <div ref={lines} className="flex flex-col">
        {heads.map((head) => (
          <RadioGroup
            key={head}
            aria-label={words.title(head)}
            orientation="horizontal"
            value={said[head] === undefined ? null : String(said[head])}
            onChange={(value) => choose(head, sayingOf(head, value))}
            className="relative -mx-3 grid grid-cols-[8.5rem_minmax(0,1fr)] items-baseline gap-x-4 gap-y-1 rounded-control px-3 py-2 focus-within:bg-canvas max-md:grid-cols-1"
          >
            <span aria-hidden className="text-quiet">{words.title(head)}</span>
            <div className="flex flex-wrap gap-1.5">
              {VALUES[head].map((value, at) => (
                <RadioField key={value} value={value} className="relative">
                  <RadioButton className="ringed group flex min-h-9 cursor-default items-center gap-2 rounded-control border border-edge bg-surface px-3 transition-colors hovered:bg-sunken chosen:border-fill chosen:bg-wash chosen:font-medium chosen:text-accent max-md:min-h-11">
                    {hasKeys && <kbd aria-hidden className="font-mono text-meta text-quiet tabular-nums max-md:hidden">{at + 1}</kbd>}
                    <span>{words.value(head, value)}</span>
                  </RadioButton>
                </RadioField>
              ))}
            </div>
          </RadioGroup>
        ))}
      </div>
      {hasKeys && <p className="text-meta text-quiet max-md:hidden">{t('listen.correct.keys', { first: '1', last: '7' })}</p>}
    </div>
  )
}

/** Whether a key is meant for something else that is open over it, or for a text. */
const isElsewhere = (target: EventTarget | null, lines: HTMLElement | null): boolean => {
  if (!(target instanceof Element)) return false
  const open = target.closest('[role="dialog"], [role="menu"], [role="listbox"]')
  return (open !== null && !open.contains(lines)) || target.matches('textarea, select, input:not([type="radio"])')
}
