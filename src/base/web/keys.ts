import { useEffect, useSyncExternalStore } from 'react'
import type { MessageKey } from '../wording.ts'
import { newRegistry } from './registry.ts'
import { remember, remembered } from './remember.ts'

/** What a key does. */
export type Binding = {
  /** One key, or two in a row (`g l`): small Latin letters and signs; `mod+k` is Ctrl-K, or Cmd-K on a Mac. */
  readonly keys: string
  /** What it does, in words. */
  readonly means: MessageKey
  /** Works on every page, or goes to one; else it belongs to the page that is open. */
  readonly where?: 'everywhere' | 'going'
  readonly act: () => void
}

type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>

/** Signs by their place, for layouts that have something else there. */
const SIGNS: Readonly<Record<string, readonly [plain: string, shifted: string]>> = { Slash: ['/', '?'], Comma: [',', ','] }

/**
 * Which key of ours was pressed, whatever the keyboard's layout: on a Hebrew one the key that bears J types ח. A layout that
 * has Latin letters is taken at its word (on Dvorak J is elsewhere). Null with Alt, which types letters on some layouts.
 */
export function keyOf(press: KeyPress): string | null {
  const key = plainKeyOf(press)
  if (key === null || press.altKey) return null
  return press.ctrlKey || press.metaKey ? `mod+${key}` : key
}

function plainKeyOf({ key, code, shiftKey }: KeyPress): string | null {
  if (/^[a-z/?,]$/i.test(key)) return key.toLowerCase()
  const sign = SIGNS[code]
  if (sign) return sign[shiftKey ? 1 : 0]
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? null
}

/** Where a letter is somebody's text, or chooses among what is open. */
const TAKES_TEXT = [
  'input:not([type="checkbox"], [type="radio"], [type="range"], [type="button"])',
  'textarea', 'select', '[contenteditable=""]', '[contenteditable="true"]', '[role="dialog"]', '[role="menu"]', '[role="listbox"]',
].join(', ')
/** How long the second of two keys may take. */
const SECOND_KEY_MS = 1_500

const registry = newRegistry<Binding>()
let begun: { readonly key: string; readonly atMs: number } | null = null

function pressed(event: KeyboardEvent): void {
  const key = keyOf(event)
  if (key === null || event.defaultPrevented) return
  const isSingle = !key.startsWith('mod+')
  if (isSingle && (!areKeysOn() || (event.target instanceof Element && event.target.closest(TAKES_TEXT)))) return
  const known = allKeys().toReversed()
  const first = begun && event.timeStamp - begun.atMs < SECOND_KEY_MS ? begun.key : null
  begun = null
  const binding = (first && known.find(({ keys }) => keys === `${first} ${key}`)) || known.find(({ keys }) => keys === key)
  if (binding) {
    event.preventDefault()
    binding.act()
  } else if (known.some(({ keys }) => keys.startsWith(`${key} `))) begun = { key, atMs: event.timeStamp }
}

let listening = 0

/**
 * Listens for keys while mounted. Single keys rest where somebody types or a dialog or menu is open, and where the person has
 * switched them off (WCAG 2.1.4).
 */
export function useKeys(bindings: readonly Binding[]): void {
  registry.useAdd(bindings)
  useEffect(() => {
    if ((listening += 1) === 1) addEventListener('keydown', pressed)
    return () => {
      if ((listening -= 1) === 0) removeEventListener('keydown', pressed)
    }
  }, [])
}

/** Every key that does something now. */
export const allKeys = registry.all

const watchers = new Set<() => void>()
let on: boolean | undefined

/** Whether single keys do anything: unless this browser was told that they should not. */
const areKeysOn = (): boolean => (on ??= remembered('keys') !== 'off')

/** Whether single keys do anything, and how to switch them. */
export function useKeysOn(): [boolean, (on: boolean) => void] {
  const isOn = useSyncExternalStore((watcher) => {
    watchers.add(watcher)
    return () => void watchers.delete(watcher)
  }, areKeysOn)
  return [
    isOn,
    (next) => {
      on = next
      remember('keys', next ? null : 'off')
      for (const each of watchers) each()
    },
  ]
}

/** Tells whoever cannot see it that this key does the same as this button: attributes for it. Two keys in a row have no such attribute. */
export function useKeyShown(key: string): { 'aria-keyshortcuts'?: string } {
  const [isOn] = useKeysOn()
  if (key.startsWith('mod+')) return { 'aria-keyshortcuts': `Control+${key.slice(4).toUpperCase()} Meta+${key.slice(4).toUpperCase()}` }
  return isOn ? { 'aria-keyshortcuts': key } : {}
}
