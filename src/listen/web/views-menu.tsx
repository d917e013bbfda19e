import { Bookmark, BookmarkPlus, Pencil, RefreshCw, Trash2 } from 'lucide-react'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'
import { useMay } from '../../base/web/may.ts'
import { type Choice, type Choices, Menu } from '../../base/web/menu.tsx'
import { Name } from '../../base/web/name.tsx'
import type { Filter } from '../contract.ts'
import { isSame } from './address.ts'
import { useOpenView } from './use-view-change.ts'

const RemoveView = lazy(async () => ({ default: (await import('./remove-view.tsx')).RemoveView }))
const ViewChange = lazy(async () => ({ default: (await import('./view-change.tsx')).ViewChange }))
const ViewName = lazy(async () => ({ default: (await import('./view-name.tsx')).ViewName }))

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
    ...(view && isChanged ? [
      deed('update', t('listen.view.update', { name: view.name }), <RefreshCw className={ICON} />, () => void save({ name: view.name, filter }, view)),
    ] : []),
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
      <Suspense>
        {dialog === 'save' && <ViewName filter={filter} close={close} saved={({ filter, id }) => open(filter, id)} />}
        {dialog === 'rename' && view && (
          <ViewName view={view} filter={view.filter} close={close} rename={(name) => save({ name, filter: view.filter }, view)} />
        )}
        {dialog === 'remove' && view && <RemoveView view={view} close={close} removed={() => open(filter)} />}
        {opened.refused && view && <ViewChange {...opened} refused={opened.refused} open={(theirs) => open(theirs.filter, theirs.id)} />}
      </Suspense>
    </>
  )
}
