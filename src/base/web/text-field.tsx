import { FieldError, Input, Label, TextField as AriaTextField, Text, type TextFieldProps } from 'react-aria-components/TextField'
import { useI18n } from './i18n.tsx'

/**
 * A labelled field. Its text takes its own direction while typing, except addresses and passwords, which run left to right. What
 * is wrong stands beside the label, so that nothing moves under the pointer when it is mended.
 */
export function TextField({ label, hint, ...props }: TextFieldProps & { label: string; hint?: string }) {
  const { t } = useI18n()
  const direction = props.type === 'email' || props.type === 'password' ? 'ltr' : 'auto'
  return (
    <AriaTextField {...props} className="flex flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-4 text-meta">
        <Label className="font-medium">{label}</Label>
        <FieldError className="text-bad">
          {({ validationDetails: { valueMissing, tooShort } }) => {
            if (valueMissing) return t('base.field.missing')
            return tooShort ? t('base.field.short') : t('base.field.wrong')
          }}
        </FieldError>
      </div>
      <Input dir={direction} className="min-h-11 rounded-control border border-edge bg-surface px-3 text-start text-ink wrong:border-bad" />
      {hint && (
        <Text slot="description" className="text-meta text-quiet">
          {hint}
        </Text>
      )}
    </AriaTextField>
  )
}
