import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Badge } from '../../../base/web/badge.tsx'
import { Button } from '../../../base/web/button.tsx'
import { Checkbox } from '../../../base/web/checkbox.tsx'
import { Confirm } from '../../../base/web/confirm.tsx'
import { Dialog } from '../../../base/web/dialog.tsx'
import { type Fields, Form } from '../../../base/web/form.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { useMay } from '../../../base/web/may.ts'
import { Name } from '../../../base/web/name.tsx'
import { Section } from '../../../base/web/page.tsx'
import { Failed, Loading } from '../../../base/web/states.tsx'
import { type Column, Table } from '../../../base/web/table.tsx'
import { TextField } from '../../../base/web/text-field.tsx'
import { useAct } from '../../../base/web/use-act.ts'
import { useRead } from '../../../base/web/use-read.ts'
import { addDepartment, type Department, departments, type Person, persons, removeDepartment, removePerson, updateDepartment } from '../../contract.ts'
import { PersonDialog } from './person-dialog.tsx'

const ROWS_MAX = 200

/** The parts of the company that can act, and who works in them. A small company has persons only. */
export function DepartmentSettings() {
  const known = useRead(departments, { limit: ROWS_MAX })
  if (known.isPending) return <Loading rows={3} />
  if (known.isError) return <Failed error={known.error} retry={() => void known.refetch()} />
  return (
    <>
      <Departments departments={known.data.departments} />
      <Persons departments={known.data.departments} />
    </>
  )
}

type Open<Thing> = { readonly dialog: 'add' } | { readonly dialog: 'change' | 'remove'; readonly thing: Thing } | null

function Departments({ departments: known }: { departments: readonly Department[] }) {
  const { t } = useI18n()
  const mayManage = useMay('people:manage')
  const [open, setOpen] = useState<Open<Department>>(null)
  const close = () => setOpen(null)
  const removing = useAct(removeDepartment, [departments, persons])
  const which = ({ name, isOutside }: Department) => (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <bdi>{name}</bdi>
      {isOutside && <Badge>{t('people.settings.outside')}</Badge>}
    </span>
  )
  const columns: Column<Department>[] = [
    { id: 'name', title: t('people.settings.department'), cell: which },
    { id: 'deeds', title: t('people.settings.deeds'), isTitleHidden: true, cell: (thing) => mayManage && deeds(thing, setOpen, t) },
  ]
  return (
    <Section
      title={t('people.settings.departments')}
      about={t('people.settings.departments_about')}
      actions={mayManage && <AddButton words={t('people.settings.add_department')} press={() => setOpen({ dialog: 'add' })} />}
    >
      {known.length > 0 && <Table label={t('people.settings.departments')} columns={columns} rows={known} keyOf={({ id }) => id} />}
      {open && open.dialog !== 'remove' && <DepartmentDialog department={open.dialog === 'change' ? open.thing : null} close={close} />}
      {open?.dialog === 'remove' && (
        <Confirm
          title={t('people.settings.remove_title', { name: open.thing.name })}
          about={t('people.settings.remove_department_about')}
          button={t('people.settings.remove')}
          act={() => removing.mutateAsync({ id: open.thing.id })}
          close={close}
        />
      )}
    </Section>
  )
}

function AddButton({ words, press }: { words: string; press: () => void }) {
  return (
    <Button onPress={press}>
      <Plus aria-hidden className="size-4" />
      {words}
    </Button>
  )
}

function deeds<Thing>(thing: Thing, setOpen: (open: Open<Thing>) => void, t: ReturnType<typeof useI18n>['t']) {
  return (
    <span className="flex justify-end">
      <Button look="bare" onPress={() => setOpen({ dialog: 'change', thing })}>
        {t('people.settings.change')}
      </Button>
      <Button look="bare" onPress={() => setOpen({ dialog: 'remove', thing })}>
        {t('people.settings.remove')}
      </Button>
    </span>
  )
}

function DepartmentDialog({ department, close }: { department: Department | null; close: () => void }) {
  const { t } = useI18n()
  const adding = useAct(addDepartment, [departments])
  const changing = useAct(updateDepartment, [departments])
  const save = ({ name = '', outside }: Fields) => {
    const written = { name, isOutside: outside === 'on' }
    return department ? changing.mutateAsync({ id: department.id, ...written }) : adding.mutateAsync(written)
  }
  return (
    <Dialog title={department?.name ?? t('people.settings.add_department')} isOpen close={close}>
      <Form send={save} then={close} button={t('base.save')}>
        <TextField label={t('people.settings.name')} name="name" defaultValue={department?.name ?? ''} isRequired maxLength={80} />
        <Checkbox label={t('people.settings.outside')} hint={t('people.settings.outside_hint')} name="outside" value="on" defaultSelected={department?.isOutside ?? false} />
      </Form>
    </Dialog>
  )
}

function Persons({ departments: known }: { departments: readonly Department[] }) {
  const { t } = useI18n()
  const mayManage = useMay('people:manage')
  const read = useRead(persons, { limit: ROWS_MAX })
  const [open, setOpen] = useState<Open<Person>>(null)
  const close = () => setOpen(null)
  const removing = useAct(removePerson, [persons])
  const who = ({ name, email }: Person) => (
    <span className="flex min-w-0 flex-col">
      <Name>{name}</Name>
      {email && (
        <bdi dir="ltr" className="truncate text-meta text-quiet">
          {email}
        </bdi>
      )}
    </span>
  )
  const columns: Column<Person>[] = [
    { id: 'who', title: t('people.settings.person'), cell: who },
    { id: 'department', title: t('people.settings.department'), cell: ({ departmentId }) => known.find(({ id }) => id === departmentId)?.name ?? '—' },
    { id: 'language', title: t('people.settings.language'), cell: ({ language }) => t(`base.language.${language}`) },
    { id: 'deeds', title: t('people.settings.deeds'), isTitleHidden: true, cell: (thing) => mayManage && deeds(thing, setOpen, t) },
  ]
  const rows = read.data?.persons ?? []
  return (
    <Section
      title={t('people.settings.persons')}
      about={t('people.settings.persons_about')}
      actions={mayManage && <AddButton words={t('people.settings.add_person')} press={() => setOpen({ dialog: 'add' })} />}
    >
      {rows.length > 0 && <Table label={t('people.settings.persons')} columns={columns} rows={rows} keyOf={({ id }) => id} />}
      {open && open.dialog !== 'remove' && <PersonDialog person={open.dialog === 'change' ? open.thing : null} departments={known} close={close} />}
      {open?.dialog === 'remove' && (
        <Confirm
          title={t('people.settings.remove_title', { name: open.thing.name })}
          about={t('people.settings.remove_person_about')}
          button={t('people.settings.remove')}
          act={() => removing.mutateAsync({ id: open.thing.id })}
          close={close}
        />
      )}
    </Section>
  )
}
