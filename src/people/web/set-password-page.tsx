import { Form } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { resetPassword } from './doors.ts'
import { Porch } from './porch.tsx'

/** Where the link of a mailed "new password" letter leads. */
export function SetPasswordPage({ token, done }: { token: string; done: () => void }) {
  const { t } = useI18n()
  return (
    <Porch title={t('people.set_password.title')}>
      <Form
        send={({ password = '' }) => resetPassword(token, password)}
        then={done}
        button={t('people.set_password.button')}
        sentences={{ failed: t('refusal.people.link_spent') }}
      >
        <NewPassword />
      </Form>
    </Porch>
  )
}

/** A password that somebody chooses. */
export function NewPassword() {
  const { t } = useI18n()
  return (
    <TextField
      label={t('people.password')}
      hint={t('people.password_hint')}
      name="password"
      type="password"
      autoComplete="new-password"
      minLength={10}
      maxLength={128}
      isRequired
    />
  )
}
