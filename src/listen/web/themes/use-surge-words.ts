import { useI18n } from '../../../base/web/i18n.tsx'
import type { Filter, Surge } from '../../contract.ts'
import { surgeWords } from '../../surge-words.ts'
import { useZone } from '../bar-words.ts'

/** Says of a surge, in sentences, who said what since when where how much is usual; and against what that is judged. */
export function useSurgeWords(): (surge: Surge) => { readonly said: string; readonly why: string } {
  const { t, language } = useI18n()
  const zone = useZone()
  return (surge) => {
    const params = surgeWords(surge, language, zone)
    return { said: t('listen.surge.said', params), why: t(surge.days < WHOLE_DAYS ? 'listen.surge.young' : 'listen.surge.why', params) }
  }
}
const WHOLE_DAYS = 28

/** The mentions that a surge counts. */
export const filterOfSurge = ({ id }: Surge): Filter => ({ surgeId: id })
