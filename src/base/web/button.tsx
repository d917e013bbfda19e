import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button'

const LOOKS = {
  /** The one thing to do here. */
  main: 'bg-fill text-on-fill hovered:bg-fill-strong px-4',
  /** Whatever else can be done. */
  plain: 'border border-edge bg-surface text-ink hovered:bg-sunken px-4',
  /** Part of a bar or row: no frame until it is pointed at. */
  bare: 'text-quiet hovered:bg-sunken hovered:text-ink px-2',
} as const

/** How a button looks: for a link, too, that does what a button would. */
export const lookOf = (look: keyof typeof LOOKS): string =>
  `inline-flex min-h-9 cursor-default items-center justify-center gap-2 rounded-control font-medium transition-colors select-none disabled:opacity-50 max-md:min-h-11 ${LOOKS[look]}`

/** A button; `children` are its words, or an icon when `label` says the words. */
export function Button({ look = 'plain', label, className = '', ...props }: Omit<ButtonProps, 'className'> & {
  look?: keyof typeof LOOKS
  label?: string
  className?: string
  children: ReactNode
}) {
  return (
    <AriaButton
      {...(label ? { 'aria-label': label } : {})}
      className={`${lookOf(look)} ${className}`}
      {...props}
    />
  )
}
