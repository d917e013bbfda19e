import { useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Section } from '../../base/web/page.tsx'
import { toast } from '../../base/web/toast.tsx'
import { answer, type AskDetails } from '../contract.ts'
import { ANSWERS } from '../machine.ts'
import { AnswerHere } from './answer-here.tsx'
import { usePartyName } from './ask-party.ts'
import { type Chosen, DEED_ORDER, useDeedAsked } from './deeds-asked.ts'
import { DeedDialog } from './deed-dialog.tsx'
import { useDeed } from './use-deed.ts'

/** Deeds that are what one came for; the others stand back. */
const FIRST: readonly Chosen[] = ['keep', 'accept', 'accept_undated', 'meet_condition']
/** Deeds that end it without having got it. */
const LAST: readonly Chosen[] = ['not_keep', 'withdraw']

/** What the reader may do with an ask now, what waits for them first. */
export function AskDeeds({ ask, writeDown }: { ask: AskDetails; writeDown: () => void }) {
  const { t } = useI18n()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const asked = useDeedAsked(ask)
  const deeds = DEED_ORDER.filter((each) => ask.may.includes(each))
  const mayAnswer = ANSWERS.some((each) => ask.may.includes(each))
  const mayWriteDown = ask.may.includes('write_down')
  if (deeds.length === 0 && !mayAnswer && !mayWriteDown) return null
  const open = chosen !== null && asked(chosen)
  return (
    <Section title={t('ask.one.deeds')}>
      {mayAnswer && <Answering ask={ask} />}
      <div className="flex flex-wrap gap-2">
        {deeds.map((each) => (
          <Button key={each} look={lookOfDeed(each)} className={LAST.includes(each) ? 'order-2' : ''} onPress={() => setChosen(each)}>
            {t(`ask.one.deed.${each}`)}
          </Button>
        ))}
        {mayWriteDown && (
          <Button look={ask.sides.includes('asked') ? 'bare' : 'plain'} className="order-1" onPress={writeDown}>
            {t('ask.one.write_down')}
          </Button>
        )}
      </div>
      {open && <DeedDialog key={chosen} ask={ask} deed={open} close={() => setChosen(null)} />}
    </Section>
  )
}

function lookOfDeed(deed: Chosen): 'main' | 'plain' | 'bare' {
  if (FIRST.includes(deed)) return 'main'
  return LAST.includes(deed) ? 'bare' : 'plain'
}

/** The three answers: at once to whoever is asked, on demand to whoever may answer for them. */
function Answering({ ask }: { ask: AskDetails }) {
  const { t } = useI18n()
  const deed = useDeed()
  const partyName = usePartyName()
  const isAsked = ask.sides.includes('asked')
  const [isOpen, setOpen] = useState(false)
  if (!isAsked && !isOpen) {
    return (
      <Button className="self-start" onPress={() => setOpen(true)}>
        {t('ask.one.answer_for', { who: partyName(ask.to) })}
      </Button>
    )
  }
  return (
    <AnswerHere
      ask={ask}
      draftName={ask.id}
      give={async (given, key) => {
        await deed(answer, { id: ask.id, revision: ask.revision, answer: given, key })
        setOpen(false)
        toast({ words: t('ask.one.answered') })
      }}
    />
  )
}
