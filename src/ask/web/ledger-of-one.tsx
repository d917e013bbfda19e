import type { OutputOf } from '../../base/endpoint.ts'
import { useI18n } from '../../base/web/i18n.tsx'
import { Card, Section } from '../../base/web/page.tsx'
import type { Figures, ledger, LedgerDepartment, LedgerFigure } from '../contract.ts'
import { Figure, type Sides, Share } from './ledger-figure.tsx'
import { LedgerTable } from './ledger-table.tsx'

type Read = OutputOf<typeof ledger>

/** One department’s ledger: two plain shares first, what they are made of, and then pair by pair, by name. */
export function LedgerOfOne({ read: { department, total, askedBy, asking, askedOf } }: { read: Read }) {
  const { t } = useI18n()
  if (department === null) return null
  if (total.asked + asking.asked === 0) return <p className="text-quiet">{t('ask.ledger.empty_span')}</p>
  const { id, name } = department
  const byAsker = askedBy.map((line) => ({ ...line, sides: { toId: id, fromId: line.department?.id ?? 'nobody' } }))
  const byAsked = askedOf.map((line) => ({ ...line, sides: { fromId: id, ...(line.department ? { toId: line.department.id } : {}) } }))
  return (
    <>
      <Section title={t('ask.ledger.was_asked', { name })}>
        <Shares figures={total} toId={id} />
        <Made figures={total} toId={id} />
        {byAsker.length > 0 && <LedgerTable label={t('ask.ledger.by_whom')} rows={byAsker} />}
      </Section>
      <Section title={t('ask.ledger.asked_others', { name })} about={t('ask.ledger.asked_others_about', { name })}>
        <Asking figures={asking} department={department} />
        {byAsked.length > 0 && <LedgerTable label={t('ask.ledger.of_whom')} rows={byAsked} />}
      </Section>
    </>
  )
}

/** The two that lead. */
function Shares({ figures: { inTime, inTimeOf, kept, moved, keptOf, medianDays, yes, but, no }, ...sides }: Sides & { figures: Figures }) {
  const { t } = useI18n()
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <Card className="flex flex-col gap-1">
        <h3 className="text-quiet">{t('ask.ledger.figure.in_time')}</h3>
        <p className="text-title font-semibold">
          <Share {...sides} count={inTime} of={inTimeOf} figure="in_time" ofFigure="in_time_of" />
        </p>
        {medianDays !== null && (
          <p className="text-meta text-quiet">
            {t('ask.ledger.half_within')} <Figure {...sides} figure="answered" count={yes + but + no} words={t('ask.ledger.within', { count: medianDays })} />
          </p>
        )}
      </Card>
      <Card className="flex flex-col gap-1">
        <h3 className="text-quiet">{t('ask.ledger.figure.kept_or_moved')}</h3>
        <p className="text-title font-semibold">
          <Share {...sides} count={kept + moved} of={keptOf} figure="kept_or_moved" ofFigure="kept_of" />
        </p>
      </Card>
    </div>
  )
}

/** What the shares are made of: how asks were answered, and what became of promises. */
function Made({ figures, ...sides }: Sides & { figures: Figures }) {
  const { t } = useI18n()
  const { asked, yes, but, no, silent, waiting, kept, moved, late, notKept, takenBack, open } = figures
  return (
    <div className="grid gap-x-8 gap-y-4 md:grid-cols-2">
      <Counts title={t('ask.ledger.answers')} counts={{ asked, yes, but, no, silent, waiting }} {...sides} />
      <Counts title={t('ask.ledger.promises')} counts={{ kept, moved, late, not_kept: notKept, taken_back: takenBack, open }} {...sides} />
    </div>
  )
}

function Counts({ title, counts, ...sides }: Sides & { title: string; counts: Partial<Record<LedgerFigure, number>> }) {
  const { t } = useI18n()
  const names = Object.keys(counts) as LedgerFigure[]
  return (
    <dl aria-label={title} className="flex flex-wrap gap-x-6 gap-y-2">
      {names.map((figure) => (
        <div key={figure} className="flex flex-col">
          <dt className="text-meta text-quiet">{t(`ask.ledger.figure.${figure}`)}</dt>
          <dd>
            <Figure {...sides} figure={figure} count={counts[figure] ?? 0} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** What is on the asking side’s own account. */
function Asking({ figures: { asked, shortNotice, noEvidence }, department: { id } }: { figures: Figures; department: LedgerDepartment }) {
  const { t } = useI18n()
  return <Counts title={t('ask.ledger.answers')} counts={{ asked, short_notice: shortNotice, no_evidence: noEvidence }} fromId={id} />
}
