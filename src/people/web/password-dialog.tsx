import { useQueryClient } from '@tanstack/react-query'
import { Dialog } from '../../base/web/dialog.tsx'
import { type Fields, Form } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { changePassword, setPassword } from './doors.ts'
import { NewPassword } from './set-password-page.tsx'

/** The first password of an account that was signed in to by links, or another one. */
export function PasswordDialog({ hasPassword, close }: { hasPassword: boolean; close: () => void }) {
  const { t } = useI18n()
  const client = useQueryClient()
  const save = ({ current = '', password = '' }: Fields) => (hasPassword ? changePassword(current, password) : setPassword(password))
  const saved = () => {
    void client.invalidateQueries()
    close()
  }
  return (
    <Dialog title={t('people.set_password.title')} isOpen close={close}>
      <Form send={save} then={saved} button={t('people.set_password.button')} sentences={{ failed: t('people.current_password_wrong') }}>
        {hasPassword && <TextField label={t('people.current_password')} name="current" type="password" autoComplete="current-password" isRequired />}
        <NewPassword />
      </Form>
    </Dialog>
  )
}
