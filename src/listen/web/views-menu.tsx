import { Bookmark, BookmarkPlus, Pencil, RefreshCw, Trash2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Confirm } from '../../base/web/confirm.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { useMay } from '../../base/web/may.ts'
import { type Choice, type Choices, Menu } from '../../base/web/menu.tsx'
import { Name } from '../../base/web/name.tsx'
import { useAct } from '../../base/web/use-act.ts'
import { type Filter, listViews, removeView, type View } from '../contract.ts'
import { isSame } from './address.ts'
import { useOpenView } from './use-view-change.ts'
import { ViewChange } from './view-change.tsx'
import { ViewName } from './view-name.tsx'

const ICON = 'size-4 shrink-0 text-quiet'

/** The saved views: to open one, to save what is filtered now, and to change the one that is open. */
export function ViewsMenu({ filter, viewId, open }: { filter: Filter; viewId: string | undefined; open: (filter: Filter, viewId?: string) => void }) {
  const { t } = useI18n()
  const mayManage = useMay('view:manage')
  const opened = useOpenView(viewId)
  const { views, view, save } = opened
  const [dialog, setDialog] = useState<'save' | 'rename' | 'remove' | null>(null)
  const isChanged = view !== null && !isSame(view.filter, filter)
  const close = () => setDialog(null)

  const deed = (id: string, words: string, icon: ReactNode, choose: () => void): Choice => ({ id, words, text: words, icon, choose })
  const deeds = [
    deed('save', t('listen.view.save'), <BookmarkPlus className={ICON} />, () => setDialog('save')),
    ...(view && isChanged ? [deed('update', t('listen.view.update', { name: view.name }), <RefreshCw className={ICON} />, () => void save({ name: view.name, filter }, view))] : []),
    ...(view ? [deed('rename', t('listen.view.rename'), <Pencil className={ICON} />, () => setDialog('rename'))] : []),
    ...(view ? [deed('remove', t('listen.view.remove'), <Trash2 className={ICON} />, () => setDialog('remove'))] : []),
  ]
  const choices = views.map(({ id, name, filter }) => ({ id, words: <Name>{name}</Name>, text: name, choose: () => open(filter, id) }))
  const groups: Choices[] = [
    ...(choices.length > 0 ? [{ title: t('listen.view.title'), choices, ...(view ? { chosen: view.id } : {}) }] : []),
    ...(mayManage ? [{ choices: deeds }] : []),
  ]
  if (groups.length === 0) return null
  return (
    <>
      <Menu label={view ? t('listen.view.menu_open', { name: view.name }) : t('listen.view.title')} groups={groups} className="max-w-44 border border-edge px-3">
        <Bookmark aria-hidden className="size-4 shrink-0 text-quiet" />
        <span className="min-w-0 max-md:hidden">
          <Name>{view ? view.name : t('listen.view.title')}</Name>
        </span>
        {isChanged && <span aria-hidden className="size-1.5 shrink-0 rounded-full bg-accent" />}
      </Menu>
      {dialog === 'save' && <ViewName filter={filter} close={close} saved={({ filter, id }) => open(filter, id)} />}
      {dialog === 'rename' && view && <ViewName view={view} filter={view.filter} close={close} rename={(name) => save({ name, filter: view.filter }, view)} />}
      {dialog === 'remove' && view && <RemoveView view={view} close={close} removed={() => open(filter)} />}
      {opened.refused && view && <ViewChange {...opened} refused={opened.refused} open={(theirs) => open(theirs.filter, theirs.id)} />}
    </>
  )
}

function RemoveView({ view, close, removed }: { view: View; close: () => void; removed: () => void }) {
  const { t } = useI18n()
  const remove = useAct(removeView, [listViews])
  const act = async () => {
    await remove.mutateAsync({ viewId: view.id })
    removed()
  }
  return (
    <Confirm title={t('listen.view.remove_title', { name: view.name })} about={t('listen.view.remove_about')} button={t('listen.view.remove')} act={act} close={close} />
  )
}
