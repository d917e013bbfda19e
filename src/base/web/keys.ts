import { useEffect, useEffectEvent } from 'react'

/** What each key does; a key is a small Latin letter or a sign. */
export type Keys = Readonly<Record<string, () => void>>

type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>

/**
 * Which key of ours was pressed, whatever the keyboard's layout: on a Hebrew one the key that bears J types ח. A layout that
 * has Latin letters is taken at its word (on Dvorak J is elsewhere). Null with Ctrl, Cmd or Alt: those belong to the browser.
 */
export function keyOf(press: KeyPress): string | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null
  if (/^[a-z/?]$/i.test(press.key)) return press.key.toLowerCase()
  if (press.code === 'Slash') return press.shiftKey ? '?' : '/'
  const letter = /^Key([A-Z])$/.exec(press.code)?.[1]
  return letter ? letter.toLowerCase() : null
}

const TAKES_TEXT = 'input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="dialog"], [role="menu"]'

/** Listens for single keys while mounted, except where somebody types or a dialog or menu is open. */
export function useKeys(keys: Keys): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || (event.target instanceof Element && event.target.closest(TAKES_TEXT))) return
    const act = keys[keyOf(event) ?? '']
    if (!act) return
    event.preventDefault()
    act()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => pressed(event)
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
}
