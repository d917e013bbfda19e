import { deepEqual, ok } from 'node:assert/strict'
import { CHARACTERS_MAX, parse, pieces, print } from '../index.ts'
import { workOf } from './work.test-support.ts'

/** Most characters that may be looked at for each one of the text, in parsing it and in cutting it into pieces. */
const WORK_MAX = 100
/** What a short text may cost beyond that: the first look at each character fills tables. */
const WORK_ONCE = 20_000

/** Throws where reading any text breaks a promise. Whether the text is a query. */
export function checkText(text: string): boolean {
  const { result: parsed, work } = workOf(() => {
    pieces(text)
    return parse(text)
  })
  ok(work <= WORK_MAX * text.length + WORK_ONCE, `${work} looks at ${text.length} characters`)
  checkPieces(text)
  if (!parsed.ok) {
    ok(parsed.problems.length > 0, 'refused for nothing')
    for (const { from, to, message } of parsed.problems) ok(0 <= from && from <= to && to <= text.length && message.length > 0, 'a problem stands in the text')
    return false
  }
  const again = print(parsed.query)
  if (again.length <= CHARACTERS_MAX) deepEqual(parse(again), parsed, `printed as ${again}`)
  return true
}

/** The pieces stand in order, and nothing that can be seen is left out. */
function checkPieces(text: string): void {
  let at = 0
  for (const { from, to } of pieces(text)) {
    ok(from >= at && to > from, 'pieces stand in order')
    ok(isUnseen(text.slice(at, from)), 'nothing is left out')
    at = to
  }
  ok(isUnseen(text.slice(at)), 'nothing is left out at the end')
}

function isUnseen(text: string): boolean {
  return /^[\s\0\p{Cf}]*$/u.test(text)
}
