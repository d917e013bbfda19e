import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Badge } from '../../../base/web/badge.tsx'
import { Button } from '../../../base/web/button.tsx'
import { Confirm } from '../../../base/web/confirm.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { useMay } from '../../../base/web/may.ts'
import { Name } from '../../../base/web/name.tsx'
import { Section } from '../../../base/web/page.tsx'
import { Select } from '../../../base/web/select.tsx'
import { Failed, Loading, useSentence } from '../../../base/web/states.tsx'
import { type Column, Table } from '../../../base/web/table.tsx'
import { toast } from '../../../base/web/toast.tsx'
import { useAct } from '../../../base/web/use-act.ts'
import { useRead } from '../../../base/web/use-read.ts'
import { changeRole, type Invitation, invitations, type Member, members, removeMember, withdrawInvitation } from '../../contract.ts'
import { InviteDialog } from './invite-dialog.tsx'
import { MemberDepartment } from './member-department.tsx'
import { grantable } from './roles.ts'

const ROWS_MAX = 200

/** Who belongs to the workspace and as what, and who was invited to. */
export function MemberSettings({ ownRole, ownId }: { ownRole: Member['role']; ownId: string }) {
  const { t } = useI18n()
  const [isInviting, setInviting] = useState(false)
  const mayInvite = useMay('people:invite')
  const button = mayInvite && (
    <Button look="main" onPress={() => setInviting(true)}>
      <Plus aria-hidden className="size-4" />
      {t('people.settings.invite')}
    </Button>
  )
  return (
    <>
      <Section title={t('people.settings.members')} about={t('people.settings.members_about')} actions={button}>
        <Members ownRole={ownRole} ownId={ownId} />
      </Section>
      {mayInvite && <Invitations />}
      {isInviting && <InviteDialog ownRole={ownRole} close={() => setInviting(false)} />}
    </>
  )
}

function Members({ ownRole, ownId }: { ownRole: Member['role']; ownId: string }) {
  const { t, when } = useI18n()
  const read = useRead(members, { limit: ROWS_MAX })
  const mayManage = useMay('people:manage')
  const [leaving, setLeaving] = useState<Member | null>(null)
  const removing = useAct(removeMember, [members])
  if (read.isPending) return <Loading rows={2} />
  if (read.isError) return <Failed error={read.error} retry={() => void read.refetch()} />
  const who = (member: Member) => (
    <span className="flex min-w-0 flex-col">
      <Name>{member.name || member.email}</Name>
      <bdi dir="ltr" className="truncate text-meta text-quiet">
        {member.email}
      </bdi>
    </span>
  )
  const role = (member: Member) => <MemberRole member={member} ownRole={ownRole} mayManage={mayManage} />
  const department = (member: Member) => <MemberDepartment member={member} />
  const remove = (member: Member) =>
    mayManage && member.userId !== ownId && (
      <Button look="bare" onPress={() => setLeaving(member)}>
        {t('people.settings.remove')}
      </Button>
    )
  const columns: Column<Member>[] = [
    { id: 'who', title: t('people.settings.member'), cell: who },
    { id: 'role', title: t('people.settings.role'), cell: role },
    { id: 'works', title: t('people.settings.works_in'), cell: department },
    { id: 'since', title: t('people.settings.since'), cell: ({ since }) => when(since) },
    { id: 'remove', title: t('people.settings.remove'), isTitleHidden: true, cell: remove },
  ]
  return (
    <>
      <Table label={t('people.settings.members')} columns={columns} rows={read.data.members} keyOf={({ userId }) => userId} />
      {leaving && (
        <Confirm
          title={t('people.settings.remove_title', { name: leaving.name || leaving.email })}
          about={t('people.settings.remove_about')}
          button={t('people.settings.remove')}
          act={() => removing.mutateAsync({ userId: leaving.userId })}
          close={() => setLeaving(null)}
        />
      )}
    </>
  )
}

function MemberRole({ member, ownRole, mayManage }: { member: Member; ownRole: Member['role']; mayManage: boolean }) {
  const { t } = useI18n()
  const sentence = useSentence()
  const changing = useAct(changeRole, [members])
  const name = t(`people.role.${member.role}`)
  const roles = grantable(ownRole)
  if (!mayManage || !roles.includes(member.role)) return name
  return (
    <Select
      isLabelHidden
      label={t('people.settings.role_of', { name: member.name || member.email })}
      options={roles.map((id) => ({ id, name: t(`people.role.${id}`), about: t(`people.role_about.${id}`) }))}
      value={member.role}
      isDisabled={changing.isPending}
      onChange={(id) => {
        const role = roles.find((each) => each === id)
        if (role) changing.mutate({ userId: member.userId, role }, { onError: (error) => toast({ words: sentence(error) }) })
      }}
    />
  )
}

const TONES = { open: 'accent', accepted: 'good', withdrawn: 'plain', expired: 'plain' } as const

function Invitations() {
  const { t, when } = useI18n()
  const read = useRead(invitations, { limit: ROWS_MAX })
  const withdrawing = useAct(withdrawInvitation, [invitations])
  const sent = read.data?.invitations ?? []
  if (sent.length === 0) return null
  const whom = ({ email }: Invitation) => (email ? <bdi dir="ltr">{email}</bdi> : t('people.settings.anybody'))
  const state = (invitation: Invitation) => <Badge tone={TONES[invitation.state]}>{t(`people.invitation_state.${invitation.state}`)}</Badge>
  const withdraw = ({ id, state }: Invitation) =>
    state === 'open' && (
      <Button look="bare" onPress={() => withdrawing.mutate({ id })} isDisabled={withdrawing.isPending}>
        {t('people.settings.withdraw')}
      </Button>
    )
  const columns: Column<Invitation>[] = [
    { id: 'whom', title: t('people.settings.whom'), cell: whom },
    { id: 'role', title: t('people.settings.role'), cell: ({ role }) => t(`people.role.${role}`) },
    { id: 'state', title: t('people.settings.state'), cell: state },
    { id: 'sent', title: t('people.settings.sent'), cell: ({ createdAt }) => when(createdAt) },
    { id: 'withdraw', title: t('people.settings.withdraw'), isTitleHidden: true, cell: withdraw },
  ]
  return (
    <Section title={t('people.settings.invitations')}>
      <Table label={t('people.settings.invitations')} columns={columns} rows={sent} keyOf={({ id }) => id} />
    </Section>
  )
}
