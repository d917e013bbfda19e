import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../base/web/button.tsx'
import { Confirm } from '../../../base/web/confirm.tsx'
import { Dialog } from '../../../base/web/dialog.tsx'
import { Form } from '../../../base/web/form.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { Section } from '../../../base/web/page.tsx'
import { type Column, Table } from '../../../base/web/table.tsx'
import { TextField } from '../../../base/web/text-field.tsx'
import { useAct } from '../../../base/web/use-act.ts'
import { useRead } from '../../../base/web/use-read.ts'
import { addKind, card, cards, kinds, type OwnKind, parties, removeKind, renameKind } from '../../contract.ts'

type Open = { readonly dialog: 'add' } | { readonly dialog: 'rename' | 'remove'; readonly kind: OwnKind } | null

/** The workspace's own kinds of ask, besides those Heed knows. */
export function KindSettings() {
  const { t } = useI18n()
  const known = useRead(kinds, {}).data?.kinds ?? []
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  const removing = useAct(removeKind, [kinds, parties, card, cards])
  const name = ({ name }: OwnKind) => <bdi>{name}</bdi>
  const deeds = (kind: OwnKind) => (
    <span className="flex justify-end">
      <Button look="bare" onPress={() => setOpen({ dialog: 'rename', kind })}>
        {t('people.settings.change')}
      </Button>
      <Button look="bare" onPress={() => setOpen({ dialog: 'remove', kind })}>
        {t('people.settings.remove')}
      </Button>
    </span>
  )
  const columns: Column<OwnKind>[] = [
    { id: 'name', title: t('people.settings.name'), cell: name },
    { id: 'deeds', title: t('people.settings.deeds'), isTitleHidden: true, cell: deeds },
  ]
  const add = (
    <Button onPress={() => setOpen({ dialog: 'add' })}>
      <Plus aria-hidden className="size-4" />
      {t('ask.settings.add_kind')}
    </Button>
  )
  return (
    <Section title={t('ask.settings.kinds')} about={t('ask.settings.kinds_about')} actions={add}>
      {known.length > 0 && <Table label={t('ask.settings.kinds')} columns={columns} rows={known} keyOf={({ id }) => id} />}
      {open && open.dialog !== 'remove' && <KindDialog kind={open.dialog === 'rename' ? open.kind : null} close={close} />}
      {open?.dialog === 'remove' && (
        <Confirm
          title={t('people.settings.remove_title', { name: open.kind.name })}
          about={t('ask.settings.remove_kind_about')}
          button={t('people.settings.remove')}
          act={() => removing.mutateAsync({ id: open.kind.id })}
          close={close}
        />
      )}
    </Section>
  )
}

function KindDialog({ kind, close }: { kind: OwnKind | null; close: () => void }) {
  const { t } = useI18n()
  const adding = useAct(addKind, [kinds, parties])
  const renaming = useAct(renameKind, [kinds, parties, card, cards])
  return (
    <Dialog title={kind?.name ?? t('ask.settings.add_kind')} isOpen close={close}>
      <Form send={({ name = '' }) => (kind ? renaming.mutateAsync({ id: kind.id, name }) : adding.mutateAsync({ name }))} then={close} button={t('base.save')}>
        <TextField label={t('people.settings.name')} name="name" defaultValue={kind?.name ?? ''} isRequired maxLength={80} />
      </Form>
    </Dialog>
  )
}
