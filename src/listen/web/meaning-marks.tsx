import { CircleHelp, Heart, type LucideIcon, Lightbulb, MessageSquareWarning, Hand, TriangleAlert } from 'lucide-react'
import { Badge } from '../../base/web/badge.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import type { Meaning } from '../contract.ts'

type Intent = Meaning['intent']

const ICONS: Record<Exclude<Intent, 'none'>, LucideIcon> = {
  complaint: MessageSquareWarning, question: CircleHelp, praise: Heart, idea: Lightbulb, request: Hand, crisis: TriangleAlert,
}
/** With these it goes without saying how somebody feels. */
const FEELS: Partial<Record<Intent, Meaning['sentiment']>> = { complaint: 'negative', crisis: 'negative', praise: 'positive' }

/** How a mention is meant, in few quiet words: only what says something to somebody at work. */
export function MeaningMarks({ meaning }: { meaning: Meaning }) {
  const { t } = useI18n()
  const { sentiment, intent, needsAnswer, aboutStaff } = meaning
  const Icon = intent === 'none' ? null : ICONS[intent]
  const words = [
    ...(sentiment !== 'neutral' && FEELS[intent] !== sentiment ? [t(`listen.sentiment.${sentiment}`)] : []),
    ...(needsAnswer ? [t('listen.mark.needs_answer')] : []),
    ...(aboutStaff ? [t('listen.mark.about_staff')] : []),
  ]
  return (
    <ul aria-label={t('listen.mention.meaning')} className="flex flex-wrap items-center gap-x-1.5 gap-y-1 empty:hidden">
      {Icon && (
        <li className={intent === 'crisis' ? '' : 'flex items-center gap-1.5 text-ink'}>
          {intent === 'crisis' ? (
            <Badge tone="bad">
              <Icon aria-hidden className="size-3.5" />
              {t('listen.intent.crisis')}
            </Badge>
          ) : (
            <>
              <Icon aria-hidden className="size-3.5 shrink-0 text-quiet" />
              {t(`listen.intent.${intent}`)}
            </>
          )}
        </li>
      )}
      {words.map((word, at) => (
        <li key={word} className="flex items-center gap-1.5">
          {(Icon || at > 0) && <span aria-hidden>·</span>}
          {word}
        </li>
      ))}
    </ul>
  )
}

/** Whether there is anything to say of it. */
export const saysSomething = (meaning: Meaning | null): meaning is Meaning => (
  meaning !== null && (meaning.intent !== 'none' || meaning.sentiment !== 'neutral' || meaning.needsAnswer || meaning.aboutStaff === true)
)
