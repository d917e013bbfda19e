import { Link } from '@tanstack/react-router'
import { Badge } from '../../base/web/badge.tsx'
import { lookOf } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { useMay } from '../../base/web/may.ts'
import type { Card, CardHolder } from '../contract.ts'
import { useDays } from './ask-days.ts'
import { CardFreezes } from './card-freezes.tsx'
import { CardItems } from './card-items.tsx'

const ITEMS_SHOWN = 6

/** One department's card among the others: what can be asked of it, how fast, and what stands in the way now. */
export function CardTile({ held: { departmentId, department, isOutside, isOwn, today, card } }: { held: CardHolder & { card: Card } }) {
  const { t } = useI18n()
  const mayRaise = useMay('ask:raise')
  const left = card.items.length - ITEMS_SHOWN
  return (
    <article aria-label={department} className="flex min-w-0 flex-col gap-3 rounded-card border border-line bg-surface p-5 max-md:p-4">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="min-w-0 font-semibold wrap-anywhere">
          <Link to="/asks/cards/$departmentId" params={{ departmentId }} className="rounded-control hover:text-accent hover:underline">
            <bdi>{department}</bdi>
          </Link>
        </h2>
        <Whose isOwn={isOwn} isOutside={isOutside} />
      </header>
      {card.about !== '' && (
        <p dir="auto" className="line-clamp-2 text-quiet wrap-anywhere">
          {card.about}
        </p>
      )}
      <CardFreezes freezes={card.freezes} today={today} />
      <CardItems items={card.items.slice(0, ITEMS_SHOWN)} />
      {left > 0 && (
        <Link to="/asks/cards/$departmentId" params={{ departmentId }} className="self-start text-meta text-accent underline">
          {t('ask.card.more', { count: left })}
        </Link>
      )}
      <footer className="mt-auto flex flex-wrap items-center justify-between gap-x-4 gap-y-2 pt-1">
        <Answers card={card} />
        {mayRaise && !isOwn && (
          <Link to="/asks/new" search={{ to: departmentId }} className={lookOf('plain')} aria-label={t('ask.card.ask_of', { name: department })}>
            {t('ask.card.ask')}
          </Link>
        )}
      </footer>
    </article>
  )
}

/** Whether it is the reader's own, or an outsider's. */
export function Whose({ isOwn, isOutside }: Pick<CardHolder, 'isOwn' | 'isOutside'>) {
  const { t } = useI18n()
  return (
    <>
      {isOwn && <Badge tone="accent">{t('ask.card.own')}</Badge>}
      {isOutside && <Badge>{t('people.settings.outside')}</Badge>}
    </>
  )
}

/** Within how many working days it answers, and who does. */
function Answers({ card: { answerDays, contact } }: { card: Card }) {
  const { t } = useI18n()
  const { whole } = useDays()
  return (
    <p className="min-w-0 text-meta text-quiet">
      {t('ask.card.answers_within', { days: answerDays })}
      {contact && (
        <>
          {' · '}
          {contact.awayUntil === null ? <bdi>{contact.name}</bdi> : t('ask.card.away_until', { name: contact.name, day: whole(contact.awayUntil) })}
        </>
      )}
    </p>
  )
}
