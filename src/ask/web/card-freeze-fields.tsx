import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Section } from '../../base/web/page.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { CARD_FREEZES_MAX } from '../contract.ts'
import { type DraftFreeze, endsBeforeItBegins } from './card-draft.ts'
import { useFocusFirst } from './card-focus.ts'

/** The days on which nothing changes. */
export function CardFreezeFields({ freezes, change }: { freezes: readonly DraftFreeze[]; change: (freezes: readonly DraftFreeze[]) => void }) {
  const { t } = useI18n()
  const [added, setAdded] = useState<string | null>(null)
  const add = () => {
    const key = crypto.randomUUID()
    setAdded(key)
    change([...freezes, { key, from: '', until: '', why: '' }])
  }
  return (
    <Section title={t('ask.card.freezes')} about={t('ask.card.freezes_about')}>
      {freezes.length > 0 && (
        <ul className="flex flex-col gap-3">
          {freezes.map((freeze, at) => (
            <Freeze
              key={freeze.key}
              freeze={freeze}
              isNew={freeze.key === added}
              change={(part) => change(freezes.with(at, { ...freeze, ...part }))}
              remove={() => change(freezes.toSpliced(at, 1))}
            />
          ))}
        </ul>
      )}
      {freezes.length < CARD_FREEZES_MAX && (
        <Button onPress={add} className="self-start">
          <Plus aria-hidden className="size-4" />
          {t('ask.card.add_freeze')}
        </Button>
      )}
    </Section>
  )
}

function Freeze({ freeze, isNew, change, remove }: { freeze: DraftFreeze; isNew: boolean; change: (part: Partial<DraftFreeze>) => void; remove: () => void }) {
  const { t } = useI18n()
  const row = useFocusFirst<HTMLLIElement>(isNew)
  const problem = endsBeforeItBegins(freeze) ? t('ask.card.ends_first') : undefined
  return (
    <li ref={row}>
      <fieldset className="grid grid-cols-2 items-start gap-3 rounded-card border border-line p-4 md:grid-cols-[10rem_10rem_minmax(0,1fr)]">
        <legend className="sr-only">{freeze.why || t('ask.card.freeze')}</legend>
        <TextField label={t('ask.card.first_day')} type="date" isRequired value={freeze.from} onChange={(from) => change({ from })} />
        <TextField label={t('ask.card.last_day')} type="date" isRequired problem={problem} value={freeze.until} onChange={(until) => change({ until })} />
        <div className="flex items-start gap-1 max-md:col-span-2">
          <div className="min-w-0 grow">
            <TextField label={t('ask.card.why')} isRequired maxLength={200} value={freeze.why} onChange={(why) => change({ why })} placeholder={t('ask.card.why_example')} />
          </div>
          <Button look="bare" label={t('base.remove', { name: freeze.why || t('ask.card.freeze') })} onPress={remove} className="mt-7">
            <X aria-hidden className="size-4" />
          </Button>
        </div>
      </fieldset>
    </li>
  )
}
