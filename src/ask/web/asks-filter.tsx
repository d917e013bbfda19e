import { useI18n } from '../../base/web/i18n.tsx'
import { useMay } from '../../base/web/may.ts'
import { SearchBox } from '../../base/web/search-box.tsx'
import { Select } from '../../base/web/select.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { departments } from '../../people/contract.ts'
import { ASK_STATES, type AsksSeen } from './ask-address.ts'

const FIND_CHARS_MAX = 100
/** What stands for no choice; no id and no state is called so. */
const ANY = 'any'

/** Which of the asks are shown: by words, department and, in a list, by how they stand. */
export function AsksFilter({ seen, choose }: { seen: AsksSeen; choose: (seen: AsksSeen, how?: { replace: boolean }) => void }) {
  const { t } = useI18n()
  const { departmentId, state, ...rest } = seen
  return (
    <div className="flex flex-wrap items-center gap-2 pb-3 xl:justify-end md:[&_button]:min-h-9">
      <div className="min-w-0 grow max-md:basis-full xl:max-w-56">
        <SearchBox
          find={seen.find ?? ''}
          choose={(find) => choose({ ...seen, find }, { replace: seen.find !== undefined })}
          words={{ label: t('ask.list.find'), hint: t('ask.list.find'), clear: t('ask.list.find_clear'), means: 'ask.list.find' }}
          charsMax={FIND_CHARS_MAX}
        />
      </div>
      {useMay('people:read') && (
        <Departments chosen={departmentId} choose={(id) => choose({ ...rest, ...(state ? { state } : {}), ...(id ? { departmentId: id } : {}) })} />
      )}
      {!seen.isBoard && (
        <div className="w-44 max-md:w-0 max-md:flex-1">
          <Select
            label={t('ask.list.by_state')}
            isLabelHidden
            options={[{ id: ANY, name: t('ask.list.any_state') }, ...ASK_STATES.map((id) => ({ id, name: t(`ask.list.state.${id}`) }))]}
            value={state ?? ANY}
            onChange={(chosen) => {
              const next = ASK_STATES.find((each) => each === chosen)
              choose({ ...rest, ...(departmentId ? { departmentId } : {}), ...(next ? { state: next } : {}) })
            }}
          />
        </div>
      )}
    </div>
  )
}

function Departments({ chosen, choose }: { chosen: string | undefined; choose: (id: string | null) => void }) {
  const { t } = useI18n()
  const known = useRead(departments, { limit: 200 }).data?.departments ?? []
  if (known.length === 0) return null
  return (
    <div className="w-44 max-md:w-0 max-md:flex-1">
      <Select
        label={t('ask.list.by_department')}
        isLabelHidden
        options={[{ id: ANY, name: t('ask.list.any_department') }, ...known.map(({ id, name }) => ({ id, name }))]}
        value={chosen ?? ANY}
        onChange={(id) => choose(id === ANY ? null : String(id))}
      />
    </div>
  )
}
