import { type RefObject, useEffect, useRef } from 'react'

/** Goes to the first field of what has just been opened or added, so that one can go on writing. */
export function useFocusFirst<Part extends HTMLElement>(isNew = true): RefObject<Part | null> {
  const part = useRef<Part>(null)
  useEffect(() => {
    if (isNew) part.current?.querySelector<HTMLElement>('input, textarea')?.focus()
  }, [isNew])
  return part
}
