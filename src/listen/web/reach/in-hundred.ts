import { useI18n } from '../../../base/web/i18n.tsx'

/** Says a share (0 to 1) as so many in 100: with a decimal where a whole number would hide what there is. */
export function useInHundred(): (share: number) => string {
  const { number } = useI18n()
  return (share) => {
    const percent = share * 100
    return number(percent < 10 ? Math.round(percent * 10) / 10 : Math.round(percent))
  }
}
