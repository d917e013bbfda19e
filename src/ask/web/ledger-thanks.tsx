import { Link } from '@tanstack/react-router'
import { HandHeart } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Section } from '../../base/web/page.tsx'
import { Select } from '../../base/web/select.tsx'
import { Failed, Loading } from '../../base/web/states.tsx'
import { usePages } from '../../base/web/use-read.ts'
import { type LedgerDepartment, thanks } from '../contract.ts'

/** Promises that were kept: credited to the department that kept them, where it was asked for. */
export function LedgerThanks({ department: { id, name } }: { department: LedgerDepartment }) {
  const { t, when, exactly } = useI18n()
  const [side, setSide] = useState<'by' | 'for'>('by')
  const pages = usePages(thanks, { departmentId: id, side })
  const kept = pages.data?.pages.flatMap((page) => page.thanks) ?? []
  return (
    <Section
      title={t('ask.ledger.part.thanks')}
      about={t('ask.ledger.thanks_about')}
      actions={(
        <Select
          label={t('ask.ledger.thanks_whose')}
          isLabelHidden
          value={side}
          onChange={(key) => setSide(key === 'for' ? 'for' : 'by')}
          options={(['by', 'for'] as const).map((each) => ({ id: each, name: t(`ask.ledger.thanks.${each}`, { name }) }))}
        />
      )}
    >
      {pages.isPending && <Loading rows={3} />}
      {pages.isError && <Failed error={pages.error} retry={() => void pages.refetch()} />}
      {pages.data && kept.length === 0 && <p className="text-quiet">{t('ask.ledger.thanks_none')}</p>}
      <ul className="flex flex-col">
        {kept.map((one) => (
          <li key={one.askId + one.at} className="flex items-start gap-3 border-b border-line py-3">
            <HandHeart aria-hidden className="mt-0.5 size-4.5 shrink-0 text-accent" />
            <div className="flex min-w-0 flex-col gap-0.5">
              <p>{one.for ? t('ask.ledger.thanks_line', { by: one.by.name, for: one.for.name }) : t('ask.ledger.thanks_line_nobody', { by: one.by.name })}</p>
              <p className="text-meta text-quiet">
                <Link to="/asks/$id" params={{ id: one.askId }} className="underline underline-offset-2 hover:text-accent">
                  {one.number} <bdi>{one.title}</bdi>
                </Link>{' '}
                ·{' '}
                <time dateTime={one.at} title={exactly(one.at)}>
                  {when(one.at)}
                </time>
              </p>
            </div>
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button onPress={() => void pages.fetchNextPage()} isPending={pages.isFetchingNextPage} className="self-start">
          {t('ask.ledger.more')}
        </Button>
      )}
    </Section>
  )
}
