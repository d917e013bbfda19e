import { Input, TextArea, TextField as AriaTextField, type TextFieldProps } from 'react-aria-components/TextField'
import { FIELD, FieldHead, Hint } from './field.tsx'

/** What is written from left to right in every language. */
const ALWAYS_LTR = ['email', 'password', 'url', 'tel', 'number']

/**
 * A labelled field; with `rows`, one of several lines. Its text takes its own direction while typing, except addresses and
 * passwords, which run left to right. `problem` is what somebody else found wrong, in words.
 */
export function TextField({ label, hint, problem, rows, placeholder, ...props }: TextFieldProps & {
  label: string
  hint?: string
  problem?: string | undefined
  rows?: number
  placeholder?: string
}) {
  const shared = { dir: ALWAYS_LTR.includes(props.type ?? '') ? 'ltr' : 'auto', ...(placeholder ? { placeholder } : {}) }
  return (
    <AriaTextField {...props} {...(problem ? { isInvalid: true } : {})} className="flex flex-col gap-1.5">
      <FieldHead label={label} problem={problem} />
      {rows ? <TextArea {...shared} rows={rows} className={`${FIELD} py-2.5`} /> : <Input {...shared} className={FIELD} />}
      {hint && <Hint>{hint}</Hint>}
    </AriaTextField>
  )
}
