import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { OutputOf } from '../../../base/endpoint.ts'
import { Button } from '../../../base/web/button.tsx'
import { Dialog } from '../../../base/web/dialog.tsx'
import { type Fields, Form } from '../../../base/web/form.tsx'
import { useI18n } from '../../../base/web/i18n.tsx'
import { useMay } from '../../../base/web/may.ts'
import { Name } from '../../../base/web/name.tsx'
import { Section } from '../../../base/web/page.tsx'
import { Select } from '../../../base/web/select.tsx'
import { Failed, Loading } from '../../../base/web/states.tsx'
import { type Column, Table } from '../../../base/web/table.tsx'
import { TextField } from '../../../base/web/text-field.tsx'
import { useAct } from '../../../base/web/use-act.ts'
import { useRead } from '../../../base/web/use-read.ts'
import { absences, addAbsence, card, cards, removeAbsence } from '../../contract.ts'
import { useDays } from '../ask-days.ts'

type Away = OutputOf<typeof absences>

/** Nobody, in a list of ids. */
const NOBODY = 'nobody'

/** Who is away, so that asks go to their deputy meanwhile. */
export function AwaySettings() {
  const { t } = useI18n()
  const { whole } = useDays()
  const mayManage = useMay('card:manage')
  const read = useRead(absences, {})
  const [isAdding, setAdding] = useState(false)
  const removing = useAct(removeAbsence, [absences, card, cards])
  if (read.isPending) return <Loading rows={2} />
  if (read.isError) return <Failed error={read.error} retry={() => void read.refetch()} />
  type Row = Away['absences'][number]
  const who = ({ person }: Row) => <Name>{person.name}</Name>
  const when = ({ from, until }: Row) => (from === until ? whole(from) : t('ask.settings.away_days', { from: whole(from), until: whole(until) }))
  const instead = ({ deputy }: Row) => (deputy ? <Name>{deputy.name}</Name> : t('ask.settings.deputy_of_card'))
  const remove = ({ id, mayRemove }: Row) =>
    mayRemove && (
      <Button look="bare" onPress={() => removing.mutate({ id })} isDisabled={removing.isPending}>
        {t('people.settings.remove')}
      </Button>
    )
  const columns: Column<Row>[] = [
    { id: 'who', title: t('people.settings.person'), cell: who },
    { id: 'when', title: t('ask.settings.away_when'), cell: when },
    { id: 'deputy', title: t('ask.settings.deputy'), cell: instead },
    { id: 'remove', title: t('people.settings.remove'), isTitleHidden: true, cell: remove },
  ]
  const add = mayManage && read.data.persons.length > 0 && (
    <Button onPress={() => setAdding(true)}>
      <Plus aria-hidden className="size-4" />
      {t('ask.settings.add_away')}
    </Button>
  )
  return (
    <Section title={t('ask.settings.away')} about={t('ask.settings.away_about')} actions={add}>
      {read.data.absences.length > 0 ? (
        <Table label={t('ask.settings.away')} columns={columns} rows={read.data.absences} keyOf={({ id }) => id} />
      ) : (
        <p className="text-quiet">{t('ask.settings.nobody_away')}</p>
      )}
      {isAdding && <AwayDialog persons={read.data.persons} deputies={read.data.deputies} close={() => setAdding(false)} />}
    </Section>
  )
}

function AwayDialog({ persons, deputies, close }: Pick<Away, 'persons' | 'deputies'> & { close: () => void }) {
  const { t } = useI18n()
  const [personId, setPersonId] = useState(persons[0]?.id ?? '')
  const [isWrong, setWrong] = useState(false)
  const adding = useAct(addAbsence, [absences, card, cards])
  const send = async ({ from = '', until = '', deputy }: Fields) => {
    setWrong(until < from)
    if (until < from) return null
    return adding.mutateAsync({ personId, from, until, deputyId: deputies.find(({ id }) => id === deputy)?.id ?? null })
  }
  return (
    <Dialog title={t('ask.settings.add_away')} isOpen close={close}>
      <Form send={send} then={(added) => added && close()} button={t('base.save')}>
        <Select label={t('people.settings.person')} options={persons} value={personId} onChange={(id) => setPersonId(String(id))} />
        <TextField label={t('ask.card.first_day')} name="from" type="date" isRequired />
        <TextField label={t('ask.card.last_day')} name="until" type="date" isRequired onChange={() => setWrong(false)} problem={isWrong ? t('ask.card.ends_first') : undefined} />
        <Select
          label={t('ask.settings.deputy')}
          hint={t('ask.settings.deputy_hint')}
          name="deputy"
          options={[{ id: NOBODY, name: t('ask.settings.deputy_of_card') }, ...deputies.filter(({ id }) => id !== personId)]}
          defaultValue={NOBODY}
        />
      </Form>
    </Dialog>
  )
}
