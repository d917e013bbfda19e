import { useI18n } from './i18n.tsx'
import { span } from './span.ts'

/** Says a span of time, in milliseconds, in the person's language: `26 minutes`. */
export function useSpan(): (ms: number) => string {
  const { t } = useI18n()
  return (ms) => {
    const { unit, count } = span(ms)
    return t(`base.span.${unit}`, { count })
  }
}
