import { useMutation } from '@tanstack/react-query'
import type { InputOf } from '../../base/endpoint.ts'
import { Problem } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { newKey } from '../../base/web/new-key.ts'
import { useRead } from '../../base/web/use-read.ts'
import { type answer, answerChoices, type AskDetails } from '../contract.ts'
import { deedsFrom } from '../machine.ts'
import { ThreeAnswers } from './answer-choice.tsx'
import { useAnswerDraft } from './answer-draft.ts'

/** An answer as it is given. */
export type Given = InputOf<typeof answer>['answer']

/** The three answers, in Heed. `draftName` is under which name what is written stays until it is given; `give` sends it with a key of its own. */
export function AnswerHere({ ask, draftName, give }: { ask: AskDetails; draftName: string; give: (answer: Given, key: string) => Promise<unknown> }) {
  const { t } = useI18n()
  const choices = useRead(answerChoices, { id: ask.id })
  const [draft, setDraft] = useAnswerDraft(draftName)
  const giving = useMutation({ mutationFn: (answer: Given) => give(answer, newKey()), onSuccess: () => setDraft(null) })
  if (!choices.data) return choices.isError ? <Problem error={choices.error} /> : <div className="h-18" />
  const page = { ...choices.data, neededBy: ask.neededBy, may: deedsFrom(ask.state) }
  return (
    <>
      <ThreeAnswers page={page} draft={draft} change={setDraft} answering={{ send: (answer) => giving.mutate(answer), isPending: giving.isPending }} />
      <Problem error={giving.error} sentences={{ conflict: t('ask.one.conflict') }} />
    </>
  )
}
