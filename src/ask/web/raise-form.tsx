import { useMutation } from '@tanstack/react-query'
import { type SyntheticEvent, useState } from 'react'
import { Button } from '../../base/web/button.tsx'
import { call } from '../../base/web/call.ts'
import { Disclosure } from '../../base/web/disclosure.tsx'
import { Problem } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { newKey } from '../../base/web/new-key.ts'
import { Select } from '../../base/web/select.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { useWorkspaceId } from '../../base/web/workspace.ts'
import { type AskDetails, raise, WORDS_UNITS_MAX } from '../contract.ts'
import { Days } from './answer-days.tsx'
import { useDays } from './ask-days.ts'
import { useKindName } from './kind-name.ts'
import { type Because, DAYS_USUAL, hasAmount, kindFor, type Parties, type RaiseDraft, titleFor, toSend } from './raise-draft.ts'
import { RaiseNotices } from './raise-notices.tsx'
import { RaiseTo } from './raise-to.tsx'
import { useWeighed } from './use-weighed.ts'

/** In how many working days, for the chips. */
const DAYS_OFFERED = [2, DAYS_USUAL, 10]

type Props = {
  parties: Parties
  because: Because
  draft: RaiseDraft
  change: (draft: RaiseDraft) => void
  raised: (ask: AskDetails) => void
}

/** What is asked, of whom, until when. All but whom is proposed: two taps make an ask. */
export function RaiseForm({ parties, because, draft, change, raised }: Props) {
  const { t } = useI18n()
  const workspaceId = useWorkspaceId()
  const nameOfKind = useKindName()
  const [fresh] = useState(newKey)
  const key = draft.key ?? fresh
  const [isMissing, setMissing] = useState(false)
  const kind = kindFor(draft, parties, because)
  const kindName = nameOfKind(kind, parties.kinds.find((each) => each.kind === kind)?.name ?? null)
  const title = draft.title ?? titleFor(kindName, because)
  const weighed = useWeighed({ draft, kind, title, because })
  const neededBy = draft.neededBy ?? weighed.workingDays[DAYS_USUAL - 1] ?? null
  const isToNobody = draft.toDepartmentId === null && draft.toPersonId === null
  const raising = useMutation({
    mutationFn: () => call(raise, toSend(draft, { kind, title, neededBy: neededBy ?? '', key }, because), { workspaceId }),
    onSuccess: raised,
  })
  const lacks = isToNobody || title.trim() === '' || neededBy === null || (kind === 'mailing' && draft.recipients.trim() === '')
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    setMissing(lacks)
    if (lacks) return
    change({ ...draft, key })
    raising.mutate()
  }
  const set = (part: Partial<RaiseDraft>) => change({ ...draft, ...part })
  const problem = (isEmpty: boolean) => (isMissing && isEmpty ? t('base.field.missing') : undefined)
  return (
    <form onSubmit={submit} className="flex flex-col gap-6">
      <RaiseTo parties={parties} whom={draft} choose={set} />
      <KindAndTitle parties={parties} draft={draft} kind={kind} title={title} set={set} problem={problem} />
      <NeededBy workingDays={weighed.workingDays} neededBy={neededBy} choose={(day) => set({ neededBy: day })} />
      <RaiseNotices notices={weighed.notices} chooseDay={(day) => set({ neededBy: day })} />
      <WhatFor parties={parties} draft={draft} kind={kind} set={set} problem={problem} />
      <Problem error={raising.error} />
      {isMissing && isToNobody && (
        <p role="alert" className="text-bad">
          {t('ask.raise.to_missing')}
        </p>
      )}
      <div className="sticky bottom-0 z-1 -mx-5 -mb-6 flex border-t border-line bg-surface px-5 py-3 max-md:-mx-4 max-md:-mb-4 max-md:px-4">
        <Button look="main" type="submit" isPending={raising.isPending} className="min-h-11 grow">
          {t('ask.raise.button')}
        </Button>
      </div>
    </form>
  )
}

type Part = { parties: Parties; draft: RaiseDraft; kind: string; set: (part: Partial<RaiseDraft>) => void; problem: (isEmpty: boolean) => string | undefined }

