import { X } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { Button } from './button.tsx'
import { useI18n } from './i18n.tsx'

/** What is said in passing. With something to do about it, it stays until it is done or closed. */
export type Toast = { readonly words: string; readonly action?: { readonly words: string; readonly act: () => void } }

const SHOWN_MS = 7_000
const SHOWN_MAX = 3

let toasts: readonly (Toast & { readonly id: number })[] = []
let said = 0
const listeners = new Set<() => void>()

function keep(next: typeof toasts): void {
  toasts = next.slice(-SHOWN_MAX)
  for (const each of listeners) each()
}
const close = (id: number): void => keep(toasts.filter((each) => each.id !== id))
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Says something in passing, at the foot of the page: that it worked, never that it did not. */
export const toast = (words: Toast): void => keep([...toasts, { ...words, id: (said += 1) }])

/** Where what is said in passing is shown, and read aloud when nothing else is. Once on the page. */
export function Toasts() {
  const { t } = useI18n()
  const shown = useSyncExternalStore(subscribe, () => toasts)
  return (
    <section
      aria-label={t('base.notices')}
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-0 z-30 flex flex-col items-center gap-2 px-4 pb-[max(1rem,env(safe-area-inset-bottom))] max-md:pb-[calc(4.5rem+env(safe-area-inset-bottom))]"
    >
      {shown.map((each) => (
        <Line key={each.id} toast={each} close={() => close(each.id)} />
      ))}
    </section>
  )
}

function Line({ toast: { words, action }, close }: { toast: Toast; close: () => void }) {
  const { t } = useI18n()
  const [held, setHeld] = useState(false)
  const stays = held || action !== undefined
  useEffect(() => {
    if (stays) return
    const timer = setTimeout(close, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [stays, close])
  return (
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex max-w-md items-center gap-3 rounded-card border border-line bg-surface py-1.5 ps-4 pe-1.5 shadow-float"
    >
      <p className="min-w-0">{words}</p>
      {action && (
        <Button
          onPress={() => {
            close()
            action.act()
          }}
          className="shrink-0"
        >
          {action.words}
        </Button>
      )}
      <Button look="bare" label={t('base.close')} onPress={close} className="shrink-0">
        <X aria-hidden className="size-4" />
      </Button>
    </div>
  )
}
