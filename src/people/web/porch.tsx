import { useMutation } from '@tanstack/react-query'
import type { ReactNode, SyntheticEvent } from 'react'
import { Button } from '../../base/web/button.tsx'
import { type CallCode, CallError } from '../../base/web/call.ts'
import { useI18n } from '../../base/web/i18n.tsx'
import { useSentence } from '../../base/web/states.tsx'
import { useTitle } from '../../base/web/title.ts'
import type { Language } from '../../base/wording.ts'

/** The words around what one does before being inside: the name, a title, and the other language. */
export function Porch({ title, about, children }: { title: string; about?: ReactNode; children: ReactNode }) {
  const { t, language, choose } = useI18n()
  useTitle(title)
  const other: Language = language === 'he' ? 'en' : 'he'
  return (
    <div className="flex min-h-full flex-col items-center gap-8 overflow-y-auto px-4 py-10 sm:justify-center">
      <header className="flex items-center gap-2.5 text-title font-bold">
        <img src="/icon.svg" alt="" className="size-8" />
        {t('base.heed')}
      </header>
      <main className="flex w-full max-w-sm flex-col gap-6 rounded-card border border-line bg-surface p-6">
        <div className="flex flex-col gap-1.5">
          <h1 className="text-title font-semibold text-balance">{title}</h1>
          {about && <p className="text-quiet">{about}</p>}
        </div>
        {children}
      </main>
      <footer>
        <Button look="bare" onPress={() => choose(other)}>
          <span lang={other}>{t(`base.language.${other}`)}</span>
        </Button>
      </footer>
    </div>
  )
}

/** What was typed, by the fields' names. */
export type Fields = Readonly<Record<string, string>>

/** A form that does one thing, and says under its fields why it did not. `sentences` replace those of a refusal that means something else here. */
export function Form<Result>({ send, then, button, sentences = {}, children }: {
  send: (fields: Fields) => Promise<Result>
  then: (result: Result) => void
  button: string
  sentences?: Partial<Record<CallCode, string>>
  children?: ReactNode
}) {
  const sentence = useSentence()
  const sending = useMutation({ mutationFn: send, onSuccess: then })
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = [...new FormData(event.currentTarget)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []))
    sending.mutate(Object.fromEntries(fields))
  }
  const { error } = sending
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {children}
      {error && (
        <p role="alert" className="rounded-control bg-bad-wash px-3 py-2 text-bad">
          {(error instanceof CallError && sentences[error.code]) || sentence(error)}
        </p>
      )}
      <Button look="main" type="submit" isPending={sending.isPending} className="min-h-11">
        {button}
      </Button>
    </form>
  )
}
