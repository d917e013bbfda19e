import type { Edit } from './query-fixes.ts'

/**
 * Changes the text of a field as if somebody had typed it: React hears of it, Ctrl-Z takes it back, and the caret stands behind it.
 * `execCommand` is the one way that browsers keep for this (HTML, “Editing APIs”); where it is missing the change cannot be taken back.
 */
export function typeInto(field: HTMLTextAreaElement, { from, to, insert }: Edit): void {
  field.focus()
  field.setSelectionRange(from, to)
  if (document.execCommand(insert === '' ? 'delete' : 'insertText', false, insert)) return
  field.setRangeText(insert, from, to, 'end')
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
