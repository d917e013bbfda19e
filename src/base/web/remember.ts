/** A choice that this browser remembers. */
type Choice = 'language' | 'theme' | 'workspace' | 'keys' | 'lately' | 'first-heard' | 'renewed' | 'first-visit'

/** What this browser remembers of a choice; null when it remembers nothing or may not. */
export function remembered(name: Choice): string | null {
  try {
    return localStorage.getItem(`heed.${name}`)
  } catch {
    return null
  }
}

/** Keeps a choice in this browser; null forgets it. A browser that keeps nothing is no error: the choice holds until the page closes. */
export function remember(name: Choice, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`heed.${name}`)
    else localStorage.setItem(`heed.${name}`, value)
  } catch {
    // Storage is switched off or full.
  }
}
