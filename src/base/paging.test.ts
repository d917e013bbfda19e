import { describe, expect, it } from 'vitest'
import { Refusal } from './error.ts'
import { cut, pack, Page, unpack } from './paging.ts'

const place = { at: new Date('2026-03-01T10:00:00.123Z'), id: '0190a1b2-0000-7000-8000-000000000001' }

describe('paging', () => {
  it('finds its place again', () => {
    expect(unpack(pack(place))).toEqual(place)
  })

  it.each(['', 'nonsense', pack({ ...place, id: "x' or 1=1" }), Buffer.from('yesterday 1').toString('base64url')])('refuses a place nobody gave out: %j', (text) => {
    expect(() => unpack(text)).toThrow(Refusal)
  })

  it('knows whether there is more from one row too many', () => {
    const rows = [1, 2, 3].map((n) => ({ n, at: place.at, id: place.id }))
    expect(cut(rows, 3, (row) => row)).toEqual({ rows, next: null })
    expect(cut(rows, 2, (row) => row)).toEqual({ rows: rows.slice(0, 2), next: pack(place) })
  })

  it('bounds a page', () => {
    expect(Page.parse({})).toEqual({ limit: 50 })
    expect(Page.safeParse({ limit: '100000' }).success).toBe(false)
  })
})
