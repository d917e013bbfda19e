import { useState } from 'react'
import { CallError } from '../../base/web/call.ts'
import { useI18n } from '../../base/web/i18n.tsx'
import { toast } from '../../base/web/toast.tsx'
import { useAct } from '../../base/web/use-act.ts'
import { useRead } from '../../base/web/use-read.ts'
import { changeView, listViews, type View } from '../contract.ts'

/** What a view is to be called and to show. */
export type Wanted = Pick<View, 'name' | 'filter'>

/**
 * The view that is open, as it was when it was opened: whoever changes it says what they had before their eyes. `refused` is what was
 * wanted and not done, and why: somebody else was faster, or it went wrong.
 */
export function useOpenView(viewId: string | undefined) {
  const { t } = useI18n()
  const views = useRead(listViews, {}).data?.views ?? []
  const [opened, setOpened] = useState<View | null>(null)
  const [refused, setRefused] = useState<{ wanted: Wanted; error: unknown } | null>(null)
  const change = useAct(changeView, [listViews])
  const found = views.find(({ id }) => id === viewId)
  if (found && opened?.id !== found.id) setOpened(found)

  const save = async (wanted: Wanted, { id, revision }: View): Promise<void> => {
    try {
      const saved = await change.mutateAsync({ viewId: id, revision, name: wanted.name, filter: wanted.filter })
      setOpened(saved)
      setRefused(null)
      toast({ words: t('listen.view.saved', { name: saved.name }) })
    } catch (error) {
      setRefused({ wanted, error })
    }
  }
  return { views, view: opened && opened.id === viewId ? opened : null, setOpened, save, isSaving: change.isPending, refused, forget: () => setRefused(null) }
}

/** The view as it is now, if that is why it was not changed. */
export function theirViewIn(error: unknown): View | null {
  if (!(error instanceof CallError) || error.code !== 'conflict') return null
  const { now } = error.details
  return typeof now === 'object' && now !== null && 'filter' in now ? (now as View) : null
}
