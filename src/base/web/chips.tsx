import { X } from 'lucide-react'
import { Button, Tag, TagGroup, TagList } from 'react-aria-components/TagGroup'
import { useI18n } from './i18n.tsx'

/** Things that hold together, each of which can be taken away: by its cross, or by Delete when the keyboard is at it. */
export function Chips({ label, chips, remove }: {
  label: string
  chips: readonly { readonly id: string; readonly name: string }[]
  remove: (id: string) => void
}) {
  const { t } = useI18n()
  return (
    <TagGroup aria-label={label} onRemove={(ids) => [...ids].forEach((id) => remove(String(id)))}>
      <TagList className="flex flex-wrap gap-1.5" items={chips}>
        {({ id, name }) => (
          <Tag id={id} textValue={name} className="flex min-w-0 cursor-default items-center rounded-full bg-wash ps-3 text-accent">
            <bdi className="max-w-56 truncate">{name}</bdi>
            <Button slot="remove" aria-label={t('base.remove', { name })} className="flex size-8 cursor-default items-center justify-center rounded-full hovered:bg-mark max-md:size-11">
              <X aria-hidden className="size-3.5" />
            </Button>
          </Tag>
        )}
      </TagList>
    </TagGroup>
  )
}
