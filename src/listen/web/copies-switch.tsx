import { Switch } from '../../base/web/switch.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import type { Filter } from '../contract.ts'

/** Whether mentions that say the same are shown as one or one by one. */
export function CopiesSwitch({ filter, choose }: { filter: Filter; choose: (filter: Filter) => void }) {
  const { t } = useI18n()
  return (
    <Switch
      label={t('listen.copies.each')}
      hint={t('listen.copies.each_about')}
      isSelected={filter.copies === 'each'}
      onChange={(isEach) => choose({ ...filter, copies: isEach ? 'each' : undefined })}
    />
  )
}
