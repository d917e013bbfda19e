import { useEffect } from 'react'
import { useI18n } from './i18n.tsx'

/** Names the browser's tab: this page, in Heed. */
export function useTitle(title: string): void {
  const { t } = useI18n()
  const words = `${title} · ${t('base.heed')}`
  useEffect(() => {
    document.title = words
  }, [words])
}
