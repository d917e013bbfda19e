import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { useI18n } from './i18n.tsx'

/** Somebody else has saved meanwhile: theirs and mine, side by side, and the choice. Until then neither is lost. */
export function BothVersions({ about, theirs, mine, takeTheirs, keepMine, isPending }: {
  about: string
  theirs: ReactNode
  mine: ReactNode
  takeTheirs: () => void
  keepMine: () => void
  isPending: boolean
}) {
  const { t } = useI18n()
  return (
    <div role="alert" className="flex flex-col gap-4 rounded-card bg-warn-wash p-4">
      <p className="font-medium">{about}</p>
      <div className="grid gap-3 md:grid-cols-2">
        <Version title={t('base.conflict.theirs')} button={t('base.conflict.take_theirs')} choose={takeTheirs} isPending={isPending}>
          {theirs}
        </Version>
        <Version title={t('base.conflict.mine')} button={t('base.conflict.keep_mine')} choose={keepMine} isPending={isPending}>
          {mine}
        </Version>
      </div>
    </div>
  )
}

function Version({ title, button, choose, isPending, children }: { title: string; button: string; choose: () => void; isPending: boolean; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-2 rounded-control border border-line bg-surface p-3">
      <h3 className="text-meta font-medium text-quiet">{title}</h3>
      <div className="flex min-w-0 grow flex-col gap-1 wrap-anywhere">{children}</div>
      <Button onPress={choose} isDisabled={isPending} className="self-start">
        {button}
      </Button>
    </section>
  )
}
