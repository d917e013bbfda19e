import { type KeyboardEvent, type RefObject, useState, useSyncExternalStore } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'
import { type Choice, type Completion, completionAt } from './query-completion.ts'
import { editWithMarks } from './query-direction.ts'
import { typeInto } from './type-into.ts'
import { useKnownValues } from './use-known-values.ts'

/** What can be written at the caret, and what becomes of keys meanwhile. */
export type Completing = {
  readonly completion: Completion | null
  /** The choice that Enter and Tab take; -1: they mean what they always mean. */
  readonly active: number
  readonly take: (choice: Choice) => void
  /** The text was changed by typing, and this is where the caret is. */
  readonly typed: (text: string, caret: number) => void
  readonly keyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void
}

/** For which text and caret the list was opened, by typing or by asking for it. */
type Opened = { readonly text: string; readonly caret: number; readonly isAsked: boolean; readonly active: number | null }

const PHONE = '(width < 48rem)'

/**
 * Completion in a field: opened by typing or by Ctrl-Space, closed by Escape and by whatever moves the caret elsewhere. On a phone, where
 * operators are hard to type, everything that can be written is always there.
 */
export function useCompletion(field: RefObject<HTMLTextAreaElement | null>, text: string, caret: number | null): Completing {
  const { known: sentence } = useI18n()
  const known = useKnownValues()
  const isPhone = useSyncExternalStore(followPhone, () => matchMedia(PHONE).matches)
  const [opened, setOpened] = useState<Opened | null>(null)
  const now = opened && opened.text === text && opened.caret === caret ? opened : null
  const isShown = caret !== null && (now !== null || isPhone)
  const completion = isShown ? completionAt(text, caret, known, (key) => sentence(`listen.query.name.${key}`) ?? key, isPhone || now?.isAsked === true) : null
  const length = completion?.choices.length ?? 0
  const active = now && completion ? (now.active ?? (completion.isValue && !isPhone ? 0 : -1)) : -1

  const take = (choice: Choice) => {
    if (field.current) typeInto(field.current, editWithMarks(text, choice.edit))
  }
  const keyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.ctrlKey && event.code === 'Space' && caret !== null) {
      event.preventDefault()
      setOpened({ text, caret, isAsked: true, active: null })
    }
    if (!now || !completion || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const choice = completion.choices[active]
    if (event.key === 'ArrowDown') setOpened({ ...now, active: (active + 1) % length })
    else if (event.key === 'ArrowUp') setOpened({ ...now, active: active <= 0 ? length - 1 : active - 1 })
    else if (event.key === 'Escape') setOpened(null)
    else if (choice && (event.key === 'Enter' || event.key === 'Tab')) take(choice)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return { completion, active, take, keyDown, typed: (text, caret) => setOpened({ text, caret, isAsked: false, active: null }) }
}

function followPhone(changed: () => void): () => void {
  const query = matchMedia(PHONE)
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}
