import { useMutation } from '@tanstack/react-query'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Problem } from './form.tsx'
import { useI18n } from './i18n.tsx'

/** Asks before something that cannot be taken back: what will happen, and a button that says so. Closes when it is done. */
export function Confirm({ title, about, button, act, close }: { title: string; about: string; button: string; act: () => Promise<unknown>; close: () => void }) {
  const { t } = useI18n()
  const acting = useMutation({ mutationFn: act, onSuccess: close })
  return (
    <Dialog title={title} isOpen close={close}>
      <p>{about}</p>
      <Problem error={acting.error} />
      <div className="flex justify-end gap-2">
        <Button onPress={close}>{t('base.cancel')}</Button>
        <Button look="main" onPress={() => acting.mutate()} isPending={acting.isPending}>
          {button}
        </Button>
      </div>
    </Dialog>
  )
}
