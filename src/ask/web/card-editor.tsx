import { type SyntheticEvent, useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { CallError } from '../../base/web/call.ts'
import { Dialog } from '../../base/web/dialog.tsx'
import { Problem } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Section } from '../../base/web/page.tsx'
import { Select } from '../../base/web/select.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { toast } from '../../base/web/toast.tsx'
import { useAct } from '../../base/web/use-act.ts'
import { card, type CardPage, cards, parties, publishCard, saveCard } from '../contract.ts'
import { type CardDraft, draftOf, endsBeforeItBegins, wordsOf } from './card-draft.ts'
import { useFocusFirst } from './card-focus.ts'
import { CardFreezeFields } from './card-freeze-fields.tsx'
import { CardItemFields } from './card-item-fields.tsx'
import { CardVersions } from './card-versions.tsx'

/** Nobody, in a list of ids. */
const NOBODY = 'nobody'

/** Writes a card. Of two who do so at once the second sees both versions, and chooses. */
export function CardEditor({ held, close }: { held: CardPage; close: () => void }) {
  const { t } = useI18n()
  const form = useFocusFirst<HTMLFormElement>()
  const [draft, setDraft] = useState(() => draftOf(held.card))
  const [revision, setRevision] = useState(held.card?.revision ?? 0)
  const [overtakenBy, setOvertakenBy] = useState<CardPage | null>(null)
  const saving = useAct(saveCard, [card, cards, parties])
  const publishing = useAct(publishCard, [card, cards, parties])
  const change = (part: Partial<CardDraft>) => setDraft({ ...draft, ...part })
  const isWrong = draft.freezes.some(endsBeforeItBegins)

  const save = async (at: number) => {
    try {
      await saving.mutateAsync({ departmentId: held.departmentId, revision: at, ...wordsOf(draft) })
      if (!held.card?.isPublished) {
        toast({ words: t('ask.card.saved_draft'), action: { words: t('ask.card.publish'), act: () => publishing.mutate({ departmentId: held.departmentId }) } })
      } else toast({ words: t('people.settings.saved') })
      close()
    } catch (error) {
      setOvertakenBy(newerIn(error))
    }
  }
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isWrong) void save(revision)
  }
  return (
    <form ref={form} onSubmit={submit} className="flex flex-col gap-8">
      <TextField label={t('ask.card.words')} hint={t('ask.card.words_hint')} rows={3} maxLength={2_000} value={draft.about} onChange={(about) => change({ about })} />
      <CardItemFields items={draft.items} change={(items) => change({ items })} />
      <CardFreezeFields freezes={draft.freezes} change={(freezes) => change({ freezes })} />
      <WhoFields held={held} draft={draft} change={change} />
      <Problem error={overtakenBy ? null : saving.error} />
      <div className="sticky bottom-0 -mx-5 flex gap-2 border-t border-line bg-surface px-5 py-3 max-md:-mx-4 max-md:px-4">
        <Button look="main" type="submit" isPending={saving.isPending}>
          {t('base.save')}
        </Button>
        <Button onPress={close}>{t('base.cancel')}</Button>
      </div>
      {overtakenBy && (
        <Dialog title={t('ask.card.of', { name: held.department })} isOpen close={() => setOvertakenBy(null)} isWide>
          <CardVersions
            theirs={draftOf(overtakenBy.card)}
            mine={draft}
            persons={held.persons}
            keepMine={() => void save(overtakenBy.card?.revision ?? 0)}
            takeTheirs={() => {
              setDraft(draftOf(overtakenBy.card))
              setRevision(overtakenBy.card?.revision ?? 0)
              setOvertakenBy(null)
            }}
            isPending={saving.isPending}
          />
        </Dialog>
      )}
    </form>
  )
}

/** The card as it is now, if that is why it was not saved. */
function newerIn(error: unknown): CardPage | null {
  if (!(error instanceof CallError) || error.code !== 'conflict') return null
  const { now } = error.details
  return typeof now === 'object' && now !== null && 'card' in now ? (now as CardPage) : null
}

function WhoFields({ held: { persons }, draft, change }: { held: CardPage; draft: CardDraft; change: (part: Partial<CardDraft>) => void }) {
  const { t } = useI18n()
  const idOf = (key: unknown) => (key === NOBODY ? null : String(key))
  return (
    <Section title={t('ask.card.who')}>
      <div className="grid gap-4 md:grid-cols-2">
        <Select
          label={t('ask.card.contact')}
          options={[{ id: NOBODY, name: t('ask.card.contact_first') }, ...persons]}
          value={draft.contactId ?? NOBODY}
          onChange={(key) => change({ contactId: idOf(key) })}
        />
        <Select
          label={t('ask.card.deputy')}
          options={[{ id: NOBODY, name: t('ask.card.deputy_any') }, ...persons.filter(({ id }) => id !== draft.contactId)]}
          value={draft.deputyId ?? NOBODY}
          onChange={(key) => change({ deputyId: idOf(key) })}
        />
        <TextField
          label={t('ask.card.answer_days')}
          type="number"
          inputMode="numeric"
          pattern="([1-9]|[12][0-9]|30)"
          isRequired
          value={draft.answerDays}
          onChange={(answerDays) => change({ answerDays })}
        />
        <TextField
          label={t('ask.card.ticket')}
          hint={t('ask.card.ticket_hint')}
          type="email"
          autoComplete="off"
          maxLength={254}
          value={draft.ticketAddress}
          onChange={(ticketAddress) => change({ ticketAddress })}
        />
      </div>
    </Section>
  )
}
