import { BothVersions } from '../../base/web/both-versions.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import type { CardPage } from '../contract.ts'
import { useDays } from './ask-days.ts'
import type { CardDraft } from './card-draft.ts'
import { useKindName } from './kind-name.ts'

/** Two versions of one card, side by side: what both say alike is left out. */
export function CardVersions({ theirs, mine, persons, ...deeds }: {
  theirs: CardDraft
  mine: CardDraft
  persons: CardPage['persons']
  keepMine: () => void
  takeTheirs: () => void
  isPending: boolean
}) {
  const { t } = useI18n()
  const lines = useLines(persons)
  const [ofTheirs, ofMine] = [lines(theirs), lines(mine)]
  return (
    <BothVersions
      about={t('ask.card.conflict')}
      theirs={<Lines lines={ofTheirs} besides={ofMine} />}
      mine={<Lines lines={ofMine} besides={ofTheirs} />}
      {...deeds}
    />
  )
}

function Lines({ lines, besides }: { lines: readonly string[]; besides: readonly string[] }) {
  const { t } = useI18n()
  const own = lines.filter((line) => !besides.includes(line))
  if (own.length === 0) return <p className="text-quiet">{t('ask.card.nothing_else')}</p>
  return (
    <ul className="flex flex-col gap-1">
      {own.map((line) => (
        <li key={line} dir="auto" className="whitespace-pre-line">
          {line}
        </li>
      ))}
    </ul>
  )
}

/** What a card says, line by line. */
function useLines(persons: CardPage['persons']): (draft: CardDraft) => string[] {
  const { t } = useI18n()
  const { whole } = useDays()
  const nameOfKind = useKindName()
  const name = (id: string | null) => persons.find((person) => person.id === id)?.name
  const label = (words: string, value: string | undefined) => (value ? [`${words}: ${value}`] : [])
  return (draft) => [
    ...(draft.about === '' ? [] : [draft.about]),
    ...draft.items.map(({ kind, kindName, leadDays, needs }) =>
      [`${nameOfKind(kind, kindName)}: ${t('ask.card.lead', { days: Number(leadDays) })}`, ...(needs === '' ? [] : [needs])].join('\n')),
    ...draft.freezes.map(({ from, until, why }) => `${from && until ? t('ask.card.frozen_between', { from: whole(from), until: whole(until) }) : ''} ${why}`),
    ...label(t('ask.card.contact'), name(draft.contactId)),
    ...label(t('ask.card.deputy'), name(draft.deputyId)),
    ...label(t('ask.card.answer_time'), t('ask.card.lead', { days: Number(draft.answerDays) })),
    ...label(t('ask.card.ticket'), draft.ticketAddress),
  ]
}
