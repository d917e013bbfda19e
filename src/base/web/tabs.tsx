import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs, type TabsProps } from 'react-aria-components/Tabs'

/** Parts of one thing, of which one is seen at a time: `selectedKey` and `onSelectionChange` by their ids, or none of both. */
export function Tabs({ label, tabs, ...props }: Omit<TabsProps, 'children'> & {
  label: string
  tabs: readonly { readonly id: string; readonly title: string; readonly content: ReactNode }[]
}) {
  return (
    <AriaTabs {...props} className="flex min-h-0 flex-col gap-4">
      <TabList aria-label={label} className="flex gap-1 overflow-x-auto border-b border-line">
        {tabs.map(({ id, title }) => (
          <Tab
            key={id}
            id={id}
            className="-mb-px flex min-h-9 cursor-default items-center border-b-2 border-transparent px-3 whitespace-nowrap text-quiet -outline-offset-2 hovered:text-ink chosen:border-accent chosen:font-medium chosen:text-accent max-md:min-h-11"
          >
            {title}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, content }) => (
        <TabPanel key={id} id={id} className="min-h-0">
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
