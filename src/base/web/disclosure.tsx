import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, Disclosure as AriaDisclosure, DisclosurePanel, type DisclosureProps, Heading } from 'react-aria-components/Disclosure'

/** What is read only by whoever wants to: `title`, a heading of this `level`, opens and closes it. */
export function Disclosure({ title, level = 3, children, ...props }: Omit<DisclosureProps, 'children'> & { title: string; level?: number; children: ReactNode }) {
  return (
    <AriaDisclosure {...props} className="group flex flex-col">
      <Heading level={level}>
        <Button slot="trigger" className="flex min-h-9 cursor-default items-center gap-2 rounded-control text-start font-medium hovered:text-accent max-md:min-h-11">
          <ChevronDown aria-hidden className="size-4 shrink-0 text-quiet group-data-expanded:rotate-180" />
          {title}
        </Button>
      </Heading>
      <DisclosurePanel className="ps-6">{children}</DisclosurePanel>
    </AriaDisclosure>
  )
}
