import type { ReactNode } from 'react'
import { PublicHead } from '../../base/web/public-head.tsx'
import { useTitle } from '../../base/web/title.ts'

/** What stands around an ask that is answered without an account: whose it is, and the other language. */
export function AnswerFrame({ workspace, title, children }: { workspace: string | null; title: string; children: ReactNode }) {
  useTitle(title)
  return (
    <div className="h-full scroll-pb-32 overflow-y-auto bg-canvas">
      <div className="mx-auto flex min-h-full max-w-5xl flex-col px-4 pt-[max(0.75rem,env(safe-area-inset-top))] lg:px-8">
        <PublicHead workspace={workspace} />
        {children}
      </div>
    </div>
  )
}
