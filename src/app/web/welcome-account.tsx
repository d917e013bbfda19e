import { call } from '../../base/web/call.ts'
import { Form, type Fields } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { useDraft } from '../../base/web/use-draft.ts'
import { claim } from '../../people/contract.ts'
import { signIn } from '../../people/web/doors.ts'
import { NewPassword } from '../../people/web/set-password-page.tsx'
import { Frame } from './welcome-frame.tsx'

/** The owner's account. What was typed stays, the password aside. */
export function Account({ token, back, done }: { token: string; back: () => void; done: () => void }) {
  const { t } = useI18n()
  const [draft, setDraft] = useDraft('welcome.account', { name: '', email: '' }, 'session')
  const send = async ({ name = '', email = '', password = '' }: Fields) => {
    await call(claim, { token, name, email, password })
    await signIn(email, password)
  }
  return (
    <Frame step="account" title={t('app.welcome.account')} about={t('app.welcome.account_about')} back={back}>
      <Form send={send} then={done} button={t('app.welcome.go_on')}>
        <TextField label={t('people.name')} name="name" autoComplete="name" maxLength={80} isRequired value={draft.name} onChange={(name) => setDraft({ ...draft, name })} />
        <TextField label={t('people.email')} name="email" type="email" autoComplete="username" isRequired value={draft.email} onChange={(email) => setDraft({ ...draft, email })} />
        <NewPassword />
      </Form>
    </Frame>
  )
}
