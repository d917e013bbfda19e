import type { ReactNode } from 'react'

/** What a state means: all is well, look at it, it is broken; or nothing of the kind. */
export type Tone = 'plain' | 'good' | 'warn' | 'bad'

const DOTS: Record<Tone, string> = { plain: 'bg-edge', good: 'bg-good', warn: 'bg-warn', bad: 'bg-bad' }
const BADGES: Record<Tone | 'accent', string> = {
  plain: 'bg-sunken text-quiet',
  accent: 'bg-wash text-accent',
  good: 'bg-sunken text-ink',
  warn: 'bg-warn-wash text-warn',
  bad: 'bg-bad-wash text-bad',
}

/** A state: a dot in its colour, and always its word. */
export function State({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-2">
      <span aria-hidden className={`size-2 shrink-0 rounded-full ${DOTS[tone]}`} />
      <span className="min-w-0">{children}</span>
    </span>
  )
}

/** A word or a number set apart. */
export function Badge({ tone = 'plain', children }: { tone?: Tone | 'accent'; children: ReactNode }) {
  return (
    <span className={`inline-flex min-w-5 items-center justify-center gap-1.5 rounded-full px-2 py-0.5 text-meta whitespace-nowrap ${BADGES[tone]}`}>
      {tone === 'good' && <span aria-hidden className="size-1.5 rounded-full bg-good" />}
      {children}
    </span>
  )
}
