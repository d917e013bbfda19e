import { type RefObject, useMemo } from 'react'
import { Wrench } from 'lucide-react'
import { Button } from '../../base/web/button.tsx'
import { useI18n } from '../../base/web/i18n.tsx'
import type { Problem } from '../../engine/index.ts'
import { languageCode } from './language-code.ts'
import { editWithMarks } from './query-direction.ts'
import { type Fix, fixOf } from './query-fixes.ts'
import { directionOfQuery } from './query-text.tsx'
import { typeInto } from './type-into.ts'

/** Each is tried out on the whole text. */
const FIXES_MAX = 5
const SHOWN_CHARS = 60

/** The problems of a query in words. Each leads to its place in the field; what mends it for certain does so, and can be undone there. */
export function ProblemList({ id, text, problems, field }: { id: string; text: string; problems: readonly Problem[]; field: RefObject<HTMLTextAreaElement | null> }) {
  const { t } = useI18n()
  const fixes = useMemo(() => problems.slice(0, FIXES_MAX).map((problem) => fixOf(text, problem, languageCode)), [text, problems])
  const goTo = ({ from, to }: Problem) => {
    field.current?.focus()
    field.current?.setSelectionRange(from, to)
  }
  const mend = ({ edit }: Fix) => {
    if (field.current) typeInto(field.current, editWithMarks(text, edit))
  }
  return (
    <ul id={id} aria-live="polite" className="flex flex-col gap-1 empty:hidden">
      {problems.map((problem, index) => {
        const fix = fixes[index]
        return (
          <li key={`${problem.code}-${problem.from}`} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <button
              type="button"
              onClick={() => goTo(problem)}
              className="-mx-1 flex min-h-9 min-w-0 cursor-default items-baseline gap-2 rounded-control px-1 py-1.5 text-start text-bad hover:bg-bad-wash max-md:min-h-11"
            >
              <span aria-hidden>•</span>
              <span className="min-w-0 wrap-anywhere">
                {problem.to > problem.from && (
                  <>
                    {/* A bracket alone has no direction: it is shown in that of the text. */}
                    <code dir={directionOfQuery(text)} className="rounded-mark bg-bad-wash px-1 font-sans">
                      {cut(text.slice(problem.from, problem.to))}
                    </code>{' '}
                  </>
                )}
                {t(`listen.problem.${problem.code}`, problem.params)}
              </span>
            </button>
            {fix && (
              <Button onPress={() => mend(fix)} className="px-3 text-meta">
                <Wrench aria-hidden className="size-3.5 text-quiet" />
                <span className="wrap-anywhere">{t(`listen.query.fix.${fix.does}`, { text: cut(fix.shows) })}</span>
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

const cut = (text: string) => (text.length > SHOWN_CHARS ? `${text.slice(0, SHOWN_CHARS)}…` : text)
