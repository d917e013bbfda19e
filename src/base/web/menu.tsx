import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Header, Menu as AriaMenu, MenuItem, MenuSection, MenuTrigger, Popover, Separator } from 'react-aria-components/Menu'

/** One thing that can be chosen. */
export type Choice = { readonly id: string; readonly words: ReactNode; readonly text: string; readonly icon?: ReactNode; readonly choose: () => void }

/** Choices that belong together: with `chosen`, exactly one of them holds at a time. */
export type Choices = { readonly title?: string; readonly chosen?: string; readonly choices: readonly Choice[] }

/** A button that opens a menu. `label` is what it is called; `children` is what is seen; with `isOpenAtFirst` the menu is open as it comes. */
export function Menu({ label, groups, children, className = '', isOpenAtFirst = false }: {
  label: string
  groups: readonly Choices[]
  children: ReactNode
  className?: string
  isOpenAtFirst?: boolean
}) {
  return (
    <MenuTrigger defaultOpen={isOpenAtFirst}>
      <Button
        aria-label={label}
        className={`flex min-h-9 min-w-0 cursor-default items-center gap-2 rounded-control px-2 text-start transition-colors hovered:bg-sunken pressed:bg-sunken aria-expanded:bg-sunken max-md:min-h-11 ${className}`}
      >
        {children}
      </Button>
      <Popover className="max-h-96 min-w-56 max-w-80 overflow-y-auto rounded-card border border-line bg-surface p-1 shadow-float" offset={6}>
        <AriaMenu className="outline-none" aria-label={label}>
          {groups.flatMap((group, at) => [
            ...(at > 0 ? [<Separator key={`line ${group.choices[0]?.id}`} className="mx-2 my-1 border-t border-line" />] : []),
            <Group key={group.choices[0]?.id} group={group} />,
          ])}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

function Group({ group: { title, chosen, choices } }: { group: Choices }) {
  return (
    <MenuSection
      {...(title ? {} : { 'aria-label': choices[0]?.text ?? '' })}
      {...(chosen === undefined ? {} : { selectionMode: 'single' as const, selectedKeys: [chosen], disallowEmptySelection: true })}
    >
      {title && <Header className="px-2 pt-1.5 pb-1 text-meta text-quiet">{title}</Header>}
      {choices.map(({ id, words, text, icon, choose }) => (
        <MenuItem
          key={id}
          id={id}
          textValue={text}
          onAction={choose}
          className="flex min-h-9 cursor-default items-center gap-2.5 rounded-control px-2 outline-none focused:bg-sunken max-md:min-h-11"
        >
          {({ isSelected }) => (
            <>
              {icon}
              <span className="min-w-0 grow">{words}</span>
              {isSelected && <Check aria-hidden className="size-4 shrink-0 text-accent" />}
            </>
          )}
        </MenuItem>
      ))}
    </MenuSection>
  )
}
