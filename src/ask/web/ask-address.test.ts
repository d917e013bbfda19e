import { expect, it } from 'vitest'
import { addressOfAsks, asksOf } from './ask-address.ts'

const ID = '0190a1b2-0000-7000-8000-000000000001'

it('says in the address what is seen, so that it can be sent to somebody', () => {
  const seen = { box: 'to_follow', isBoard: true, state: 'silent', departmentId: ID, find: 'מחסן' } as const
  expect(asksOf(addressOfAsks(seen))).toEqual(seen)
})

it('says nothing of what everybody sees first', () => {
  expect(addressOfAsks({ box: 'all', isBoard: false, find: '' })).toEqual({})
})

it('leaves out of an address what could not be one', () => {
  expect(asksOf({ box: 'mine', view: 'moon', state: 'lost', department: '12', find: '' })).toEqual({})
})
