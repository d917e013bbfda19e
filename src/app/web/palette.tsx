import { useNavigate } from '@tanstack/react-router'
import { Bookmark, ListFilter, Search } from 'lucide-react'
import { useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Dialog } from 'react-aria-components/Dialog'
import { Input } from 'react-aria-components/Input'
import { Header, Menu, MenuItem, MenuSection } from 'react-aria-components/Menu'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { SearchField } from 'react-aria-components/SearchField'
import { type Action, allActions } from '../../base/web/actions.ts'
import { fit } from '../../base/web/fuzzy.ts'
import { useI18n } from '../../base/web/i18n.tsx'
import { KeyCaps } from '../../base/web/key-caps.tsx'
import { Name } from '../../base/web/name.tsx'
import { remember, remembered } from '../../base/web/remember.ts'
import { useRead } from '../../base/web/use-read.ts'
import { type Filter, listQueries, listViews } from '../../listen/contract.ts'
import { addressOf } from '../../listen/web/address.ts'

const LATELY_MAX = 5
const SHOWN_MAX = 40

/** All that can be done, found by typing a few letters of it, in either script and on either keyboard layout. */
export function Palette({ close }: { close: () => void }) {
  const { t } = useI18n()
  const [typed, setTyped] = useState('')
  const [here] = useState(allActions)
  const listen = useListenActions(typed.trim())
  const all = [...here, ...listen.saved]
  const groups = typed.trim() === '' ? grouped(all, t('app.palette.lately')) : [{ title: '', actions: [...found(all, typed), ...listen.search] }]
  const run = (id: string) => {
    close()
    const action = [...all, ...listen.search].find((each) => each.id === id)
    if (!action) return
    if (!listen.search.includes(action)) remember('lately', JSON.stringify([id, ...lately().filter((other) => other !== id)].slice(0, LATELY_MAX)))
    action.act()
  }
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(open) => open || close()}
      isDismissable
      className="fixed inset-0 z-20 flex items-start justify-center bg-[oklch(0.15_0.02_285/0.45)] p-4 md:pt-[12vh]"
    >
      <Modal className="flex max-h-full w-full max-w-xl rounded-card border border-line bg-surface shadow-float md:max-h-[70vh]">
        <Dialog aria-label={t('app.palette.title')} className="flex min-h-0 w-full flex-col outline-none">
          <Autocomplete inputValue={typed} onInputChange={setTyped}>
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog has the focus, and this is what it is for */}
            <SearchField aria-label={t('app.palette.hint')} className="flex items-center border-b border-line ps-4" autoFocus>
              <Search aria-hidden className="size-4.5 shrink-0 text-quiet" />
              <Input
                dir="auto"
                placeholder={t('app.palette.hint')}
                className="min-h-13 min-w-0 grow rounded-card bg-transparent px-3 text-start text-ink outline-none placeholder:text-quiet [&::-webkit-search-cancel-button]:hidden"
              />
            </SearchField>
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard */}
            <div tabIndex={0} className="min-h-0 overflow-y-auto rounded-card p-1.5 -outline-offset-2">
              <Menu aria-label={t('app.palette.title')} onAction={(id) => run(String(id))} className="outline-none">
                {groups.map(({ title, actions }) => (
                  <MenuSection key={title} {...(title ? {} : { 'aria-label': t('app.palette.title') })}>
                    {title && <Header className="px-2.5 pt-2.5 pb-1 text-meta text-quiet">{title}</Header>}
                    {actions.map((action) => (
                      <Line key={action.id} action={action} isFound={title === ''} />
                    ))}
                  </MenuSection>
                ))}
              </Menu>
            </div>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Line({ action: { id, words, group, icon, keys }, isFound }: { action: Action; isFound: boolean }) {
  return (
    <MenuItem
      id={id}
      textValue={words}
      className="flex min-h-9 cursor-default items-center gap-3 rounded-control px-2.5 outline-none focused:bg-sunken max-md:min-h-11"
    >
      <span aria-hidden className="flex size-4 shrink-0 items-center justify-center">
        {icon}
      </span>
      <span className="min-w-0 grow">
        <Name>{words}</Name>
      </span>
      {isFound && <span className="shrink-0 text-meta text-quiet max-sm:hidden">{group}</span>}
      {keys && <KeyCaps keys={keys} className="max-md:hidden" />}
    </MenuItem>
  )
}

/** The queries and views of the workspace, and the search for what is typed. */
function useListenActions(typed: string): { saved: Action[]; search: Action[] } {
  const { t } = useI18n()
  const navigate = useNavigate()
  const queries = useRead(listQueries, {}).data?.queries ?? []
  const views = useRead(listViews, {}).data?.views ?? []
  const open = (filter: Filter) => void navigate({ to: '/listen', search: addressOf(filter) })
  return {
    saved: [
      ...views.map(({ id, name, filter }) => ({
        id: `view ${id}`, words: name, group: t('app.palette.views'), icon: <Bookmark className="size-4 text-quiet" />, act: () => open(filter),
      })),
      ...queries.map(({ id, name }) => ({
        id: `query ${id}`, words: name, group: t('listen.filter.title'), icon: <ListFilter className="size-4 text-quiet" />, act: () => open({ queryId: id }),
      })),
    ],
    search: typed === '' ? [] : [{
      id: 'search', words: t('app.palette.search', { words: typed }), group: t('listen.title'), icon: <Search className="size-4 text-quiet" />, act: () => open({ find: typed }),
    }],
  }
}

/** What was done lately first, then everything under its title. */
function grouped(actions: readonly Action[], latelyTitle: string): { title: string; actions: readonly Action[] }[] {
  const recent = lately().flatMap((id) => actions.find((action) => action.id === id) ?? [])
  const rest = Map.groupBy(actions.filter((action) => !recent.includes(action)), ({ group }) => group)
  return [...(recent.length > 0 ? [{ title: latelyTitle, actions: recent }] : []), ...[...rest].map(([title, actions]) => ({ title, actions }))]
}

/** What fits, the best first; of what fits as well, what was done lately. */
function found(actions: readonly Action[], typed: string): Action[] {
  const recent = lately()
  return actions
    .map((action) => ({ action, fits: Math.max(fit(typed, action.words), fit(typed, `${action.group} ${action.words} ${action.also ?? ''}`) / 2), isRecent: recent.includes(action.id) }))
    .filter(({ fits }) => fits > 0)
    .toSorted((a, b) => b.fits - a.fits || Number(b.isRecent) - Number(a.isRecent))
    .slice(0, SHOWN_MAX)
    .map(({ action }) => action)
}

/** The ids of what was done lately, the latest first. */
function lately(): string[] {
  try {
    const kept: unknown = JSON.parse(remembered('lately') ?? '[]')
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}
