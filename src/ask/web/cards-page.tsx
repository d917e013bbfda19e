import { Link } from '@tanstack/react-router'
import { Building2 } from 'lucide-react'
import { lookOf } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { useMay } from '../../base/web/may.ts'
import { Page, Section } from '../../base/web/page.tsx'
import { Empty, Failed, Loading } from '../../base/web/states.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { type CardHolder, cards } from '../contract.ts'
import { CardTile, Whose } from './card-tile.tsx'

/** What can be asked of whom, how fast, and when not: every department's card. */
export function CardsPage() {
  const { t } = useI18n()
  const read = useRead(cards, {})
  const mayManage = useMay('people:manage')
  if (read.isPending) return <Loading />
  if (read.isError) return <Failed error={read.error} retry={() => void read.refetch()} />
  const { cards: published, without } = read.data
  if (published.length + without.length === 0) {
    return (
      <Empty icon={<Building2 className="size-5" />} title={t('ask.card.nobody')} about={t('ask.card.nobody_about')} isPage>
        {mayManage && (
          <Link to="/settings" search={{ section: 'departments' }} className={lookOf('main')}>
            {t('people.settings.add_department')}
          </Link>
        )}
      </Empty>
    )
  }
  return (
    <Page title={t('ask.card.title')} about={t('ask.card.about')} isWide>
      {published.length > 0 && (
        <div className="grid gap-4 md:grid-cols-2">
          {published.map((held) => (
            <CardTile key={held.departmentId} held={held} />
          ))}
        </div>
      )}
      {without.length > 0 && (
        <Section title={t('ask.card.without')} about={t('ask.card.without_about')}>
          <ul className="flex flex-col">
            {without.map((held) => (
              <Without key={held.departmentId} held={held} />
            ))}
          </ul>
        </Section>
      )}
    </Page>
  )
}

function Without({ held: { departmentId, department, isOwn, isOutside, isDraft, mayEdit } }: { held: CardHolder & { isDraft: boolean } }) {
  const { t } = useI18n()
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-1">
      <bdi className="min-w-0 wrap-anywhere">{department}</bdi>
      <Whose isOwn={isOwn} isOutside={isOutside} />
      {mayEdit && (
        <Link to="/asks/cards/$departmentId" params={{ departmentId }} className={`${lookOf('bare')} ms-auto`} aria-label={t(isDraft ? 'ask.card.go_on_of' : 'ask.card.write_of', { name: department })}>
          {t(isDraft ? 'ask.card.go_on' : 'ask.card.write')}
        </Link>
      )}
    </li>
  )
}
