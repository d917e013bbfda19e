import { useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { Form } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { mailLink, signIn, spendLink } from './doors.ts'
import { Porch } from './porch.tsx'

/** Signing in: with a password, by a mailed link, or with the token of such a link. `signedIn` goes on from here. */
export function SignInPage({ token, signedIn }: { token?: string; signedIn: () => void }) {
  const [way, setWay] = useState<'password' | 'link' | 'mailed'>('password')
  if (token) return <WithLink token={token} signedIn={signedIn} />
  if (way === 'mailed') return <Mailed />
  return way === 'link' ? <ByLink mailed={() => setWay('mailed')} back={() => setWay('password')} /> : <ByPassword signedIn={signedIn} byLink={() => setWay('link')} />
}

function ByPassword({ signedIn, byLink }: { signedIn: () => void; byLink: () => void }) {
  const { t } = useI18n()
  return (
    <Porch title={t('people.sign_in.title')}>
      <Form
        send={({ email = '', password = '' }) => signIn(email, password)}
        then={signedIn}
        button={t('people.sign_in.button')}
        sentences={{ not_signed_in: t('people.sign_in.wrong') }}
      >
        <TextField label={t('people.email')} name="email" type="email" autoComplete="username" isRequired />
        <TextField label={t('people.password')} name="password" type="password" autoComplete="current-password" isRequired />
      </Form>
      <Button look="bare" onPress={byLink}>
        {t('people.sign_in.mail_me')}
      </Button>
    </Porch>
  )
}

function ByLink({ mailed, back }: { mailed: () => void; back: () => void }) {
  const { t } = useI18n()
  return (
    <Porch title={t('people.sign_in.link_title')} about={t('people.sign_in.link_about')}>
      <Form send={({ email = '' }) => mailLink(email)} then={mailed} button={t('people.sign_in.send_link')}>
        <TextField label={t('people.email')} name="email" type="email" autoComplete="username" isRequired />
      </Form>
      <Button look="bare" onPress={back}>
        {t('people.sign_in.with_password')}
      </Button>
    </Porch>
  )
}

function Mailed() {
  const { t } = useI18n()
  return (
    <Porch title={t('people.sign_in.mailed_title')} about={t('people.sign_in.mailed_about')}>
      {null}
    </Porch>
  )
}

/** Mail scanners open every link, so opening one signs nobody in: the button does. */
function WithLink({ token, signedIn }: { token: string; signedIn: () => void }) {
  const { t } = useI18n()
  return (
    <Porch title={t('people.sign_in.welcome')} about={t('people.sign_in.welcome_about')}>
      <Form send={() => spendLink(token)} then={signedIn} button={t('people.sign_in.button')} />
    </Porch>
  )
}
