import { z } from 'zod'
import { checkModels, reasonsFor, understand as understandText } from '../../language/index.ts'
import { refuseWords, type Run } from '../command.ts'
import { jsonOf, linesOf, type TextLine } from '../json-lines.ts'
import { Id, isId, namedIn } from '../post-id.ts'

/** Of one line: a post of 1 MB with each character escaped. */
const POST_BYTES_MAX = 16 * 1024 * 1024
const LANG_UNITS_MAX = 35
/** So many answers are printed at once at most: what reads them gets the first ones soon. */
const ANSWERS_AT_ONCE_MAX = 256

const Given = z.object({ id: Id, text: z.string(), lang: z.string().max(LANG_UNITS_MAX).nullish() })
type Given = z.infer<typeof Given>

/**
 * Reads posts as JSON Lines `{id, text, lang?}` on standard input and prints `{id, lang, sentiment, intent, question, needsAnswer, aboutStaff,
 * probabilities}` for each in its order, with `reasons` with --why: only as fast as that is read. A line that cannot be read becomes
 * `{id?, error}`, and the next one is read. No installation is needed.
 */
export const understand: Run = async (line) => {
  refuseWords(line, 'understand')
  checkModels()
  const why = line.values['why'] === true
  for await (const texts of linesOf(process.stdin, POST_BYTES_MAX)) {
    for (let from = 0; from < texts.length; from += ANSWERS_AT_ONCE_MAX) {
      const answers = texts.slice(from, from + ANSWERS_AT_ONCE_MAX).flatMap((text) => answerTo(text, why) ?? [])
      if (answers.length > 0) await line.print(answers.join('\n'))
    }
  }
}

/** The line to print; null for none. */
function answerTo(line: TextLine, why: boolean): string | null {
  if (typeof line !== 'string') return JSON.stringify(line)
  const json = jsonOf(line)
  if (json === undefined) return line.trim() === '' ? null : JSON.stringify({ error: 'The line is not JSON.' })
  if (isGiven(json)) return answer(json, why)
  const { data, error } = Given.safeParse(json)
  if (data) return answer(data, why)
  const problem = error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ')
  return JSON.stringify({ ...namedIn(json), error: problem })
}

function answer({ id, text, lang }: Given, why: boolean): string {
  const understanding = understandText(text, codeOf(lang))
  const { sentiment, intent, question, needsAnswer, aboutStaff, probabilities } = understanding
  return JSON.stringify({
    id, lang: understanding.lang, sentiment, intent, question, needsAnswer, aboutStaff, probabilities, ...why ? { reasons: reasonsFor(text, understanding) } : {},
  })
}

/** The language of a tag (`he-IL`, `iw`, `EN`) as ISO 639-1; undefined when it names none, so that the text tells. */
function codeOf(lang: string | null | undefined): string | undefined {
  if (!lang) return undefined
  try {
    const code = new Intl.Locale(lang.replaceAll('_', '-')).language
    return code.length === 2 ? code : undefined
  } catch {
    return undefined
  }
}

/** Whether it is clear at a glance that a post is as it should be: the schema would take longer than understanding it. */
function isGiven(json: unknown): json is Given {
  if (typeof json !== 'object' || json === null) return false
  const { id, text, lang }: { readonly [key in keyof Given]?: unknown } = json
  return isId(id) && typeof text === 'string' && lang === undefined
}
