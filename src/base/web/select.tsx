import { ChevronDown } from 'lucide-react'
import { Button, Select as AriaSelect, SelectValue, type SelectProps } from 'react-aria-components/Select'
import { FIELD, FieldHead, Hint } from './field.tsx'
import { useI18n } from './i18n.tsx'
import { type Option, Options } from './options.tsx'

/**
 * One of a few things: `value` and `onChange` by their ids, or `name` and `defaultValue` within a form. A hidden label is for
 * those who do not see what surrounds it.
 */
export function Select({ label, hint, problem, options, isLabelHidden = false, ...props }: Omit<SelectProps<Option>, 'children'> & {
  label?: string
  hint?: string
  problem?: string | undefined
  options: readonly Option[]
  isLabelHidden?: boolean
}) {
  const { t } = useI18n()
  return (
    <AriaSelect {...props} placeholder={props.placeholder ?? t('base.choose')} {...(problem ? { isInvalid: true } : {})} className="flex min-w-0 flex-col gap-1.5">
      <div className={isLabelHidden ? 'sr-only' : 'contents'}>
        {label && <FieldHead label={label} problem={problem} />}
      </div>
      <Button className={`${FIELD} flex cursor-default items-center gap-2 hovered:bg-sunken`}>
        <SelectValue<Option> className="min-w-0 grow truncate data-placeholder:text-quiet">
          {({ isPlaceholder, selectedText, defaultChildren }) => (isPlaceholder ? defaultChildren : <bdi>{selectedText}</bdi>)}
        </SelectValue>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-quiet" />
      </Button>
      {hint && <Hint>{hint}</Hint>}
      <Options options={options} />
    </AriaSelect>
  )
}
