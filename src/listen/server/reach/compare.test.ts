import { describe, expect, it } from 'vitest'
import { compare } from './compare.ts'

const heard = (seen: number, mentions = seen) => ({ mentions, people: seen, seen })

describe('what is heard beside what is stated', () => {
  it.each([
    ['nobody is heard at all', 25, heard(0), 500, 'unheard'],
    ['nobody is heard, of few', 25, heard(0), 3, 'unheard'],
    ['too few people are heard in all', 25, heard(1), 19, 'too_few'],
    ['clearly fewer', 15, heard(10), 500, 'fewer'],
    ['clearly more', 15, heard(200), 500, 'more'],
    ['as many, within what so few people can tell', 15, heard(5), 25, 'as_many'],
    ['surely, but by less than two in 100', 70, heard(69_000), 100_000, 'as_many'],
    ['all there are', 100, heard(300), 300, 'as_many'],
    ['nothing is stated', null, heard(3), 500, 'unstated'],
  ] as const)('tells that %s', (_, percent, of, inAll, verdict) => {
    expect(compare(percent, of, inAll).verdict).toBe(verdict)
  })

  it('has no share of nobody, and no interval of few', () => {
    expect(compare(25, heard(0), 0)).toMatchObject({ share: null, interval: null })
    expect(compare(25, heard(5), 19)).toMatchObject({ share: 5 / 19, interval: null })
    expect(compare(25, heard(5), 20).interval?.map((share) => share.toFixed(2))).toEqual(['0.11', '0.47'])
  })
})
