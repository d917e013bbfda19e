import { FieldError, Input, Label, TextField as AriaTextField, Text, type TextFieldProps } from 'react-aria-components/TextField'

/** A labelled field. Its text takes its own direction while typing, except addresses and passwords, which run left to right. */
export function TextField({ label, hint, ...props }: TextFieldProps & { label: string; hint?: string }) {
  const direction = props.type === 'email' || props.type === 'password' ? 'ltr' : 'auto'
  return (
    <AriaTextField {...props} className="flex flex-col gap-1.5">
      <Label className="text-meta font-medium">{label}</Label>
      <Input
        dir={direction}
        className="min-h-11 rounded-control border border-edge bg-surface px-3 text-start text-ink wrong:border-bad"
      />
      {hint && (
        <Text slot="description" className="text-meta text-quiet">
          {hint}
        </Text>
      )}
      <FieldError className="text-meta text-bad" />
    </AriaTextField>
  )
}
