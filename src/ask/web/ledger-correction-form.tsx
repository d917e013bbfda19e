import { useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { Form } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { RadioGroup } from '../../base/web/radio-group.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { useAct } from '../../base/web/use-act.ts'
import { correct, ledger, type LedgerAsk, openCorrections } from '../contract.ts'

const COMMENT = 'comment'

/** Says to one’s own line that it was otherwise, or something to read beside it. */
export function LedgerCorrectionForm({ ask: { askId, round }, may: { about, truths }, close, sent }: {
  ask: LedgerAsk
  may: LedgerAsk['mayCorrect'][number]
  close: () => void
  sent: () => void
}) {
  const { t } = useI18n()
  const sending = useAct(correct, [ledger, openCorrections])
  const [said, setSaid] = useState<string>(truths[0] ?? COMMENT)
  const truth = truths.find((each) => each === said) ?? null
  return (
    <div className="flex flex-col gap-3 rounded-card border border-line p-4">
      <Form
        send={(fields) => sending.mutateAsync({ askId, round, about, truth, words: fields['words'] ?? '' })}
        then={sent}
        button={t(truth === null ? 'ask.ledger.correct.send_comment' : 'ask.ledger.correct.send')}
      >
        {truths.length > 0 && (
          <RadioGroup
            label={t('ask.ledger.correct.how_it_was')}
            value={said}
            onChange={setSaid}
            options={[...truths.map((id) => ({ id, name: t(`ask.ledger.correct.truth.${id}`) })), { id: COMMENT, name: t('ask.ledger.correct.only_comment') }]}
          />
        )}
        <TextField name="words" label={t('ask.ledger.correct.words')} rows={3} isRequired maxLength={1_000} />
      </Form>
      <Button look="bare" onPress={close} className="self-start">
        {t('base.cancel')}
      </Button>
    </div>
  )
}
