import { useI18n } from '../../../base/web/i18n.tsx'
import { Section } from '../../../base/web/page.tsx'
import { type Column, Table } from '../../../base/web/table.tsx'
import { type AgreementTold, type Head, JUDGED_MIN } from '../../contract.ts'
import { headsOf, useHeadWords } from './head-words.ts'

type Version = { readonly version: string; readonly since: string; readonly of: ReadonlyMap<Head, AgreementTold['versions'][number]> }

const versionOf = ({ version }: Version) => <bdi dir="ltr" className="text-meta md:whitespace-nowrap">{version || '–'}</bdi>

/** Agreement from one version of the models to the next. Nothing while there is one only. */
export function Versions({ versions }: { versions: AgreementTold['versions'] }) {
  const { t, when } = useI18n()
  const words = useHeadWords()
  const rows: Version[] = [...Map.groupBy(versions, ({ version }) => version)].flatMap(([version, ofIt]) => (
    ofIt[0] ? [{ version, since: ofIt[0].since, of: new Map(ofIt.map((one) => [one.head, one])) }] : []
  ))
  if (rows.length < 2) return null
  const share = (one: AgreementTold['versions'][number] | undefined) => {
    if (!one) return '–'
    return one.interval ? t('listen.understood.share', { share: one.agreed / one.judged }) : t('listen.understood.too_few', { judged: one.judged, min: JUDGED_MIN })
  }
  const columns: Column<Version>[] = [
    { id: 'version', title: t('listen.understood.column.version'), cell: versionOf },
    { id: 'since', title: t('listen.understood.since'), cell: ({ since }) => when(since) },
    ...headsOf(true).filter((head) => versions.some((one) => one.head === head)).map((head): Column<Version> => (
      { id: head, title: words.title(head), isNumber: true, cell: ({ of }) => share(of.get(head)) }
    )),
  ]
  return (
    <Section title={t('listen.understood.versions')} about={t('listen.understood.versions_about')}>
      <Table label={t('listen.understood.versions')} columns={columns} rows={rows} keyOf={({ version }) => version} />
    </Section>
  )
}
