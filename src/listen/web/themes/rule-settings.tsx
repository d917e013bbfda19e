import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { OutputOf } from '../../../base/endpoint.ts'
import { Button } from '../../../base/web/button.tsx'
import { Confirm } from '../../../base/web/confirm.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { Name } from '../../../base/web/name.tsx'
import { Card, Section } from '../../../base/web/page.tsx'
import { Failed, Loading } from '../../../base/web/states.tsx'
import { useAct } from '../../../base/web/use-act.ts'
import { useRead } from '../../../base/web/use-read.ts'
import { members } from '../../../people/contract.ts'
import { type AlertRule, alertRules, listQueries, removeAlertRule } from '../../contract.ts'
import { RuleDialog } from './rule-dialog.tsx'

const MEMBERS_MAX = 200

type Open = { readonly dialog: 'add' } | { readonly dialog: 'change' | 'remove'; readonly rule: AlertRule } | null
type Member = OutputOf<typeof members>['members'][number]

/** Which surges the workspace tells whom of. */
export function RuleSettings() {
  const { t } = useI18n()
  const read = useRead(alertRules, {})
  const people = useRead(members, { limit: MEMBERS_MAX }).data?.members ?? []
  const [open, setOpen] = useState<Open>(null)
  const removing = useAct(removeAlertRule, [alertRules])
  const close = () => setOpen(null)
  if (read.isPending) return <Loading rows={2} />
  if (read.isError) return <Failed error={read.error} retry={() => void read.refetch()} />
  const { rules, hasMail } = read.data
  const add = (
    <Button onPress={() => setOpen({ dialog: 'add' })}>
      <Plus aria-hidden className="size-4" />
      {t('listen.rules.add')}
    </Button>
  )
  return (
    <Section title={t('listen.rules.title')} about={t('listen.rules.about')} actions={add}>
      {rules.length === 0 && <p className="text-quiet">{t('listen.rules.none')}</p>}
      <ul className="flex flex-col gap-3">
        {rules.map((rule) => (
          <li key={rule.id}>
            <RuleCard rule={rule} people={people} open={(dialog) => setOpen({ dialog, rule })} />
          </li>
        ))}
      </ul>
      {open && open.dialog !== 'remove' && <RuleDialog rule={open.dialog === 'change' ? open.rule : null} people={people} hasMail={hasMail} close={close} />}
      {open?.dialog === 'remove' && (
        <Confirm
          title={t('people.settings.remove_title', { name: open.rule.name })}
          about={t('listen.rules.remove_about')}
          button={t('people.settings.remove')}
          act={() => removing.mutateAsync({ ruleId: open.rule.id })}
          close={close}
        />
      )}
    </Section>
  )
}

function RuleCard({ rule: { name, sensitivity, queryIds, words, userIds }, people, open }: { rule: AlertRule; people: readonly Member[]; open: (dialog: 'change' | 'remove') => void }) {
  const { t, language } = useI18n()
  const list = (names: readonly string[]) => new Intl.ListFormat(language).format(names)
  const queries = useRead(listQueries, {}).data?.queries ?? []
  const namesOf = (ids: readonly string[]) => list(ids.map((id) => queries.find((query) => query.id === id)?.name ?? t('listen.filter.other_query')))
  const told = people.filter(({ userId }) => userIds.includes(userId))
  return (
    <Card className="flex flex-col gap-2">
      <h3 className="font-semibold">
        <Name>{name}</Name>
      </h3>
      <p>
        {t(`listen.alerts.to_${sensitivity}`)} · {queryIds.length > 0 ? t('listen.rules.of_queries', { queries: namesOf(queryIds) }) : t('listen.rules.of_all')}
        {words.length > 0 && <> · {t('listen.rules.of_words', { words: list(words) })}</>}
      </p>
      <p className="text-meta text-quiet">{told.length > 0 ? t('listen.rules.tells', { people: list(told.map((one) => one.name)) }) : t('listen.rules.tells_nobody')}</p>
      <div className="-mx-2 flex flex-wrap">
        <Button look="bare" onPress={() => open('change')}>
          {t('people.settings.change')}
        </Button>
        <Button look="bare" onPress={() => open('remove')}>
          {t('people.settings.remove')}
        </Button>
      </div>
    </Card>
  )
}
