import type { ReactNode } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'
import { Section } from '../../base/web/page.tsx'
import type { Card } from '../contract.ts'
import { useDays } from './ask-days.ts'
import { CardFreezes } from './card-freezes.tsx'
import { CardItems } from './card-items.tsx'

/** A card as whoever wants to ask reads it. */
export function CardRead({ card, today, mayEdit }: { card: Card; today: string; mayEdit: boolean }) {
  const { t } = useI18n()
  return (
    <>
      {card.about !== '' && (
        <p dir="auto" className="text-voice whitespace-pre-line wrap-anywhere">
          {card.about}
        </p>
      )}
      {card.freezes.length > 0 && (
        <Section title={t('ask.card.freezes')}>
          <CardFreezes freezes={card.freezes} today={today} />
        </Section>
      )}
      <Section title={t('ask.card.items')} about={t('ask.card.items_about')}>
        {card.items.length > 0 ? <CardItems items={card.items} withNeeds /> : <p className="text-quiet">{t('ask.card.no_items')}</p>}
      </Section>
      <Section title={t('ask.card.who')}>
        <WhoAnswers card={card} mayEdit={mayEdit} />
      </Section>
    </>
  )
}

function WhoAnswers({ card: { answerDays, contact, deputy, ticketAddress }, mayEdit }: { card: Card; mayEdit: boolean }) {
  const { t } = useI18n()
  const { whole } = useDays()
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2">
      <Fact name={t('ask.card.answer_time')}>{t('ask.card.lead', { days: answerDays })}</Fact>
      <Fact name={t('ask.card.contact')}>
        {contact ? <bdi>{contact.name}</bdi> : <span className="text-quiet">{t('ask.card.contact_first')}</span>}
        {contact?.awayUntil && <span className="text-warn"> {t('ask.card.is_away', { day: whole(contact.awayUntil) })}</span>}
      </Fact>
      {deputy && (
        <Fact name={t('ask.card.deputy')}>
          <bdi>{deputy.name}</bdi>
        </Fact>
      )}
      {mayEdit && ticketAddress !== null && (
        <Fact name={t('ask.card.ticket')}>
          <bdi dir="ltr" className="wrap-anywhere">
            {ticketAddress}
          </bdi>
        </Fact>
      )}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-meta text-quiet">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  )
}
