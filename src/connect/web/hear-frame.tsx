import type { ReactNode } from 'react'
import { PublicHead } from '../../base/web/public-head.tsx'
import { useTitle } from '../../base/web/title.ts'

/** What stands around the doors and receipts: whose they are, and the other language. Made for a phone held in one hand. */
export function HearFrame({ workspace, title, children }: { workspace: string | null; title: string; children: ReactNode }) {
  useTitle(title)
  return (
    <div className="h-full overflow-y-auto bg-canvas">
      <div className="mx-auto flex min-h-full max-w-lg flex-col gap-5 px-4 pt-[max(1rem,env(safe-area-inset-top))] pb-[max(1rem,env(safe-area-inset-bottom))]">
        <PublicHead workspace={workspace} />
        <main className="flex grow flex-col gap-5">{children}</main>
      </div>
    </div>
  )
}
