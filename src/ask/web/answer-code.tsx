import { useMutation } from '@tanstack/react-query'
import { MailCheck } from 'lucide-react'
import { type SyntheticEvent, useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { call } from '../../base/web/call.ts'
import { Problem } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { confirmByCode } from '../contract.ts'
import { Outcome } from './answer-given.tsx'
import { useShow } from './use-answering.ts'

const DIGITS = 6

/** Asks for the code that was mailed: with its last digit it is sent. */
export function CodeForm({ token, code, title, change }: { token: string; code: { answerId: string; sentTo: string }; title: string; change: () => void }) {
  const { t } = useI18n()
  const show = useShow(token)
  const [digits, setDigits] = useState('')
  const confirming = useMutation({
    networkMode: 'always',
    mutationFn: (given: string) => call(confirmByCode, { token, answerId: code.answerId, code: given }),
    onSuccess: ({ page }) => show(page),
    onError: () => setDigits(''),
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (digits.length === DIGITS) confirming.mutate(digits)
  }
  return (
    <Outcome icon={MailCheck} title={t('ask.answer_page.code_title')}>
      <p className="font-medium">{title}</p>
      <p className="text-quiet">{t('ask.answer_page.code_about', { address: code.sentTo })}</p>
      <form onSubmit={submit} className="flex flex-col gap-3">
        <div className="[&_input]:text-center [&_input]:font-mono [&_input]:text-title [&_input]:tracking-[0.4em]">
          <TextField
            label={t('ask.answer_page.code')}
            type="tel"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={DIGITS}
            value={digits}
            onChange={(typed) => {
              const only = typed.replaceAll(/\D/g, '')
              setDigits(only)
              if (only.length === DIGITS && !confirming.isPending) confirming.mutate(only)
            }}
          />
        </div>
        <Problem error={confirming.error} />
        <Button look="main" type="submit" className="min-h-12" isPending={confirming.isPending} isDisabled={digits.length !== DIGITS}>
          {t('ask.answer_page.confirm')}
        </Button>
        <Button look="bare" onPress={change}>
          {t('ask.answer_page.change')}
        </Button>
      </form>
    </Outcome>
  )
}
