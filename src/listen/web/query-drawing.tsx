import type { RefObject } from 'react'
import type { Problem } from '../../engine/index.ts'
import { type Drawn, drawn } from './query-pieces.ts'

/** Nothing that changes the width of a letter: the caret of the field above must stand where it is drawn. */
const LOOKS: Readonly<Record<Drawn['is'], string>> = {
  plain: '',
  word: '',
  operator: 'text-accent',
  number: 'text-accent',
  bracket: 'text-quiet',
  phrase: 'rounded-mark bg-sunken',
  stem: 'underline decoration-dotted decoration-edge underline-offset-4',
  field: 'text-quiet rounded-s-mark bg-wash',
  value: 'rounded-e-mark bg-wash',
  tag: 'rounded-mark bg-wash text-accent',
  handle: 'rounded-mark bg-wash text-accent',
}
const WRONG = 'rounded-mark bg-bad-wash underline decoration-bad decoration-wavy decoration-[1.5px] underline-offset-4'
const PARTNER = 'rounded-mark bg-mark text-ink'

/** A query's text as it means, to lie behind the field in which it is written. */
export function QueryDrawing({ text, problems, caret, className, ref }: {
  text: string
  problems: readonly Problem[]
  caret: number | null
  className: string
  ref: RefObject<HTMLDivElement | null>
}) {
  return (
    <div ref={ref} aria-hidden dir="auto" className={className}>
      {drawn(text, problems, caret).map((piece) => (
        <span key={piece.at} className={`${LOOKS[piece.is]} ${piece.isPartner ? PARTNER : ''} ${piece.isWrong ? WRONG : ''}`}>
          {piece.text}
        </span>
      ))}
      {'\u200b'}
    </div>
  )
}

/** Where a letter of the drawing is: in pixels from the inline start of its frame and from its top to the letter's foot; null when there is none. */
export function placeOf(drawing: HTMLElement, at: number): { startPx: number; footPx: number } | null {
  const letters = document.createTreeWalker(drawing, NodeFilter.SHOW_TEXT)
  let before = 0
  for (let node = letters.nextNode(); node; node = letters.nextNode()) {
    const { length } = node.textContent ?? ''
    if (at < before + length) {
      const range = document.createRange()
      range.setStart(node, at - before)
      range.setEnd(node, Math.min(at - before + 1, length))
      const [letter, frame] = [range.getBoundingClientRect(), drawing.getBoundingClientRect()]
      const isRtl = getComputedStyle(drawing.parentElement ?? drawing).direction === 'rtl'
      return { startPx: isRtl ? frame.right - letter.right : letter.left - frame.left, footPx: letter.bottom - frame.top }
    }
    before += length
  }
  return null
}
