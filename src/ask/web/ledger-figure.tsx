import { createContext, use } from 'react'
import { Button } from 'react-aria-components/Button'
import { useI18n } from '../../base/web/i18n.tsx'
import type { InputOf } from '../../base/endpoint.ts'
import type { LedgerFigure, ledgerAsks } from '../contract.ts'

/** Of asks to or from whom a figure is, and refused why. */
export type Sides = Pick<InputOf<typeof ledgerAsks>, 'toId' | 'fromId' | 'reason'>
/** A figure that somebody looks into. */
export type Opened = Sides & { readonly figure: LedgerFigure }

/** Shows the asks behind a figure. */
export const OpenFigure = createContext<(opened: Opened) => void>(() => undefined)

/** How words look that open something here. */
export const OPENS = 'cursor-default rounded-mark underline decoration-line decoration-2 underline-offset-4 hovered:text-accent hovered:decoration-accent'

/** A number that opens to the asks it counts; none is only a number. `words` stand in its place where it is told otherwise. */
export function Figure({ count, words, ...opened }: Opened & { count: number; words?: string }) {
  const { t, number } = useI18n()
  const open = use(OpenFigure)
  if (count === 0) return <span className="text-quiet tabular-nums">{words ?? number(0)}</span>
  return (
    <Button
      onPress={() => open(opened)}
      aria-label={`${words ? `${words}. ` : ''}${t('ask.ledger.open_figure', { figure: t(`ask.ledger.figure.${opened.figure}`), count })}`}
      className={`tabular-nums max-md:-mx-2 max-md:-my-1.5 max-md:min-w-9 max-md:px-2 max-md:py-1.5 ${OPENS}`}
    >
      {words ?? number(count)}
    </Button>
  )
}

/** So many of so many, as people say it: numbers, never a percentage of a few. */
export function Share({ count, of, figure, ofFigure, ...sides }: Sides & { count: number; of: number; figure: LedgerFigure; ofFigure: LedgerFigure }) {
  const { t } = useI18n()
  if (of === 0) return <None />
  return (
    <span className="inline-flex items-baseline gap-1.5 whitespace-nowrap">
      <Figure {...sides} figure={figure} count={count} />
      <span className="text-quiet">{t('ask.ledger.of_word')}</span>
      <Figure {...sides} figure={ofFigure} count={of} />
    </span>
  )
}

/** Nothing to count: a dash, said in words to those who hear the page. */
export function None() {
  const { t } = useI18n()
  return (
    <span className="text-quiet">
      <span aria-hidden>–</span>
      <span className="sr-only">{t('ask.ledger.none')}</span>
    </span>
  )
}
