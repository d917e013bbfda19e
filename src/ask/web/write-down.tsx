import { useState } from 'react'
import { ComboBox } from '../../base/web/combo-box.tsx'
import { Dialog } from '../../base/web/dialog.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { useMay } from '../../base/web/may.ts'
import { TextField } from '../../base/web/text-field.tsx'
import { toast } from '../../base/web/toast.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { answerChoices, type AskDetails, parties, writeDown } from '../contract.ts'
import { AnswerHere } from './answer-here.tsx'
import { useDeed } from './use-deed.ts'

const NAME_UNITS_MAX = 120

/** Who gave an answer: somebody Heed knows, or a name. */
type Teller = { readonly name: string; readonly personId: string | null }

/** Writes down an answer that was given by phone or in a meeting, or in a mail that could not be read: by whom, when, and which of the three. */
export function WriteDown({ ask, by, close }: { ask: AskDetails; by: string; close: () => void }) {
  const { t } = useI18n()
  const deed = useDeed()
  const mayAskAnybody = useMay('ask:raise')
  const today = useRead(answerChoices, { id: ask.id }).data?.today ?? ''
  const [teller, setTeller] = useState<Teller>({ name: by || (ask.to.person ?? ''), personId: by ? null : ask.to.personId })
  const [chosen, setToldOn] = useState<string | null>(null)
  const toldOn = chosen ?? today
  const name = teller.name.trim()
  const Who = mayAskAnybody ? KnownTeller : NamedTeller
  return (
    <Dialog title={t('ask.one.write_down')} isOpen close={close} isWide>
      <p className="text-quiet">{t('ask.one.write_down_about')}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        <Who ask={ask} teller={teller} change={setTeller} />
        <TextField type="date" label={t('ask.one.told_on')} value={toldOn} onChange={setToldOn} />
      </div>
      {name !== '' && toldOn !== '' && (
        <AnswerHere
          ask={ask}
          draftName={`told.${ask.id}`}
          give={async (answer, key) => {
            await deed(writeDown, { id: ask.id, revision: ask.revision, answer, by: name, personId: teller.personId, toldOn, key })
            toast({ words: t('ask.one.written') })
            close()
          }}
        />
      )}
    </Dialog>
  )
}

type Asked = { ask: AskDetails; teller: Teller; change: (teller: Teller) => void }

/** One of the asked department, or whoever else it was. */
function KnownTeller({ ask: { to }, teller, change }: Asked) {
  const { t } = useI18n()
  const persons = useRead(parties, {}).data?.persons ?? []
  const known = persons.filter(({ departmentId }) => departmentId === to.departmentId)
  return (
    <ComboBox
      label={t('ask.one.told_by')}
      options={known.map(({ id, name }) => ({ id, name }))}
      inputValue={teller.name}
      onInputChange={(name) => change({ name, personId: known.find((each) => each.name === name)?.id ?? null })}
      allowsCustomValue
    />
  )
}

function NamedTeller({ teller, change }: Asked) {
  const { t } = useI18n()
  return <TextField label={t('ask.one.told_by')} maxLength={NAME_UNITS_MAX} value={teller.name} onChange={(name) => change({ name, personId: null })} />
}
