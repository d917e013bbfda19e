import { RadioButton, RadioField, RadioGroup as AriaRadioGroup, type RadioGroupProps } from 'react-aria-components/RadioGroup'
import { FieldHead, Hint } from './field.tsx'
import type { Option } from './options.tsx'

/** One of a few things that should all be seen: `value` and `onChange` by their ids, or `name` and `defaultValue` within a form. */
export function RadioGroup({ label, hint, options, ...props }: Omit<RadioGroupProps, 'children'> & { label: string; hint?: string; options: readonly Option[] }) {
  return (
    <AriaRadioGroup {...props} className="flex flex-col gap-1.5">
      <FieldHead label={label} />
      {hint && <Hint>{hint}</Hint>}
      {options.map(({ id, name, about }) => (
        <RadioField key={id} value={id}>
          <RadioButton className="group flex min-h-9 cursor-default items-center gap-2.5 ringed max-md:min-h-11">
            <span
              aria-hidden
              className="flex size-5 shrink-0 items-center justify-center rounded-full border border-edge bg-surface group-chosen:border-6 group-chosen:border-fill group-hovered:border-ink group-chosen:group-hovered:border-fill"
            />
            <bdi>{name}</bdi>
          </RadioButton>
          {about && (
            <div className="ps-7.5">
              <Hint>{about}</Hint>
            </div>
          )}
        </RadioField>
      ))}
    </AriaRadioGroup>
  )
}
