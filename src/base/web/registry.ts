import { useEffect, useRef } from 'react'

/** A list that the parts of a page add to while they are mounted, and take their own from when they go. */
export type Registry<Item> = {
  /** Adds these while mounted; what they say may change with every rendering. */
  readonly useAdd: (items: readonly Item[]) => void
  /** What is there now, the newest last. */
  readonly all: () => Item[]
}

/** An empty list. Reading it subscribes to nothing: it is read when somebody presses a key or opens something. */
export function newRegistry<Item>(): Registry<Item> {
  const slots = new Set<{ items: readonly Item[] }>()
  return {
    useAdd: (items) => {
      const slot = useRef({ items })
      useEffect(() => {
        slot.current.items = items
      })
      useEffect(() => {
        const mine = slot.current
        slots.add(mine)
        return () => void slots.delete(mine)
      }, [])
    },
    all: () => [...slots].flatMap(({ items }) => items),
  }
}
