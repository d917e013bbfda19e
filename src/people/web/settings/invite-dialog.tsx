import { useState } from 'react'
import type { OutputOf } from '../../../base/endpoint.ts'
import { Command } from '../../../base/web/command.tsx'
import { Dialog } from '../../../base/web/dialog.tsx'
import { type Fields, Form } from '../../../base/web/form.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { RadioGroup } from '../../../base/web/radio-group.tsx'
import { TextField } from '../../../base/web/text-field.tsx'
import { useAct } from '../../../base/web/use-act.ts'
import { type Member, invitations, invite } from '../../contract.ts'
import { grantable } from './roles.ts'

/** Invites somebody: a link that can be copied, and is mailed too where a mail server is set up. */
export function InviteDialog({ ownRole, close }: { ownRole: Member['role']; close: () => void }) {
  const { t } = useI18n()
  const [made, setMade] = useState<OutputOf<typeof invite> | null>(null)
  const inviting = useAct(invite, [invitations])
  const roles = grantable(ownRole)
  const send = ({ email, role }: Fields) =>
    inviting.mutateAsync({ email: email?.trim() || null, role: roles.find((each) => each === role) ?? 'viewer' })
  return (
    <Dialog title={t('people.settings.invite')} isOpen close={close}>
      {made ? (
        <>
          <p>{made.mailed ? t('people.settings.mailed', { email: made.invitation.email ?? '' }) : t('people.settings.send_link')}</p>
          <Command>{made.link}</Command>
          <p className="text-meta text-quiet">{t('people.settings.link_about')}</p>
        </>
      ) : (
        <Form send={send} then={setMade} button={t('people.settings.make_link')}>
          <TextField label={t('people.email')} hint={t('people.settings.email_hint')} name="email" type="email" autoComplete="off" />
          <RadioGroup
            label={t('people.settings.role')}
            name="role"
            defaultValue="agent"
            options={roles.map((id) => ({ id, name: t(`people.role.${id}`), about: t(`people.role_about.${id}`) }))}
          />
        </Form>
      )}
    </Dialog>
  )
}
