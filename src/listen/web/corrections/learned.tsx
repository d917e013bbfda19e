import { useState } from 'react'
import { State } from '../../../base/web/badge.tsx'
import { Button } from '../../../base/web/button.tsx'
import { Confirm } from '../../../base/web/confirm.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { useMay } from '../../../base/web/may.ts'
import { Section } from '../../../base/web/page.tsx'
import { type Column, Table } from '../../../base/web/table.tsx'
import { useAct } from '../../../base/web/use-act.ts'
import { agreement, type AgreementTold, resetCalibration, type ShiftTold } from '../../contract.ts'
import { usePlaceName } from '../place-name.ts'

/** What judgements taught, each with what it rests on and whether it helps; and the way to forget it. */
export function Learned({ calibration: { shifts, isReset, madeAt, checksMin } }: { calibration: AgreementTold['calibration'] }) {
  const { t, when } = useI18n()
  const [isAsking, setAsking] = useState(false)
  const mayReset = useMay('understanding:manage')
  const reset = useAct(resetCalibration, [agreement])
  const columns: Column<ShiftTold>[] = [
    { id: 'shift', title: t('listen.understood.shift_column'), cell: inWords },
    { id: 'from', title: t('listen.understood.from_column'), cell: ({ judgements, checks }) => t('listen.understood.from', { judgements, checks }) },
    { id: 'before', title: t('listen.understood.before_column'), isNumber: true, cell: ({ before, checks }) => t('listen.understood.check.at', { at: before, of: checks }) },
    { id: 'after', title: t('listen.understood.after_column'), isNumber: true, cell: ({ after, checks }) => t('listen.understood.check.at', { at: after, of: checks }) },
    { id: 'state', title: t('listen.understood.state_column'), cell: inForce },
  ]
  return (
    <Section
      title={t('listen.understood.learned')}
      about={t('listen.understood.learned_about')}
      actions={mayReset && shifts.length > 0 && <Button onPress={() => setAsking(true)}>{t('listen.understood.reset')}</Button>}
    >
      {isReset && madeAt !== null && <p className="text-quiet">{t('listen.understood.learned_reset', { when: when(madeAt) })}</p>}
      {shifts.length === 0 && !isReset && <p className="text-quiet">{t('listen.understood.learned_nothing', { min: checksMin })}</p>}
      {shifts.length > 0 && <Table label={t('listen.understood.learned')} columns={columns} rows={shifts} keyOf={({ group, place }) => `${group} ${place ?? ''}`} />}
      {isAsking && (
        <Confirm
          title={t('listen.understood.reset_title')}
          about={t('listen.understood.reset_about')}
          button={t('listen.understood.reset')}
          act={() => reset.mutateAsync({})}
          close={() => setAsking(false)}
        />
      )}
    </Section>
  )
}

const inWords = (shift: ShiftTold) => <InWords shift={shift} />
const inForce = ({ applies }: ShiftTold) => <InForce applies={applies} />

function InForce({ applies }: { applies: boolean }) {
  const { t } = useI18n()
  return <State tone={applies ? 'good' : 'plain'}>{t(applies ? 'listen.understood.applies' : 'listen.understood.not_applied')}</State>
}

const DEGREES = ['a', 'b', 'c'] as const

function InWords({ shift: { group, place, towards, degree, logOdds } }: { shift: ShiftTold }) {
  const { t, languageName } = useI18n()
  const placeName = usePlaceName()
  const lang = group === 'other' ? t('listen.understood.other_languages') : (languageName(group) ?? group)
  const from = place === null ? {} : { place: placeName(place) }
  const sentence = towards === null
    ? t(place === null ? 'listen.understood.shift_none' : 'listen.understood.shift_none_at', { lang, ...from })
    : t(place === null ? 'listen.understood.shift' : 'listen.understood.shift_at', { lang, ...from, sentiment: t(`listen.sentiment.${towards}`), degree: DEGREES[degree - 1] ?? 'c' })
  return (
    <span className="flex flex-col">
      <span>{sentence}</span>
      <span className="text-meta font-normal text-quiet tabular-nums">{t('listen.understood.log_odds', { ...logOdds })}</span>
    </span>
  )
}
