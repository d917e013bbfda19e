import { Search, X } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { MessageKey } from '../wording.ts'
import { Button } from './button.tsx'
import { useKeyShown, useKeys } from './keys.ts'

const PAUSE_MS = 300

/** What the box is called, what may be typed into it, how it is emptied, and what its key `/` does. */
type SearchWords = { readonly label: string; readonly hint: string; readonly clear: string; readonly means: MessageKey }

/** Finds by words, while one types. `/` goes there, Escape empties it and comes back. */
export function SearchBox({ find, choose: search, words, charsMax }: { find: string; choose: (find: string) => void; words: SearchWords; charsMax: number }) {
  const [text, setText] = useState(find)
  const [found, setFound] = useState(find)
  const field = useRef<HTMLInputElement>(null)
  const [asked, setAsked] = useState(find)
  // Whoever searches from elsewhere, or empties the search, fills the field; what is being typed is never taken away.
  if (find !== found) {
    setFound(find)
    if (find === '' || find !== asked) setText(find)
  }
  const choose = (sought: string) => {
    setAsked(sought)
    search(sought)
  }
  const settled = useEffectEvent(choose)
  useEffect(() => {
    if (text === find) return
    const timer = setTimeout(() => settled(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text, find])
  const shown = useKeyShown('/')
  useKeys([{ keys: '/', means: words.means, act: () => field.current?.focus() }])
  const clear = () => {
    setText('')
    choose('')
  }
  return (
    <search className="relative flex items-center">
      <Search aria-hidden className="pointer-events-none absolute start-3 size-4 text-quiet" />
      <input
        ref={field}
        dir="auto"
        value={text}
        maxLength={charsMax}
        aria-label={words.label}
        {...shown}
        placeholder={words.hint}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') choose(text)
          if (event.key !== 'Escape') return
          clear()
          event.currentTarget.blur()
        }}
        className="min-h-9 w-full rounded-control border border-edge bg-surface ps-9 pe-9 text-start placeholder:text-quiet max-md:min-h-11"
      />
      {text !== '' && (
        <Button look="bare" label={words.clear} onPress={clear} className="absolute end-0">
          <X aria-hidden className="size-4" />
        </Button>
      )}
    </search>
  )
}
