import { Search, X } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { useKeyShown, useKeys } from '../../base/web/keys.ts'

const PAUSE_MS = 300
const FIND_CHARS_MAX = 16_000

/** Finds mentions by words, while one types. `/` goes there, Escape empties it and comes back. */
export function SearchBox({ find, choose: search }: { find: string; choose: (find: string) => void }) {
  const { t } = useI18n()
  const [text, setText] = useState(find)
  const [found, setFound] = useState(find)
  const field = useRef<HTMLInputElement>(null)
  const [asked, setAsked] = useState(find)
  // Whoever searches from elsewhere, or empties the search, fills the field; what is being typed is never taken away.
  if (find !== found) {
    setFound(find)
    if (find === '' || find !== asked) setText(find)
  }
  const choose = (words: string) => {
    setAsked(words)
    search(words)
  }
  const settled = useEffectEvent(choose)
  useEffect(() => {
    if (text === find) return
    const timer = setTimeout(() => settled(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text, find])
  const shown = useKeyShown('/')
  useKeys([{ keys: '/', means: 'listen.keys.search', act: () => field.current?.focus() }])
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
        maxLength={FIND_CHARS_MAX}
        aria-label={t('listen.find.label')}
        {...shown}
        placeholder={t('listen.find.hint')}
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
        <Button look="bare" label={t('listen.find.clear')} onPress={clear} className="absolute end-0">
          <X aria-hidden className="size-4" />
        </Button>
      )}
    </search>
  )
}
