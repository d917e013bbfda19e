import { useCallback } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'

/** What people call a place: a network by its name in their language, and what a file or a person told as it was told. */
export function usePlaceName(): (place: string) => string {
  const { known } = useI18n()
  return useCallback((place) => known(`connect.place.${place}`) ?? place, [known])
}
