import { Check, Minus } from 'lucide-react'
import { CheckboxButton, CheckboxField, type CheckboxFieldProps } from 'react-aria-components/Checkbox'
import { Hint } from './field.tsx'

/** Something that holds or not; `label` says what holds when it is ticked. */
export function Checkbox({ label, hint, ...props }: Omit<CheckboxFieldProps, 'children'> & { label: string; hint?: string }) {
  return (
    <CheckboxField {...props} className="flex flex-col gap-0.5">
      <CheckboxButton className="group flex min-h-9 cursor-default items-center gap-2.5 ringed max-md:min-h-11">
        {({ isSelected, isIndeterminate }) => (
          <>
            <span
              aria-hidden
              className="flex size-5 shrink-0 items-center justify-center rounded-mark border border-edge bg-surface text-on-fill group-chosen:border-fill group-chosen:bg-fill group-hovered:border-ink group-wrong:border-bad group-data-indeterminate:border-fill group-data-indeterminate:bg-fill"
            >
              {isIndeterminate ? <Minus className="size-4" /> : isSelected && <Check className="size-4" />}
            </span>
            {label}
          </>
        )}
      </CheckboxButton>
      {hint && (
        <div className="ps-7.5">
          <Hint>{hint}</Hint>
        </div>
      )}
    </CheckboxField>
  )
}
