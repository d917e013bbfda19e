import { expect, it } from 'vitest'
import { MESSAGES } from '../base/messages.ts'
import { firstWords } from './first-words.ts'

const isFirst = firstWords()

it('knows what the first screen and what is around it may say, also what is put together', () => {
  for (const key of ['listen.today.title', 'app.palette.invite', 'refusal.failed', 'base.retry']) expect([key, isFirst(key)]).toEqual([key, true])
})

it('leaves to the other pages what only they say: more than two of three sentences', () => {
  const keys = Object.keys(MESSAGES.en)
  for (const key of ['ask.answer_page.done', 'listen.query.about', 'app.welcome.title']) expect([key, isFirst(key)]).toEqual([key, false])
  expect(keys.filter(isFirst).length).toBeLessThan(keys.length / 3)
})
