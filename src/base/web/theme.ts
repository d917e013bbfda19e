import { useState } from 'react'
import { remember, remembered } from './remember.ts'

/** Light, dark, or whatever the person's device prefers. */
export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** The person's theme, which `before-paint.js` has already put on the page, and how to choose another. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>(() => THEMES.find((known) => known === remembered('theme')) ?? 'system')
  return [
    theme,
    (next) => {
      remember('theme', next === 'system' ? null : next)
      if (next === 'system') delete document.documentElement.dataset['theme']
      else document.documentElement.dataset['theme'] = next
      setTheme(next)
    },
  ]
}
