import { expect, it } from 'vitest'
import { parse, print } from '../../engine/index.ts'
import { editWithMarks, spaceWithMarks, withMarks, withoutMarks } from './query-direction.ts'

/** With marks that can be seen. */
const seen = (text: string) => text.replaceAll('\u200f', '|')
const canonical = (text: string) => {
  const parsed = parse(text)
  return parsed.ok ? print(parsed.query) : null
}

it('keeps operators apart from Latin names in lines that run from right to left, and only there', () => {
  expect(seen(withMarks('לנטרן OR lantern NEAR/5 "floor lamp" -x'))).toBe('לנטרן |OR| lantern |NEAR/5| "floor lamp" -x')
  expect(withMarks('lantern OR לנטרן')).toBe('lantern OR לנטרן')
  expect(seen(withMarks('lantern OR a\n(לנטרן AND NOT b)'))).toBe('lantern OR a\n(לנטרן |AND| |NOT| b)')
})

it('changes nothing of what is meant, is done once, and can be undone', () => {
  const text = '(לנטרן OR lantern) AND "a OR b" NOT lang:en'
  expect(canonical(withMarks(text))).toBe(canonical(text))
  expect(withMarks(withMarks(text))).toBe(withMarks(text))
  expect(withoutMarks(withMarks(text))).toBe(text)
})

it('marks an operator when it is typed or chosen', () => {
  const typed = spaceWithMarks('לנטרן OR', 8)
  expect(typed && seen(typed.insert)).toBe('|OR| ')
  expect([spaceWithMarks('lantern OR', 10), spaceWithMarks('לנטרן FOR', 9), spaceWithMarks('לנטרן or', 8)]).toEqual([null, null, null])
  expect(seen(editWithMarks('לנטרן ', { from: 6, to: 6, insert: 'AND ' }).insert)).toBe('|AND| ')
  expect(editWithMarks('לנטרן ', { from: 6, to: 6, insert: 'lang:' }).insert).toBe('lang:')
})
