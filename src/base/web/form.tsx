import { useMutation } from '@tanstack/react-query'
import type { ReactNode, SyntheticEvent } from 'react'
import { Button } from './button.tsx'
import { type CallCode, CallError } from './call.ts'
import { useSentence } from './states.tsx'

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
  const sending = useMutation({ mutationFn: send, onSuccess: then })
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = [...new FormData(event.currentTarget)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []))
    sending.mutate(Object.fromEntries(fields))
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {children}
      <Problem error={sending.error} sentences={sentences} />
      <Button look="main" type="submit" isPending={sending.isPending} className="min-h-11">
        {button}
      </Button>
    </form>
  )
}

/** Why something was not done, where it was asked for; nothing while there is no error. */
export function Problem({ error, sentences = {} }: { error: unknown; sentences?: Partial<Record<CallCode, string>> }) {
  const sentence = useSentence()
  if (!error) return null
  return (
    <p role="alert" className="rounded-control bg-bad-wash px-3 py-2 text-bad">
      {(error instanceof CallError && sentences[error.code]) || sentence(error)}
    </p>
  )
}
