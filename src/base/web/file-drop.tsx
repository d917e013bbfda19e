import { Upload } from 'lucide-react'
import { DropZone } from 'react-aria-components/DropZone'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { Button } from './button.tsx'
import { useI18n } from './i18n.tsx'

/** Takes files, chosen or dropped. `accept` are endings (`.csv`) or media types; what is dropped may be anything all the same. */
export function FileDrop({ label, hint, accept = [], isMany = false, isDisabled = false, take }: {
  label: string
  hint?: string
  accept?: readonly string[]
  isMany?: boolean
  isDisabled?: boolean
  take: (files: File[]) => void
}) {
  const { t } = useI18n()
  const some = (files: File[]) => (files.length > 0 ? take(isMany ? files : files.slice(0, 1)) : undefined)
  return (
    <DropZone
      aria-label={label}
      isDisabled={isDisabled}
      onDrop={({ items }) => {
        void Promise.all(items.flatMap((item) => (item.kind === 'file' ? [item.getFile()] : []))).then(some)
      }}
      className="flex flex-col items-center gap-2 rounded-card border border-dashed border-edge bg-canvas px-5 py-8 text-center data-drop-target:border-accent data-drop-target:bg-wash"
    >
      <Upload aria-hidden className="size-6 text-quiet" />
      <FileTrigger acceptedFileTypes={accept} allowsMultiple={isMany} onSelect={(files) => some([...(files ?? [])])}>
        <Button isDisabled={isDisabled}>{t('base.file.choose')}</Button>
      </FileTrigger>
      <p className="text-meta text-quiet max-md:hidden">{t('base.file.drop')}</p>
      {hint && <p className="text-meta text-quiet">{hint}</p>}
    </DropZone>
  )
}