function KindAndTitle({ parties, draft, kind, title, set, problem }: Part & { title: string }) {
  const { t } = useI18n()
  const nameOfKind = useKindName()
  const offered: readonly string[] = parties.departments.find(({ id }) => id === draft.toDepartmentId)?.kinds ?? []
  const kinds = parties.kinds.toSorted((one, other) => rank(offered, one.kind) - rank(offered, other.kind))
  return (
    <div className="grid gap-4 sm:grid-cols-[14rem_minmax(0,1fr)]">
      <Select
        label={t('ask.raise.kind')}
        options={kinds.map((each) => ({ id: each.kind, name: nameOfKind(each.kind, each.name), ...(offered.includes(each.kind) ? { about: t('ask.raise.offered') } : {}) }))}
        value={kind}
        onChange={(chosen) => set({ kind: String(chosen) })}
      />
      <TextField label={t('ask.raise.what')} maxLength={160} value={title} onChange={(next) => set({ title: next })} problem={problem(title.trim() === '')} />
    </div>
  )
}

/** What the department offers goes first, in its own order. */
const rank = (offered: readonly string[], kind: string): number => (offered.includes(kind) ? offered.indexOf(kind) : offered.length)

function NeededBy({ workingDays, neededBy, choose }: { workingDays: readonly string[]; neededBy: string | null; choose: (day: string) => void }) {
  const { t } = useI18n()
  const days = useDays()
  const offered = DAYS_OFFERED.flatMap((count) => {
    const day = workingDays[count - 1]
    return day ? [{ day, why: t('ask.raise.working_days', { count }) }] : []
  })
  const own = neededBy !== null && !offered.some(({ day }) => day === neededBy) ? [{ day: neededBy }] : []
  if (workingDays.length === 0) return null
  return (
    <div className="flex flex-col gap-1.5">
      <Days label={t('ask.raise.needed_by')} days={[...offered, ...own].toSorted((one, other) => (one.day < other.day ? -1 : 1))} chosen={neededBy} choose={choose} act={t('base.choose')} />
      {neededBy && <p className="sr-only">{days.by(neededBy)}</p>}
    </div>
  )
}

function WhatFor({ parties, draft, kind, set, problem }: Part) {
  const { t } = useI18n()
  const own = parties.departments.some(({ isOwn }) => isOwn)
  const { recipients, amount, worth, details, fromDepartmentId } = draft
  const isFilled = worth !== '' || details !== '' || fromDepartmentId !== null
  return (
    <>
      {kind === 'mailing' && (
        <TextField
          label={t('ask.raise.recipients')}
          hint={t('ask.raise.recipients_about')}
          rows={2}
          maxLength={1_000}
          value={recipients}
          onChange={(next) => set({ recipients: next })}
          problem={problem(recipients.trim() === '')}
        />
      )}
      {hasAmount(kind) && (
        <TextField
          label={kind === 'hours' ? t('ask.raise.hours') : t('ask.raise.amount', { currency: parties.currency })}
          type="number"
          value={amount}
          onChange={(next) => set({ amount: next })}
        />
      )}
      <Disclosure level={2} title={t('ask.raise.more')} defaultExpanded={isFilled}>
        <div className="flex flex-col gap-4 pt-2 pb-1">
          <TextField label={t('ask.raise.worth')} hint={t('ask.raise.worth_about')} maxLength={500} value={worth} onChange={(next) => set({ worth: next })} />
          <TextField label={t('ask.raise.details')} rows={4} maxLength={WORDS_UNITS_MAX} value={details} onChange={(next) => set({ details: next })} />
          {!own && parties.departments.length > 0 && (
            <Select
              label={t('ask.raise.from')}
              options={[{ id: NOBODY, name: t('ask.raise.from_nobody') }, ...parties.departments.map(({ id, name }) => ({ id, name }))]}
              value={fromDepartmentId ?? NOBODY}
              onChange={(id) => set({ fromDepartmentId: id === NOBODY ? null : String(id) })}
            />
          )}
        </div>
      </Disclosure>
    </>
  )
}

/** No department is called so. */
const NOBODY = 'nobody'
