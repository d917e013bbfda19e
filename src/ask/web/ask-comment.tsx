import { MailQuestion } from 'lucide-react'
import { Button } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import type { AskDetails } from '../contract.ts'

/** What somebody said about an ask; or a mail that could not be read as an answer, with the way to write down what it says. */
export function AskComment({ comment: { by, words, isUnreadMail, at }, ask, writeDown }: {
  comment: AskDetails['comments'][number]
  ask: AskDetails
  writeDown: (words: string) => void
}) {
  const { t, when, exactly } = useI18n()
  return (
    <article className={isUnreadMail ? 'flex flex-col gap-3 rounded-card bg-warn-wash p-4' : 'flex flex-col gap-1 rounded-card bg-canvas p-4'}>
      {isUnreadMail && (
        <h3 className="flex items-start gap-2 font-medium">
          <MailQuestion aria-hidden className="mt-0.5 size-4.5 shrink-0 text-warn" />
          {t('ask.one.unread_mail')}
        </h3>
      )}
      <p dir="auto" className="line-clamp-[24] whitespace-pre-wrap wrap-anywhere">
        {words}
      </p>
      <p className="text-meta text-quiet">
        <bdi className="font-medium text-ink">{by}</bdi> <span aria-hidden>·</span> <time dateTime={at} title={exactly(at)}>{when(at)}</time>
      </p>
      {isUnreadMail && ask.may.includes('write_down') && (
        <Button onPress={() => writeDown(by)} className="self-start">
          {t('ask.one.unread_mail_write')}
        </Button>
      )}
    </article>
  )
}
