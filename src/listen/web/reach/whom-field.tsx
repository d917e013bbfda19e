import { useI18n } from '../../../base/web/i18n.tsx'
import { Select } from '../../../base/web/select.tsx'
import { TextField } from '../../../base/web/text-field.tsx'
import type { Query } from '../../contract.ts'

/** Whom a query hears; a rival has a name. */
export type Whom = Pick<Query, 'about'> & { readonly rival: string }

const RIVAL_CHARS_MAX = 80
const WHOM = ['us', 'rival', 'other'] as const

/** Chooses whom a query hears. */
export function WhomField({ whom: { about, rival }, change }: { whom: Whom; change: (whom: Partial<Whom>) => void }) {
  const { t } = useI18n()
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <Select
        label={t('listen.query.about_whom')}
        hint={t('listen.query.about_whom_hint')}
        options={WHOM.map((id) => ({ id, name: t(`listen.query.about_${id}`) }))}
        value={about}
        onChange={(id) => change({ about: WHOM.find((one) => one === id) ?? 'other' })}
      />
      {about === 'rival' && <TextField label={t('listen.query.rival')} isRequired maxLength={RIVAL_CHARS_MAX} value={rival} onChange={(rival) => change({ rival })} />}
    </div>
  )
}

/** As it is sent: only a rival has a name. */
export const whomOf = ({ about, rival }: Whom) => ({ about, rival: about === 'rival' ? rival : null })
