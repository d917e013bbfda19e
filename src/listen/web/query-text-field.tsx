import { type SyntheticEvent, useId, useRef, useState } from 'react'
import { useI18n } from '../../base/web/i18n.tsx'
import { CHARACTERS_MAX, type Problem } from '../../engine/index.ts'
import { CompletionList } from './completion-list.tsx'
import { spaceWithMarks, withMarks } from './query-direction.ts'
import { QueryDrawing } from './query-drawing.tsx'
import type { Edit } from './query-fixes.ts'
import { ProblemList } from './query-problem-list.tsx'
import { typeInto } from './type-into.ts'
import { useCompletion } from './use-completion.ts'
import { useResting } from './use-resting.ts'

/** The field and what is drawn behind it must break their lines alike. */
const SAME = 'col-start-1 row-start-1 m-0 min-h-24 w-full resize-none overflow-hidden border border-transparent bg-transparent px-3 py-2.5 font-sans text-voice wrap-anywhere whitespace-pre-wrap [unicode-bidi:plaintext] text-start'
const COUNTED_FROM = CHARACTERS_MAX * 0.9
const RESTING_MS = 700

/**
 * Where a query is written. It grows with its text, takes its direction from it while one types, shows what each part means and
 * offers what can be written; each problem is underlined where it stands, and listed below with what helps.
 */
export function QueryTextField({ text, change, problems }: { text: string; change: (text: string) => void; problems: readonly Problem[] }) {
  const { t } = useI18n()
  const [fieldId, problemsId, listId] = [useId(), useId(), useId()]
  const field = useRef<HTMLTextAreaElement>(null)
  const drawing = useRef<HTMLDivElement>(null)
  const [caret, setCaret] = useState<number | null>(null)
  const { completion, active, take, typed, keyDown } = useCompletion(field, text, caret)
  const shown = useShownProblems(text, problems, caret, completion !== null)
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={fieldId} className="text-meta font-medium">
        {t('listen.query.text')}
      </label>
      <div className="relative rounded-control border border-edge bg-surface focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent">
        <div className="grid">
          <QueryDrawing ref={drawing} text={text} problems={shown} caret={caret} className={`${SAME} pointer-events-none`} />
          <textarea
            ref={field}
            id={fieldId}
            dir="auto"
            value={text}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            required
            aria-invalid={shown.length > 0}
            aria-describedby={problemsId}
            aria-autocomplete="list"
            aria-haspopup="listbox"
            {...(completion ? { 'aria-controls': listId } : {})}
            {...(active >= 0 ? { 'aria-activedescendant': `${listId}-${active}` } : {})}
            onChange={({ target }) => {
              change(target.value)
              setCaret(target.selectionStart)
              typed(target.value, target.selectionStart)
            }}
            onBeforeInput={(event) => {
              const space = event.data === ' ' && caret !== null ? spaceWithMarks(text, caret) : null
              if (space) writeInstead(event, space)
            }}
            onPaste={(event) => {
              const pasted = event.clipboardData.getData('text/plain')
              const { selectionStart: from, selectionEnd: to } = event.currentTarget
              if (withMarks(pasted) !== pasted) writeInstead(event, { from, to, insert: withMarks(pasted) })
            }}
            onSelect={({ currentTarget: { selectionStart, selectionEnd } }) => setCaret(selectionStart === selectionEnd ? selectionStart : null)}
            onFocus={({ target }) => setCaret(target.selectionStart)}
            onBlur={() => setCaret(null)}
            onKeyDown={(event) => {
              keyDown(event)
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit()
            }}
            className={`${SAME} text-transparent caret-ink outline-none selection:bg-mark selection:text-transparent forced-colors:text-[CanvasText]`}
          />
        </div>
        {completion && <CompletionList id={listId} completion={completion} active={active} drawing={drawing} take={take} />}
      </div>
      {text.length >= COUNTED_FROM && (
        <p className={`text-meta tabular-nums ${text.length > CHARACTERS_MAX ? 'text-bad' : 'text-quiet'}`}>{t('listen.query.characters', { count: text.length, max: CHARACTERS_MAX })}</p>
      )}
      <ProblemList id={problemsId} text={text} problems={shown} field={field} />
    </div>
  )
}

/** Writes this in place of what the event would have. */
function writeInstead(event: SyntheticEvent<HTMLTextAreaElement>, edit: Edit): void {
  event.preventDefault()
  typeInto(event.currentTarget, edit)
}

/** What is still being written is no problem yet: what touches the caret, and what waits to be closed, is told once the text rests. */
function useShownProblems(text: string, problems: readonly Problem[], caret: number | null, isCompleting: boolean): readonly Problem[] {
  const isResting = useResting(text, RESTING_MS)
  if (caret === null) return problems
  return problems.filter(({ code, from, to }) => {
    const isAtCaret = from <= caret && caret <= to + 1
    const isOpen = code === 'bracket_not_closed' || code === 'quote_not_closed'
    return isResting ? !(isAtCaret && isCompleting) : !isAtCaret && !isOpen
  })
}
