import { useState } from 'react'

/**
 * What somebody is writing, kept so that it survives a reload: in this tab only (`session`), or in this browser. Null lets go of it.
 * A browser that keeps nothing is no error.
 */
export function useDraft<Draft extends object>(name: string, empty: Draft, where: 'session' | 'browser'): [Draft, (draft: Draft | null) => void] {
  const key = `heed.draft.${name}`
  const [draft, setDraft] = useState<Draft>(() => ({ ...empty, ...read(key, where) }))
  return [
    draft,
    (next) => {
      setDraft(next ?? empty)
      write(key, where, next)
    },
  ]
}

const storageOf = (where: 'session' | 'browser'): Storage => (where === 'session' ? sessionStorage : localStorage)

function read(key: string, where: 'session' | 'browser'): object {
  try {
    const kept: unknown = JSON.parse(storageOf(where).getItem(key) ?? '{}')
    return typeof kept === 'object' && kept !== null ? kept : {}
  } catch {
    return {}
  }
}

function write(key: string, where: 'session' | 'browser', draft: object | null): void {
  try {
    if (draft === null) storageOf(where).removeItem(key)
    else storageOf(where).setItem(key, JSON.stringify(draft))
  } catch {
    // Storage is switched off or full: the draft holds until the page closes.
  }
}
