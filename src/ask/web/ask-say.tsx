import { useMutation } from '@tanstack/react-query'
import { Paperclip } from 'lucide-react'
import { useState } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { base64Of } from '../../base/web/base64-of.ts'
import { Button } from '../../base/web/button.tsx'
import { Problem } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { useDraft } from '../../base/web/use-draft.ts'
import { type AskDetails, attach, comment, FILE_BYTES_MAX, WORDS_UNITS_MAX } from '../contract.ts'
import { useDeed } from './use-deed.ts'

/** Says something about an ask, to both sides, or adds a file. It is no answer. */
export function SayOnAsk({ ask: { id, may } }: { ask: AskDetails }) {
  const { t } = useI18n()
  const deed = useDeed()
  const [{ words }, write] = useDraft(`ask-comment.${id}`, { words: '' }, 'session')
  const [isTooLarge, setTooLarge] = useState(false)
  const saying = useMutation({ mutationFn: () => deed(comment, { id, words }), onSuccess: () => write(null) })
  const attaching = useMutation({ mutationFn: async (file: File) => deed(attach, { id, name: file.name, type: file.type, base64: await base64Of(file) }) })
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (!file) return
    setTooLarge(file.size > FILE_BYTES_MAX)
    if (file.size <= FILE_BYTES_MAX) attaching.mutate(file)
  }
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (words.trim()) saying.mutate()
      }}
    >
      <TextField label={t('ask.one.say')} rows={2} maxLength={WORDS_UNITS_MAX} value={words} onChange={(next) => write({ words: next })} />
      <Problem error={saying.error ?? attaching.error} />
      {isTooLarge && (
        <p role="alert" className="text-bad">
          {t('ask.one.file_large')}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" isDisabled={words.trim() === ''} isPending={saying.isPending}>
          {t('ask.one.say_button')}
        </Button>
        {may.includes('attach') && (
          <FileTrigger onSelect={take}>
            <Button look="bare" isPending={attaching.isPending}>
              <Paperclip aria-hidden className="size-4" />
              {t('ask.one.attach')}
            </Button>
          </FileTrigger>
        )}
      </div>
    </form>
  )
}
