import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import type { InputOf } from '../../base/endpoint.ts'
import { call, CallError } from '../../base/web/call.ts'
import { newKey } from '../../base/web/new-key.ts'
import { useDraft } from '../../base/web/use-draft.ts'
import { keyOf } from '../../base/web/use-read.ts'
import { answerByLink, answerPage, type AnswerPage } from '../contract.ts'

const TRY_EVERY_MS = 15_000

type Sent = Omit<InputOf<typeof answerByLink>, 'token'>

/** An answer on its way. */
export type Answering = {
  /** Sends an answer; what was written is let go of once it has arrived. */
  readonly send: (answer: Sent['answer'], by: string) => void
  /** Sends again what could not leave. */
  readonly again: () => void
  /** What could not leave, kept in this tab; null: nothing. */
  readonly unsent: Sent | null
  readonly isPending: boolean
  /** The last one was taken. */
  readonly hasArrived: boolean
  /** Why it was refused; null also when there was only no connection. */
  readonly error: CallError | null
}

/** Puts an ask, as it came back with a deed, in the place of what the page has read. */
export function useShow(token: string): (page: AnswerPage) => void {
  const client = useQueryClient()
  return (page) => client.setQueryData(keyOf(null, answerPage, { token }), page)
}

/**
 * Answers by a link. Without a connection the answer is kept, through a reload too, and leaves when there is one again: always with the
 * same key, so that it is taken once. `arrived` is told when it has.
 */
export function useAnswering(token: string, page: AnswerPage, arrived: () => void): Answering {
  const client = useQueryClient()
  const show = useShow(token)
  const [{ unsent }, keep] = useDraft<{ unsent: Sent | null }>(`unsent.${token}`, { unsent: null }, 'session')
  const sending = useMutation<{ page: AnswerPage }, CallError, Sent>({
    networkMode: 'always',
    mutationFn: (sent) => call(answerByLink, { token, ...sent }),
    onSuccess: ({ page: now }) => {
      keep(null)
      show(now)
      arrived()
    },
    onError: (error, sent) => {
      keep(mayPass(error) ? { unsent: sent } : null)
      // Somebody was faster, or took it back: what is shown is no longer so.
      if (error.code === 'conflict' || error.code === 'ask.not_now') void client.invalidateQueries({ queryKey: keyOf(null, answerPage) })
    },
  })
  const again = () => {
    if (unsent && !sending.isPending) sending.mutate(unsent)
  }
  const tryAgain = useEffectEvent(again)
  const isKept = unsent !== null
  useEffect(() => {
    if (!isKept) return
    const timer = setInterval(() => tryAgain(), TRY_EVERY_MS)
    const online = () => tryAgain()
    addEventListener('online', online)
    return () => {
      clearInterval(timer)
      removeEventListener('online', online)
    }
  }, [isKept])
  return {
    send: (answer, by) => sending.mutate({ key: newKey(), answer, by, knows: page.answers.at(-1)?.id ?? null }),
    again,
    unsent,
    isPending: sending.isPending,
    hasArrived: sending.isSuccess,
    error: sending.error && !mayPass(sending.error) ? sending.error : null,
  }
}

/** Whether the same may be sent a little later. */
const mayPass = (error: unknown): boolean => error instanceof CallError && ['unreachable', 'failed', 'too_many'].includes(error.code)
