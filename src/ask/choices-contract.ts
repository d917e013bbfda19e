/** What one chooses from when one answers. Part of contract.ts, the door. */
import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'

/** The days and owners that an answer may name. */
export const AnswerChoices = z.object({
  /** Today, where the asked side works, and the next working days, today among them if it is one. */
  today: z.iso.date(),
  workingDays: z.array(z.iso.date()),
  /** What the card's lead time makes possible; null: it says nothing about this kind. */
  possibleFrom: z.iso.date().nullable(),
  /** Whose it can be to meet a condition: every department but the two that have the ask between them. */
  owners: z.array(z.object({ departmentId: z.uuid(), name: z.string(), isOutside: z.boolean() })),
})
export type AnswerChoices = z.infer<typeof AnswerChoices>

export const answerChoices = endpoint({
  name: 'ask.answer_choices',
  kind: 'read',
  needs: 'ask:answer',
  about: 'From which days and owners to choose when one answers an ask, moves its promise or asks again.',
  input: z.object({ id: z.uuid() }),
  output: AnswerChoices,
})
