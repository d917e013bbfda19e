import { Check } from 'lucide-react'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { useI18n } from './i18n.tsx'
import { Name } from './name.tsx'

/** One thing of a list that can be chosen, with a quiet sentence about it if it needs one. */
export type Option = { readonly id: string; readonly name: string; readonly about?: string }

/** The list that opens below a Select or ComboBox. */
export function Options({ options }: { options?: readonly Option[] }) {
  const { t } = useI18n()
  return (
    <Popover className="max-h-80 w-(--trigger-width) min-w-48 overflow-y-auto rounded-card border border-line bg-surface p-1 shadow-float" offset={6}>
      <ListBox
        {...(options ? { items: options } : {})}
        className="outline-none"
        renderEmptyState={() => <p className="px-2 py-2 text-quiet">{t('base.no_match')}</p>}
      >
        {({ id, name, about }: Option) => (
          <ListBoxItem
            id={id}
            textValue={name}
            className="flex min-h-9 cursor-default items-center gap-2.5 rounded-control px-2 py-1.5 outline-none focused:bg-sunken max-md:min-h-11"
          >
            {({ isSelected }) => (
              <>
                <span className="min-w-0 grow">
                  <Name>{name}</Name>
                  {about && <span className="block text-meta text-quiet">{about}</span>}
                </span>
                {isSelected && <Check aria-hidden className="size-4 shrink-0 text-accent" />}
              </>
            )}
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  )
}
