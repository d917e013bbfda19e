import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../../base/web/call.ts'
import { useI18n } from '../../../base/web/i18n.tsx'
import { toast } from '../../../base/web/toast.tsx'
import { keyOf } from '../../../base/web/use-read.ts'
import { useWorkspaceId } from '../../../base/web/workspace.ts'
import { correct, corrections, type Head, HEADS, type Mention, mentionsById, type Saying, takeBack, whyUnderstood } from '../../contract.ts'
import { headsOf, useHeadWords } from './head-words.ts'
import { asSeen, show, showFailed, withSaying } from './said-here.ts'

/** Says how mentions are meant: seen at once, and undone where it could not be saved. What was saved can be taken back from a notice. */
export function useCorrect() {
  const { t } = useI18n()
  const workspaceId = useWorkspaceId()
  const client = useQueryClient()
  const words = useHeadWords()
  const readAnew = () => {
    for (const read of [corrections, whyUnderstood, mentionsById]) void client.invalidateQueries({ queryKey: keyOf(workspaceId, read) })
  }
  const say = async (told: Mention, says: Saying, noted: string): Promise<void> => {
    show(told, withSaying(asSeen(told), says))
    try {
      const { mention, ids } = await call(correct, { mentionId: told.id, says }, { workspaceId })
      show(told, mention)
      readAnew()
      if (ids.length > 0) toast({ words: noted, action: { words: t('listen.correct.undo'), act: () => void undo(told, ids) } })
    } catch (error) {
      showFailed(told, error, () => void say(told, says, noted))
    }
  }
  const undo = async (told: Mention, ids: readonly string[]): Promise<void> => {
    try {
      const { mention } = await call(takeBack, { ids: [...ids] }, { workspaceId })
      if (mention) show(told, mention)
      readAnew()
    } catch (error) {
      showFailed(told, error, () => void undo(told, ids))
    }
  }
  return {
    /** Says one thing. */
    say: (told: Mention, head: Head, says: Saying) => (
      void say(told, says, t('listen.correct.saved', { value: words.sentence(head, String(HEADS.map((each) => says[each]).find((value) => value !== undefined))) }))
    ),
    /** Says that all of it is right. */
    confirm: (told: Mention) => {
      const { meaning } = asSeen(told)
      if (meaning) void say(told, Object.fromEntries(headsOf(meaning.aboutStaff !== null).map((head) => [head, meaning[head]])), t('listen.correct.confirmed'))
    },
    undo: (told: Mention, ids: readonly string[]) => void undo(told, ids),
  }
}
