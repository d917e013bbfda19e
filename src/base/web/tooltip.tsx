import type { ReactNode } from 'react'
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip'

const DELAY_MS = 500

/** A few more words about a button of ours, when it is pointed at or the keyboard is at it. Never the only place where something is said. */
export function Tooltip({ words, children }: { words: string; children: ReactNode }) {
  return (
    <TooltipTrigger delay={DELAY_MS}>
      {children}
      <AriaTooltip offset={6} className="max-w-72 rounded-control bg-ink px-2.5 py-1.5 text-meta text-surface shadow-float">
        {words}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
