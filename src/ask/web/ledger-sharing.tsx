import { Button } from '../../base/web/button.tsx'
import { Problem } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { useMay } from '../../base/web/may.ts'
import { Section } from '../../base/web/page.tsx'
import { useAct } from '../../base/web/use-act.ts'
import { agreeToShow, ledger, ledgerOfAll, type Sharing, takeBackAgreement } from '../contract.ts'

/** Who sees what, and from when; and the department’s word on whether all may. */
export function LedgerSharing({ sharing: { own, onlyOwn, agreed } }: { sharing: Sharing }) {
  const { t } = useI18n()
  const may = useMay('ledger:answer') && own !== null && !own.isOutside
  const changes = [ledger, ledgerOfAll]
  const [agreeing, takingBack] = [useAct(agreeToShow, changes), useAct(takeBackAgreement, changes)]
  const act = agreed.own ? takingBack : agreeing
  const isShown = agreed.of > 0 && agreed.departments === agreed.of
  return (
    <Section title={t('ask.ledger.sharing')} about={t('ask.ledger.sharing_about')}>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-card border border-line p-4">
        <div className="flex min-w-0 flex-col gap-1">
          {own && <p>{t('ask.ledger.only_own', { count: onlyOwn })}</p>}
          {agreed.of > 0 && <p className="text-quiet">{isShown ? t('ask.ledger.agreed_all') : t('ask.ledger.agreed', { departments: agreed.departments, of: agreed.of })}</p>}
        </div>
        {may && (
          <Button onPress={() => act.mutate({})} isPending={act.isPending}>
            {t(agreed.own ? 'ask.ledger.agree_back' : 'ask.ledger.agree')}
          </Button>
        )}
        <Problem error={agreeing.error ?? takingBack.error} />
      </div>
    </Section>
  )
}
