import type { ReactNode } from 'react'
import { Button } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { useTitle } from '../../base/web/title.ts'
import type { Language } from '../../base/wording.ts'

/** What stands around an ask that is answered without an account: whose it is, and the other language. */
export function AnswerFrame({ workspace, title, children }: { workspace: string | null; title: string; children: ReactNode }) {
  const { t, language, choose } = useI18n()
  useTitle(title)
  const other: Language = language === 'he' ? 'en' : 'he'
  return (
    <div className="h-full scroll-pb-32 overflow-y-auto bg-canvas">
      <div className="mx-auto flex min-h-full max-w-5xl flex-col px-4 pt-[max(0.75rem,env(safe-area-inset-top))] lg:px-8">
        <header className="flex items-center justify-between gap-4">
          <p className="flex min-w-0 items-center gap-2 font-semibold">
            <img src="/icon.svg" alt="" className="size-6" />
            <bdi className="truncate">{workspace ?? t('base.heed')}</bdi>
          </p>
          <Button look="bare" onPress={() => choose(other)}>
            <span lang={other}>{t(`base.language.${other}`)}</span>
          </Button>
        </header>
        {children}
      </div>
    </div>
  )
}
