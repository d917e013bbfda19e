import { useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import type { AnswerPage } from '../contract.ts'

const NAME_UNITS_MAX = 60

/** As whom one answers: whom the link was made for, unless one says otherwise. */
export function AnswerAs({ page: { recipient, to }, by, change }: { page: AnswerPage; by: string; change: (by: string) => void }) {
  const { t } = useI18n()
  const [isElse, setIsElse] = useState(recipient === null || by !== '')
  if (isElse) {
    return (
      <TextField
        label={t('ask.answer_page.your_name')}
        autoComplete="name"
        maxLength={NAME_UNITS_MAX}
        value={by}
        onChange={change}
        hint={recipient ? t('ask.answer_page.else_about', { name: recipient.name }) : t('ask.answer_page.name_about', { department: to.department ?? to.person ?? '' })}
      />
    )
  }
  return (
    <p className="flex flex-wrap items-center gap-x-1 text-meta text-quiet">
      {t('ask.answer_page.answering_as', { name: recipient?.name ?? '' })}
      <Button look="bare" onPress={() => setIsElse(true)}>
        {t('ask.answer_page.somebody_else')}
      </Button>
    </p>
  )
}
