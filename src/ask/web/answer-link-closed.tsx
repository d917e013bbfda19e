import { Unlink } from 'lucide-react'
import { Empty } from '../../base/web/states.tsx'
import { useI18n } from '../../base/web/i18n.tsx'

/** A link that opens no more, or that never did. */
export function LinkClosed({ isKnown }: { isKnown: boolean }) {
  const { t } = useI18n()
  return (
    <div className="lg:col-span-2">
      <Empty
        isPage
        icon={<Unlink className="size-6" />}
        title={t(isKnown ? 'ask.answer_page.closed' : 'ask.answer_page.unknown')}
        about={t(isKnown ? 'ask.answer_page.closed_about' : 'ask.answer_page.unknown_about')}
      />
    </div>
  )
}
