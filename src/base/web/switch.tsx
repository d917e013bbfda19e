import { SwitchButton, SwitchField, type SwitchFieldProps } from 'react-aria-components/Switch'
import { Hint } from './field.tsx'

/** Something that is on or off, and changes at once. */
export function Switch({ label, hint, ...props }: Omit<SwitchFieldProps, 'children'> & { label: string; hint?: string }) {
  return (
    <SwitchField {...props} className="flex flex-col gap-0.5">
      <SwitchButton className="group flex min-h-9 cursor-default items-center justify-between gap-4 ringed max-md:min-h-11">
        {label}
        <span aria-hidden className="flex h-6 w-10 shrink-0 items-center rounded-full border border-edge bg-sunken p-0.5 transition-colors group-chosen:border-fill group-chosen:bg-fill">
          <span className="size-4.5 rounded-full bg-edge group-chosen:ms-auto group-chosen:bg-on-fill" />
        </span>
      </SwitchButton>
      {hint && <Hint>{hint}</Hint>}
    </SwitchField>
  )
}
