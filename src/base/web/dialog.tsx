import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Button } from './button.tsx'
import { useI18n } from './i18n.tsx'

/** A dialog over the page, closed by its button, Escape or a click beside it. */
export function Dialog({ title, isOpen, close, isWide = false, children }: {
  title: string
  isOpen: boolean
  close: () => void
  isWide?: boolean
  children: ReactNode
}) {
  const { t } = useI18n()
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => open || close()}
      isDismissable
      className="fixed inset-0 z-20 flex items-center justify-center bg-[oklch(0.15_0.02_285/0.45)] p-4"
    >
      <Modal className={`flex max-h-full w-full rounded-card border border-line bg-surface shadow-float ${isWide ? 'max-w-2xl' : 'max-w-md'}`}>
        <AriaDialog className="flex w-full flex-col gap-4 overflow-y-auto p-5 outline-none">
          <div className="flex items-center justify-between gap-4">
            <Heading slot="title" className="text-title font-semibold">
              {title}
            </Heading>
            <Button look="bare" label={t('base.close')} onPress={close}>
              <X aria-hidden className="size-4" />
            </Button>
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
