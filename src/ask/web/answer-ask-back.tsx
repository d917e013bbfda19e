import { useMutation } from '@tanstack/react-query'
import { MessageCircle } from 'lucide-react'
import { type SyntheticEvent, useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { call } from '../../base/web/call.ts'
import { Problem } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { newKey } from '../../base/web/new-key.ts'
import { TextField } from '../../base/web/text-field.tsx'
import { useDraft } from '../../base/web/use-draft.ts'
import { commentByLink, WORDS_UNITS_MAX } from '../contract.ts'
import { useShow } from './use-answering.ts'

/** Asks something back before one answers. It is no answer. */
export function AskBack({ token, by }: { token: string; by: string }) {
  const { t } = useI18n()
  const show = useShow(token)
  // The key is kept with the words: sent again after a cut line, they are said once.
  const [{ words, key }, setDraft] = useDraft(`back.${token}`, { words: '', key: '' }, 'session')
  const [isOpen, setIsOpen] = useState(words !== '')
  const sending = useMutation({
    networkMode: 'always',
    mutationFn: () => call(commentByLink, { token, key, words, by }),
    onSuccess: ({ page }) => {
      setDraft(null)
      setIsOpen(false)
      show(page)
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (words.trim() !== '') sending.mutate()
  }
  if (!isOpen) {
    return (
      <Button look="bare" className="-ms-2 self-start" onPress={() => setIsOpen(true)}>
        <MessageCircle aria-hidden className="size-4.5" />
        {t(sending.isSuccess ? 'ask.answer_page.asked_back' : 'ask.answer_page.ask_back')}
      </Button>
    )
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <TextField
        label={t('ask.answer_page.ask_back')}
        hint={t('ask.answer_page.ask_back_about')}
        rows={3}
        maxLength={WORDS_UNITS_MAX}
        value={words}
        onChange={(next) => setDraft({ words: next, key: key || newKey() })}
      />
      <Problem error={sending.error} />
      <Button type="submit" className="min-h-11" isPending={sending.isPending}>
        {t('ask.answer_page.ask_back_send')}
      </Button>
    </form>
  )
}
