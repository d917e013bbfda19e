import { lazy, Suspense, useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'

// With it comes what reads the queries of other products: only for those who have one.
const BringAlongDialog = lazy(async () => ({ default: (await import('./bring-along-dialog.tsx')).BringAlongDialog }))

/** The way in for whoever has a query of another product; `use` gets what it becomes. */
export function BringAlong({ isWritten, use }: { isWritten: boolean; use: (text: string) => void }) {
  const { t } = useI18n()
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Button look="bare" onPress={() => setOpen(true)} className="-ms-2 self-start text-meta">
        {t('listen.bring.link')}
      </Button>
      {isOpen && (
        <Suspense>
          <BringAlongDialog
            isWritten={isWritten}
            use={(text) => {
              use(text)
              close()
            }}
            close={close}
          />
        </Suspense>
      )}
    </>
  )
}
