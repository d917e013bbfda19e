import { useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Problem } from '../../base/web/form.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { useAct } from '../../base/web/use-act.ts'
import { type Correction, ledger, type LedgerAsk, ledgerOfAll, openCorrections, settleCorrection } from '../contract.ts'

/** What a department said to its own line, what came of it, and the decision where it is the reader’s. */
export function LedgerCorrection({ correction, ask: { to }, changed }: { correction: Correction; ask: LedgerAsk; changed: () => void }) {
  const { t, when, exactly } = useI18n()
  const { about, truth, words, at, state, settledWords, maySettle } = correction
  const name = t(`ask.ledger.correct.about.${about}`)
  return (
    <div className="flex flex-col gap-1.5 rounded-card bg-sunken p-3">
      <p className="font-medium">
        {truth === null
          ? t('ask.ledger.correct.said', { to: to.name, about: name })
          : t('ask.ledger.correct.open', { to: to.name, about: name, truth: t(`ask.ledger.correct.truth.${truth}`) })}
      </p>
      <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">
        {words}
      </p>
      <p className="text-meta text-quiet">
        <time dateTime={at} title={exactly(at)}>
          {when(at)}
        </time>
        {state !== 'said' && <> · {t(`ask.ledger.correct.state.${state}`)}</>}
      </p>
      {settledWords && (
        <p dir="auto" className="border-s-2 border-line ps-3 whitespace-pre-wrap wrap-anywhere">
          {settledWords}
        </p>
      )}
      {maySettle && <Settle id={correction.id} settled={changed} />}
    </div>
  )
}

function Settle({ id, settled }: { id: string; settled: () => void }) {
  const { t } = useI18n()
  const [words, setWords] = useState('')
  const settling = useAct(settleCorrection, [ledger, ledgerOfAll, openCorrections])
  const settle = (accept: boolean): void => settling.mutate({ id, accept, words }, { onSuccess: settled })
  return (
    <div className="flex flex-col gap-2 pt-1">
      <TextField label={t('ask.ledger.correct.answer')} value={words} onChange={setWords} maxLength={1_000} rows={2} />
      <Problem error={settling.error} />
      <div className="flex flex-wrap gap-2">
        <Button onPress={() => settle(true)} isPending={settling.isPending}>
          {t('ask.ledger.correct.accept')}
        </Button>
        <Button onPress={() => settle(false)} isPending={settling.isPending}>
          {t('ask.ledger.correct.contest')}
        </Button>
      </div>
    </div>
  )
}
