import { useState } from 'react'

/** What somebody has typed and not sent yet, kept in this tab: a reload loses nothing. `name` says of what; null forgets it. */
export function useDraft<Value>(name: string, initial: Value): [Value, (next: Value) => void] {
  const key = `heed.welcome.${name}`
  const [draft, setDraft] = useState(() => kept<Value>(key) ?? initial)
  return [
    draft,
    (next) => {
      setDraft(next)
      keep(key, next)
    },
  ]
}

function kept<Value>(key: string): Value | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as Value | null
  } catch {
    return null
  }
}

function keep(key: string, value: unknown): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(value))
  } catch {
    // Storage is switched off or full: what was typed holds until the page closes.
  }
}
