import { useId } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'
import type { Problem } from '../../engine/index.ts'
import { pieces } from './query-pieces.ts'

const TEXT_CHARS_MAX = 16_000
/** A bracket alone has no direction: it is shown in that of the text. */
const BEGINS_RTL = /^\P{L}*[\p{Script=Hebrew}\p{Script=Arabic}]/u
/** The field and what is drawn behind it must break their lines alike. */
const SAME = 'col-start-1 row-start-1 m-0 min-h-24 w-full resize-none overflow-hidden border border-transparent bg-transparent px-3 py-2.5 font-sans text-voice wrap-anywhere whitespace-pre-wrap [unicode-bidi:plaintext] text-start'

/**
 * Where a query is written. It grows with its text, takes its direction from it while one types, shows what joins the words, and
 * underlines each problem where it stands; the problems are listed below with what helps.
 */
export function QueryTextField({ text, change, problems }: { text: string; change: (text: string) => void; problems: readonly Problem[] }) {
  const { t } = useI18n()
  const [fieldId, problemsId] = [useId(), useId()]
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={fieldId} className="text-meta font-medium">
        {t('listen.query.text')}
      </label>
      <div className="grid rounded-control border border-edge bg-surface focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent">
        <div aria-hidden dir="auto" className={`${SAME} pointer-events-none`}>
          {pieces(text, problems).map((piece) => (
            <span
              key={piece.at}
              className={`${piece.is === 'operator' ? 'text-accent' : ''} ${piece.isWrong ? 'rounded-mark bg-bad-wash underline decoration-bad decoration-wavy decoration-[1.5px] underline-offset-4' : ''}`}
            >
              {piece.text}
            </span>
          ))}
          {'\u200b'}
        </div>
        <textarea
          id={fieldId}
          dir="auto"
          value={text}
          maxLength={TEXT_CHARS_MAX}
          spellCheck={false}
          required
          aria-invalid={problems.length > 0}
          aria-describedby={problemsId}
          onChange={(event) => change(event.target.value)}
          className={`${SAME} text-transparent caret-ink outline-none selection:bg-mark selection:text-transparent forced-colors:text-[CanvasText]`}
        />
      </div>
      <ul id={problemsId} aria-live="polite" className="flex flex-col gap-1">
        {problems.map((problem) => (
          <li key={`${problem.code}-${problem.from}`} className="flex gap-2 text-bad">
            <span aria-hidden>•</span>
            <span className="min-w-0">
              {problem.to > problem.from && (
                <>
                  <code dir={BEGINS_RTL.test(text) ? 'rtl' : 'ltr'} className="rounded-mark bg-bad-wash px-1 font-sans">
                    {text.slice(problem.from, problem.to)}
                  </code>{' '}
                </>
              )}
              {t(`listen.problem.${problem.code}`, problem.params)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
