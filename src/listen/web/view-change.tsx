import { BothVersions } from '../../base/web/both-versions.tsx'
import { Dialog } from '../../base/web/dialog.tsx'
import { Problem } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import type { View } from '../contract.ts'
import { useFilterWords } from './filter-words.ts'
import { theirViewIn, type useOpenView, type Wanted } from './use-view-change.ts'

type Opened = ReturnType<typeof useOpenView>

/** A view that could not be changed: somebody else did meanwhile, and one chooses; or something went wrong, and one is told. */
export function ViewChange({ refused: { wanted, error }, isSaving, save, setOpened, forget, open }: Pick<Opened, 'isSaving' | 'save' | 'setOpened' | 'forget'> & {
  refused: NonNullable<Opened['refused']>
  open: (view: View) => void
}) {
  const { t } = useI18n()
  const theirs = theirViewIn(error)
  const takeTheirs = (theirs: View) => {
    setOpened(theirs)
    open(theirs)
    forget()
  }
  return (
    <Dialog title={t('listen.view.change_title', { name: wanted.name })} isOpen close={forget} isWide>
      {theirs ? (
        <BothVersions
          about={t('listen.view.conflict')}
          theirs={<Version view={theirs} />}
          mine={<Version view={wanted} />}
          keepMine={() => void save(wanted, theirs)}
          takeTheirs={() => takeTheirs(theirs)}
          isPending={isSaving}
        />
      ) : (
        <Problem error={error} sentences={{ 'listen.name_taken': t('listen.view.name_taken') }} />
      )}
    </Dialog>
  )
}

function Version({ view: { name, filter } }: { view: Wanted }) {
  const { t } = useI18n()
  const parts = useFilterWords()(filter)
  return (
    <>
      <bdi className="font-medium">{name}</bdi>
      <ul className="flex flex-col gap-0.5">
        {parts.length === 0 && <li>{t('listen.filter.everything')}</li>}
        {parts.map(({ id, name }) => (
          <li key={id}>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
    </>
  )
}
