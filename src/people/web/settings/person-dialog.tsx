import { Dialog } from '../../../base/web/dialog.tsx'
import { Form, type Fields } from '../../../base/web/form.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { Select } from '../../../base/web/select.tsx'
import { TextField } from '../../../base/web/text-field.tsx'
import { useAct } from '../../../base/web/use-act.ts'
import { LANGUAGES } from '../../../base/wording.ts'
import { addPerson, type Department, type Person, persons, updatePerson } from '../../contract.ts'

/** No department, in a list of ids. */
const NONE = 'none'

/** Somebody who works here: added, or changed. */
export function PersonDialog({ person, departments, close }: { person: Person | null; departments: readonly Department[]; close: () => void }) {
  const { t, language } = useI18n()
  const adding = useAct(addPerson, [persons])
  const changing = useAct(updatePerson, [persons])
  const save = (fields: Fields) => {
    const written = {
      name: fields['name'] ?? '',
      email: fields['email']?.trim() || null,
      language: LANGUAGES.find((each) => each === fields['language']) ?? language,
      departmentId: departments.find(({ id }) => id === fields['department'])?.id ?? null,
    }
    return person ? changing.mutateAsync({ id: person.id, ...written }) : adding.mutateAsync(written)
  }
  return (
    <Dialog title={person?.name ?? t('people.settings.add_person')} isOpen close={close}>
      <Form send={save} then={close} button={t('base.save')}>
        <TextField label={t('people.settings.name')} name="name" defaultValue={person?.name ?? ''} isRequired maxLength={80} />
        <TextField label={t('people.email')} name="email" type="email" defaultValue={person?.email ?? ''} autoComplete="off" />
        <Select
          label={t('people.settings.language')}
          name="language"
          options={LANGUAGES.map((id) => ({ id, name: t(`base.language.${id}`) }))}
          defaultValue={person?.language ?? language}
        />
        {departments.length > 0 && (
          <Select
            label={t('people.settings.department')}
            name="department"
            options={[{ id: NONE, name: t('people.settings.no_department') }, ...departments]}
            defaultValue={person?.departmentId ?? NONE}
          />
        )}
      </Form>
    </Dialog>
  )
}
