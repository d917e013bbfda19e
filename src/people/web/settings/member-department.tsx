import { useState } from 'react'
import { Button } from '../../../base/web/button.tsx'
import { Dialog } from '../../../base/web/dialog.tsx'
import { type Fields, Form } from '../../../base/web/form.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { useMay } from '../../../base/web/may.ts'
import { Select } from '../../../base/web/select.tsx'
import { useAct } from '../../../base/web/use-act.ts'
import { useRead } from '../../../base/web/use-read.ts'
import { addPerson, departments, type Member, type Person, persons, updatePerson } from '../../contract.ts'

const ROWS_MAX = 200
/** No department, in a list of ids. */
const NONE = 'none'

/** For which department a member works, by the person they are. A partner works for an outsider, or sees nothing of it. */
export function MemberDepartment({ member }: { member: Member }) {
  const { t } = useI18n()
  const mayManage = useMay('people:manage')
  const [isChoosing, setChoosing] = useState(false)
  const people = useRead(persons, { limit: ROWS_MAX }).data?.persons
  const known = useRead(departments, { limit: ROWS_MAX }).data?.departments
  if (!people || !known) return null
  const person = people.find(({ userId }) => userId === member.userId) ?? null
  const department = known.find(({ id }) => id === person?.departmentId)
  const isPartner = member.role === 'partner'
  const isAstray = isPartner && !department?.isOutside
  const choices = known.filter(({ isOutside }) => isOutside || !isPartner)
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
      {isAstray ? <span className="text-warn">{t('people.settings.partner_astray')}</span> : <bdi className="min-w-0 wrap-anywhere">{department?.name ?? '—'}</bdi>}
      {mayManage && choices.length > 0 && (
        <Button look="bare" label={t('people.settings.change_works_in', { name: member.name || member.email })} onPress={() => setChoosing(true)}>
          {t('people.settings.change')}
        </Button>
      )}
      {isAstray && choices.length === 0 && <span className="text-meta text-quiet">{t('people.settings.no_outsiders')}</span>}
      {isChoosing && (
        <Dialog title={t('people.settings.works_in')} isOpen close={() => setChoosing(false)}>
          <Choice
            member={member}
            person={person ?? people.find(({ userId, email }) => userId === null && email !== null && email === member.email) ?? null}
            options={isPartner ? choices : [{ id: NONE, name: t('people.settings.no_department') }, ...choices]}
            chosen={isAstray ? undefined : (department?.id ?? NONE)}
            close={() => setChoosing(false)}
          />
        </Dialog>
      )}
    </span>
  )
}

/** Whoever is no person of the workspace yet becomes one. */
function Choice({ member, person, options, chosen, close }: {
  member: Member
  person: Person | null
  options: readonly { readonly id: string; readonly name: string }[]
  chosen: string | undefined
  close: () => void
}) {
  const { t, language } = useI18n()
  const adding = useAct(addPerson, [persons])
  const changing = useAct(updatePerson, [persons])
  const save = ({ department }: Fields) => {
    const tied = { userId: member.userId, departmentId: department && department !== NONE ? department : null }
    if (person) return changing.mutateAsync({ id: person.id, ...tied })
    return adding.mutateAsync({ name: member.name || member.email, email: member.email, language, ...tied })
  }
  return (
    <Form send={save} then={close} button={t('base.save')}>
      <p className="text-quiet">{t(member.role === 'partner' ? 'people.settings.partner_works_about' : 'people.settings.works_about')}</p>
      <Select label={t('people.settings.department')} name="department" options={options} isRequired {...(chosen ? { defaultValue: chosen } : {})} />
    </Form>
  )
}
