import { parse, pieces, type Problem } from '../../engine/index.ts'

/** A change of a text: what stands in [from, to) becomes `insert`. */
export type Edit = { readonly from: number; readonly to: number; readonly insert: string }

/** What mends a problem for certain: `listen.query.fix.KEY` says what it does, about `shows`. */
export type Fix = { readonly does: 'close_bracket' | 'close_quote' | 'quote' | 'remove' | 'write'; readonly shows: string; readonly edit: Edit }

/** The text after a change. */
export const edited = (text: string, { from, to, insert }: Edit): string => text.slice(0, from) + insert + text.slice(to)

/**
 * The one change that takes a problem out of a query without bringing another; null where nobody can know what was meant. `languages`
 * turns the name of a language into its code.
 */
export function fixOf(text: string, problem: Problem, languages: (name: string) => string | null): Fix | null {
  const fix = guess(text, problem, languages)
  if (!fix) return null
  const [before, after] = [problemsOf(text), problemsOf(edited(text, fix.edit))]
  const isGone = !after.some(({ code, from }) => code === problem.code && from === problem.from)
  return isGone && after.length <= before.length ? fix : null
}

const problemsOf = (text: string): readonly Problem[] => {
  const parsed = parse(text)
  return parsed.ok ? [] : parsed.problems
}

function guess(text: string, { code, from, to, params }: Problem, languages: (name: string) => string | null): Fix | null {
  const written = text.slice(from, to)
  const write = (insert: string, stretch = { from, to }): Fix => ({ does: 'write', shows: insert, edit: { ...stretch, insert } })
  const remove = (): Fix => ({ does: 'remove', shows: written, edit: { ...wide(text, from, to), insert: '' } })
  switch (code) {
    case 'bracket_not_closed':
      return { does: 'close_bracket', shows: ')', edit: { from: text.trimEnd().length, to: text.trimEnd().length, insert: ')' } }
    case 'quote_not_closed': {
      const end = text.trimEnd().length
      return { does: 'close_quote', shows: '"', edit: { from: end, to: end, insert: CLOSERS[text.charAt(from)] ?? '"' } }
    }
    case 'bracket_not_opened':
    case 'bracket_empty':
    case 'operand_missing':
      return remove()
    case 'field_unknown': {
      const whole = text.slice(from, wordEnd(text, to))
      return { does: 'quote', shows: whole, edit: { from, to: from + whole.length, insert: `"${whole}"` } }
    }
    case 'address_bare':
      return write(`url:${params['text'] ?? ''}`)
    case 'minus_apart': {
      const next = text.slice(to).search(/\S/)
      return next < 0 ? null : write(`-${text.charAt(to + next)}`, { from, to: to + next + 1 })
    }
    case 'reach_wrong': {
      const [, near = 'NEAR', reach = ''] = /^(\w+)(?:\/(\d+))?/.exec(written) ?? []
      return write(`${near}/${Number(reach) > REACH_MAX ? REACH_MAX : REACH}`)
    }
    case 'near_by_tilde':
      return nearOfTilde(text, from, to)
    case 'stem_too_short':
      return write(written.replace(/[*＊]/g, ''))
    case 'star_when_exact':
      return write(written.replace(/^(?:[=＝]|case[:：])/i, ''))
    case 'star_in_phrase': {
      const words = /^["“”„]?(\S+(?: \S+)*[*＊])["“”„]?$/.exec(written)?.[1]?.split(' ') ?? []
      return words.length < 2 ? null : write(words.join(' ONEAR/1 '))
    }
    case 'value_wrong': {
      const value = params['field'] === 'lang' ? languages(unquoted(written)) : singular(unquoted(written), params['allowed'] ?? '')
      return value === null ? null : write(value)
    }
    case 'nothing_to_find':
      return andInsteadOfOr(text, from)
    default:
      return null
  }
}

const REACH = 5
const REACH_MAX = 100
const CLOSERS: Readonly<Record<string, string>> = { '「': '」', '『': '』', '《': '》', '〈': '〉', '〝': '〞', '❝': '❞', '‹': '›' }

const unquoted = (written: string) => written.replace(/^["“”„]|["“”„]$/g, '').trim()

/** What is removed from between two spaces takes one of them along. */
function wide(text: string, from: number, to: number): { from: number; to: number } {
  const [before, after] = [text.charAt(from - 1), text.charAt(to)]
  if (after === ' ' && (before === '' || before === ' ')) return { from, to: to + 1 }
  return before === ' ' && after === '' ? { from: from - 1, to } : { from, to }
}

/** To the end of the value behind a field. */
const wordEnd = (text: string, at: number) => at + (/^[^\s()"]*/.exec(text.slice(at))?.[0].length ?? 0)

/** `images` for `image`, `Replies` for `reply`: the allowed value that begins like it. */
function singular(written: string, allowed: string): string | null {
  const start = written.toLowerCase().replace(/(?:ies|s)$/, '')
  return start.length < 3 ? null : (allowed.split(', ').find((value) => value.startsWith(start)) ?? null)
}

/** `"coca cola"~3`, as other products write it, is `coca NEAR/3 cola`. */
function nearOfTilde(text: string, from: number, to: number): Fix | null {
  const phrase = pieces(text.slice(0, from)).at(-1)
  const reach = /\d+/.exec(text.slice(from, to))?.[0]
  if (phrase?.is !== 'phrase' || phrase.to !== from || reach === undefined) return null
  const [first, second, ...others] = text.slice(phrase.from + 1, phrase.to - 1).trim().split(/\s+/)
  if (!first || !second || others.length > 0) return null
  const insert = `${first} NEAR/${Math.max(Number(reach), 1)} ${second}`
  return { does: 'write', shows: insert, edit: { from: phrase.from, to, insert } }
}

/** `lamp OR -festival` would be nearly everything; `lamp AND -festival` is what is meant. */
function andInsteadOfOr(text: string, from: number): Fix | null {
  const before = pieces(text.slice(0, from)).at(-1)
  if (before?.is !== 'operator' || text.slice(before.from, before.to) !== 'OR') return null
  return { does: 'write', shows: 'AND', edit: { from: before.from, to: before.to, insert: 'AND' } }
}
