import { FieldError } from 'react-aria-components/FieldError'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { useI18n } from './i18n.tsx'

/** How everything looks that takes a value. */
export const FIELD = 'min-h-11 w-full rounded-control border border-edge bg-surface px-3 text-start text-ink wrong:border-bad disabled:opacity-50'

/** What surrounds a field: its label, and beside it what is wrong, so that nothing moves under the pointer when it is mended. */
export function FieldHead({ label, problem }: { label: string; problem?: string | undefined }) {
  const { t } = useI18n()
  return (
    <div className="flex items-baseline justify-between gap-4 text-meta">
      <Label className="font-medium">{label}</Label>
      <FieldError className="text-bad">
        {({ validationDetails: { valueMissing, tooShort } }) => {
          if (problem) return problem
          if (valueMissing) return t('base.field.missing')
          return tooShort ? t('base.field.short') : t('base.field.wrong')
        }}
      </FieldError>
    </div>
  )
}

/** One quiet sentence below a field. */
export function Hint({ children }: { children: string }) {
  return (
    <Text slot="description" className="text-meta text-quiet">
      {children}
    </Text>
  )
}
