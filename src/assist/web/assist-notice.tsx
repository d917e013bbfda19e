import { useI18n } from '../../base/web/i18n.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { assistNotice } from '../contract.ts'

/** On the public privacy page: who else reads what was said, while the assistant is on. */
export function AssistNotice({ slug }: { slug: string }) {
  const { t, language } = useI18n()
  const notice = useRead(assistNotice, { slug }).data
  if (!notice || notice.operator === null || notice.tasks.length === 0) return null
  const tasks = new Intl.ListFormat(language, { type: 'disjunction' }).format(notice.tasks.map((task) => t(`assist.notice.task.${task}`)))
  return (
    <section className="flex flex-col gap-2">
      <h2 className="font-semibold">{t('assist.notice.title')}</h2>
      <p>{t('assist.notice.about', { operator: notice.operator, tasks })}</p>
    </section>
  )
}
