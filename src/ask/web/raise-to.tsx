import { ComboBox } from '../../base/web/combo-box.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import { Name } from '../../base/web/name.tsx'
import type { Parties, RaiseDraft } from './raise-draft.ts'

/** So many departments are seen at once; more are found by typing. */
const SHOWN_MAX = 8

type Whom = Pick<RaiseDraft, 'toDepartmentId' | 'toPersonId'>

/** Whom to ask: a department, with a word on how fast it answers, or anybody who is found by typing. */
export function RaiseTo({ parties: { departments, persons }, whom, choose }: { parties: Parties; whom: Whom; choose: (whom: Whom) => void }) {
  const { t } = useI18n()
  const others = departments.filter(({ isOwn }) => !isOwn)
  const named = new Map(departments.map(({ id, name }) => [id, name]))
  const hidden = others.slice(SHOWN_MAX)
  const options = [
    ...hidden.map(({ id, name }) => ({ id: `department ${id}`, name })),
    ...persons.filter(({ isSelf }) => !isSelf).map(({ id, name, departmentId }) => {
      const about = departmentId && named.get(departmentId)
      return { id: `person ${id}`, name, ...(about ? { about } : {}) }
    }),
  ]
  const isElsewhere = whom.toPersonId !== null || hidden.some(({ id }) => id === whom.toDepartmentId)
  const chosen = whom.toPersonId ? `person ${whom.toPersonId}` : `department ${whom.toDepartmentId}`
  return (
    <div className="flex flex-col gap-3">
      {others.length > 0 && (
        <fieldset className="flex min-w-0 flex-col">
          <legend className="pb-1.5 text-meta font-medium">{t('ask.raise.to')}</legend>
          <div className="grid grid-cols-2 gap-2 lg:grid-cols-3">
            {others.slice(0, SHOWN_MAX).map(({ id, name, hasCard, answerDays, isOutside }) => (
              <button
                key={id}
                type="button"
                aria-pressed={whom.toPersonId === null && whom.toDepartmentId === id}
                onClick={() => choose({ toDepartmentId: id, toPersonId: null })}
                className="flex min-h-13 min-w-0 cursor-default flex-col justify-center rounded-control border border-edge bg-surface px-3 py-2 text-start hover:bg-sunken aria-pressed:border-fill aria-pressed:bg-wash"
              >
                <span className="w-full font-medium">
                  <Name>{name}</Name>
                </span>
                <span className="text-meta text-quiet">
                  {t(hasCard ? 'ask.raise.answers_in' : isOutside ? 'ask.raise.outside' : 'ask.raise.no_card', { count: answerDays })}
                </span>
              </button>
            ))}
          </div>
        </fieldset>
      )}
      {options.length > 0 && (
        <ComboBox
          label={t(others.length > 0 ? 'ask.raise.or_person' : 'ask.raise.to')}
          options={options}
          value={isElsewhere ? chosen : null}
          onChange={(key) => {
            const [kind, id] = typeof key === 'string' ? key.split(' ') : []
            if (id) choose(kind === 'person' ? { toDepartmentId: null, toPersonId: id } : { toDepartmentId: id, toPersonId: null })
          }}
        />
      )}
    </div>
  )
}
