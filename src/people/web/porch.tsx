import type { ReactNode } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'
import { OtherLanguage } from '../../base/web/public-head.tsx'
import { useTitle } from '../../base/web/title.ts'

/** The words around what one does before being inside: the name, a title, and the other language. */
export function Porch({ title, about, children }: { title: string; about?: ReactNode; children: ReactNode }) {
  const { t } = useI18n()
  useTitle(title)
  return (
    <div className="flex min-h-full flex-col items-center gap-8 overflow-y-auto px-4 py-10 sm:justify-center">
      <header className="flex items-center gap-2.5 text-title font-bold">
        <img src="/icon.svg" alt="" className="size-8" />
        {t('base.heed')}
      </header>
      <main className="flex w-full max-w-sm flex-col gap-6 rounded-card border border-line bg-surface p-6">
        <div className="flex flex-col gap-1.5">
          <h1 className="text-title font-semibold text-balance">{title}</h1>
          {about && <p className="text-quiet">{about}</p>}
        </div>
        {children}
      </main>
      <footer>
        <OtherLanguage />
      </footer>
    </div>
  )
}
