import { useI18n } from '../../base/web/i18n.tsx'
import { Section } from '../../base/web/page.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { openCorrections } from '../contract.ts'
import { LedgerAskRow } from './ledger-ask-row.tsx'

/** Corrections that wait for a decision: the reader’s to make, or their department’s own. */
export function LedgerCorrections() {
  const { t } = useI18n()
  const read = useRead(openCorrections, {})
  const asks = read.data?.asks ?? []
  if (asks.length === 0) return null
  return (
    <Section title={t('ask.ledger.corrections')} about={t('ask.ledger.corrections_about')}>
      <ul className="flex flex-col">
        {asks.map((ask) => (
          <li key={`${ask.askId} ${ask.round}`} className="border-b border-line py-3">
            <LedgerAskRow ask={ask} changed={() => void read.refetch()} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
