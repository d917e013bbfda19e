import { SearchX } from 'lucide-react'
import { useI18n } from '../../base/web/i18n.tsx'
import { CallError } from '../../base/web/call.ts'
import type { Problem } from '../../engine/index.ts'

/** The problems that a refusal of a query names; null for any other error. */
export function problemsIn(error: unknown): readonly Problem[] | null {
  if (!(error instanceof CallError) || error.code !== 'listen.bad_query') return null
  const { problems } = error.details
  return Array.isArray(problems) ? (problems as Problem[]) : null
}

/** What in a query cannot be read: the words of `listen.problem.KEY` for each problem, and the query with its place marked. */
export function QueryProblems({ query, problems }: { query: string; problems: readonly Problem[] }) {
  const { t } = useI18n()
  return (
    <section role="alert" className="mx-auto flex w-full max-w-xl flex-col items-center gap-5 px-5 py-16">
      <SearchX aria-hidden className="size-8 text-quiet" />
      <ul className="flex w-full flex-col gap-4">
        {problems.map((problem) => (
          <li key={`${problem.code}-${problem.from}`} className="flex flex-col gap-1.5">
            <span>{t(`listen.problem.${problem.code}`, problem.params)}</span>
            <code dir="auto" className="rounded-control bg-sunken px-3 py-2 text-start break-words whitespace-pre-wrap">
              {query.slice(0, problem.from)}
              <span className="text-bad underline decoration-wavy underline-offset-4">{query.slice(problem.from, problem.to) || ' '}</span>
              {query.slice(problem.to)}
            </code>
          </li>
        ))}
      </ul>
    </section>
  )
}
