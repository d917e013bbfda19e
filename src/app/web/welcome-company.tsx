import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { OutputOf } from '../../base/endpoint.ts'
import { Button } from '../../base/web/button.tsx'
import { call } from '../../base/web/call.ts'
import { ComboBox } from '../../base/web/combo-box.tsx'
import { Disclosure } from '../../base/web/disclosure.tsx'
import { Problem } from '../../base/web/form.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Select } from '../../base/web/select.tsx'
import { TextField } from '../../base/web/text-field.tsx'
import { useDraft } from '../../base/web/use-draft.ts'
import { keyOf } from '../../base/web/use-read.ts'
import { LANGUAGES, type Language } from '../../base/wording.ts'
import { createWorkspace, customs, markets, me, updateMarket, updateWorkspace } from '../../people/contract.ts'
import { countriesIn, likelyCountry, weekdaysIn, zoneHere, zoneName } from './welcome-countries.ts'
import { Frame, type Step } from './welcome-frame.tsx'

type Workspace = OutputOf<typeof me>['workspaces'][number]

/** What is said of the company. What stays null follows what is usual in its country. */
type Draft = { readonly name: string; readonly country: string; readonly zone: string | null; readonly weekStarts: number | null; readonly language: Language | null }

/** The workspace: its name and country, from which zone, week and language follow. One that is there already is changed. */
export function Company({ workspace, steps, canLeave, back, done }: {
  workspace: Workspace | undefined
  steps: readonly Step[]
  canLeave: boolean
  back?: (() => void) | undefined
  done: (workspaceId: string) => void
}) {
  const { t, language } = useI18n()
  const client = useQueryClient()
  const [draft, setDraft] = useDraft<Draft>(`welcome.company ${workspace?.id ?? ''}`, {
    name: workspace?.name ?? '', country: likelyCountry(language), zone: null, weekStarts: null, language: null,
  }, 'session')
  const usual = useQuery({ queryKey: [null, customs.name, draft.country], queryFn: () => call(customs, { country: draft.country }) })
  const zones = usual.data?.zones ?? []
  const chosen = {
    name: draft.name,
    country: draft.country,
    zone: draft.zone ?? (zones.includes(zoneHere()) ? zoneHere() : (zones[0] ?? zoneHere())),
    weekStarts: draft.weekStarts ?? usual.data?.weekStarts ?? 0,
    language: draft.language ?? language,
  }
  const saving = useMutation({
    mutationFn: () => (workspace ? change(workspace.id, chosen) : call(createWorkspace, chosen).then(({ id }) => id)),
    onSuccess: async (id) => {
      await client.invalidateQueries({ queryKey: keyOf(null, me) })
      done(id)
    },
  })
  return (
    <Frame step="company" steps={steps} title={t('app.welcome.company')} about={t('app.welcome.company_about')} back={back} canLeave={canLeave}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          saving.mutate()
        }}
      >
        <TextField label={t('app.welcome.company_name')} name="organization" autoComplete="organization" maxLength={80} isRequired value={draft.name} onChange={(name) => setDraft({ ...draft, name })} />
        <ComboBox
          label={t('app.welcome.country')}
          options={countriesIn(language)}
          value={draft.country}
          onChange={(country) => country !== null && setDraft({ ...draft, country: String(country), zone: null, weekStarts: null })}
          isRequired
        />
        <Usual draft={draft} chosen={chosen} zones={zones} change={setDraft} />
        <Problem error={saving.error} />
        <Button look="main" type="submit" isPending={saving.isPending} className="min-h-11">
          {t('app.welcome.go_on')}
        </Button>
      </form>
    </Frame>
  )
}

/** What follows from the country, in one line, and open to change. */
function Usual({ draft, chosen, zones, change }: { draft: Draft; chosen: Chosen; zones: readonly string[]; change: (next: Draft) => void }) {
  const { t, language } = useI18n()
  const weekdays = weekdaysIn(language)
  const title = t('app.welcome.usual', {
    zone: zoneName(chosen.zone, language), day: weekdays[chosen.weekStarts] ?? '', language: t(`base.language.${chosen.language}`),
  })
  return (
    <div className="rounded-card border border-line bg-surface px-4 py-1.5">
      <Disclosure level={2} title={title}>
        <div className="flex flex-col gap-4 pt-1 pb-4">
          <Select
            label={t('app.welcome.zone')}
            options={[...new Set([...zones, chosen.zone])].map((id) => ({ id, name: zoneName(id, language) }))}
            value={chosen.zone}
            onChange={(zone) => change({ ...draft, zone: String(zone) })}
          />
          <Select
            label={t('app.welcome.week_starts')}
            options={weekdays.map((name, day) => ({ id: String(day), name }))}
            value={String(chosen.weekStarts)}
            onChange={(day) => change({ ...draft, weekStarts: Number(day) })}
          />
          <Select
            label={t('app.welcome.language')}
            options={LANGUAGES.map((id) => ({ id, name: t(`base.language.${id}`) }))}
            value={chosen.language}
            onChange={(id) => change({ ...draft, language: LANGUAGES.find((each) => each === id) ?? null })}
          />
        </div>
      </Disclosure>
    </div>
  )
}

type Chosen = { readonly name: string; readonly country: string; readonly zone: string; readonly weekStarts: number; readonly language: Language }

/** Changes a workspace that somebody came back to, and its first market. */
async function change(workspaceId: string, { name, language, country, zone, weekStarts }: Chosen): Promise<string> {
  await call(updateWorkspace, { name, language }, { workspaceId })
  const first = (await call(markets, { limit: 200 }, { workspaceId })).markets.at(-1)
  if (first) await call(updateMarket, { id: first.id, country, zone, weekStarts }, { workspaceId })
  return workspaceId
}
