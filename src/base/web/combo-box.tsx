import { ChevronDown } from 'lucide-react'
import { Button, ComboBox as AriaComboBox, type ComboBoxProps, Input } from 'react-aria-components/ComboBox'
import { FIELD, FieldHead, Hint } from './field.tsx'
import { type Option, Options } from './options.tsx'

/** One of many things, found by typing: `value` and `onChange` by their ids, or `name` and `defaultValue` within a form. */
export function ComboBox({ label, hint, problem, options, placeholder, ...props }: Omit<ComboBoxProps<Option>, 'children' | 'items' | 'defaultItems'> & {
  label: string
  hint?: string
  problem?: string | undefined
  options: readonly Option[]
  placeholder?: string
}) {
  return (
    <AriaComboBox {...props} defaultItems={options} allowsEmptyCollection {...(problem ? { isInvalid: true } : {})} className="flex min-w-0 flex-col gap-1.5">
      <FieldHead label={label} problem={problem} />
      <div className="relative">
        <Input dir="auto" {...(placeholder ? { placeholder } : {})} className={`${FIELD} ps-10 pe-10`} />
        <Button className="absolute inset-y-0 end-0 flex w-10 cursor-default items-center justify-center rounded-control text-quiet hovered:text-ink">
          <ChevronDown aria-hidden className="size-4" />
        </Button>
      </div>
      {hint && <Hint>{hint}</Hint>}
      <Options />
    </AriaComboBox>
  )
}
