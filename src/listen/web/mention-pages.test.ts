import { describe, expect, it } from 'vitest'
import type { Mention } from '../contract.ts'
import { begun, fittingAbove, goneBack, goneOn, hasOutgrown, insertedIn, jumpedTo, letGoAbove, mentionsOf, rowsAbove, unknownTo, updatedIn, withoutIn } from './mention-pages.ts'

/** A mention said in this minute. Of the same minute, the later letter is the newer. */
const said = (minute: number, text = ''): Mention => ({
  id: `m${String(minute).padStart(3, '0')}`, network: 'n', place: 'n', externalId: '', form: 'post', author: { id: '', handle: '', name: null }, text, lang: 'en',
  saidAt: new Date(2026, 2, 15, 12, minute).toISOString(), heardAt: '', editedAt: null, deletedAt: null, url: null, links: [], tags: [], media: [],
  replyTo: null, filedBy: null, meaning: null, copyOf: null, spread: null, matches: [],
})
/** The page that begins below `after`, of so many minutes, and goes on at the last of them. */
const page = (after: number | null, from: number, to: number) => ({
  after: after === null ? null : String(after),
  mentions: Array.from({ length: from - to + 1 }, (_, n) => said(from - n)),
  next: to > 0 ? String(to) : null,
})
const minutes = (mentions: readonly Mention[]) => mentions.map(({ id }) => Number(id.slice(1)))
const down = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, n) => from - n)

const three = () => goneOn(goneOn(begun(page(null, 99, 90)), page(90, 89, 80)), page(80, 79, 70))

describe('a list of which only what is near the eye is held', () => {
  it('goes on below, and takes no page that came too late', () => {
    expect(minutes(mentionsOf(three()))).toEqual(down(99, 70))
    expect(goneOn(three(), page(90, 89, 80))).toEqual(three())
  })

  it('lets go above and leaves the room, and has it back when one returns', () => {
    const deep = letGoAbove(letGoAbove(three(), 1_000), 2_100)
    expect([minutes(mentionsOf(deep)), rowsAbove(deep), deep.abovePx]).toEqual([down(79, 70), 20, 2_100])
    const back = fittingAbove(deep, page(90, 89, 80))
    const higher = back && goneBack(deep, back, 1_100)
    expect(higher && [minutes(mentionsOf(higher)), higher.abovePx]).toEqual([down(89, 70), 1_000])
  })

  it('loses what does not belong to it any more, and nothing else', () => {
    expect(minutes(mentionsOf(withoutIn(three(), [said(98), said(71)])))).toEqual(down(99, 70).filter((minute) => minute !== 98 && minute !== 71))
    const same = three()
    expect(withoutIn(same, [said(1)])).toBe(same)
  })

  it('knows that a page that was all there was has become the first of several', () => {
    expect(hasOutgrown(begun(page(null, 5, 0)), page(null, 99, 90))).toBe(true)
    expect(hasOutgrown(begun(page(null, 5, 0)), page(null, 6, 0))).toBe(false)
    expect(hasOutgrown(three(), page(null, 99, 90))).toBe(false)
  })

  it('begins at the very top again, whatever the rows took meanwhile', () => {
    const deep = letGoAbove(three(), 1_000)
    const back = fittingAbove(deep, page(null, 99, 90))
    expect(back && goneBack(deep, back, 900).abovePx).toBe(0)
  })

  it('repeats nothing and leaves nothing out when a page has got rows since', () => {
    const deep = letGoAbove(three(), 1_000)
    const more = { after: null, mentions: down(105, 86).map((minute) => said(minute)), next: '86' }
    const back = fittingAbove(deep, more)
    expect(back && minutes(mentionsOf(goneBack(deep, back, 0)))).toEqual(down(99, 70))
    expect(fittingAbove(deep, { ...more, mentions: down(120, 101).map((minute) => said(minute)) })).toBeNull()
  })

  it('jumps to a page far above without those between', () => {
    const deep = letGoAbove(letGoAbove(three(), 1_000), 2_000)
    const there = jumpedTo(deep, page(90, 89, 80))
    expect([minutes(mentionsOf(there)), there.abovePx, rowsAbove(there)]).toEqual([down(89, 80), 1_000, 10])
  })
})

describe('what is heard', () => {
  it('is put at its place, once, and what belongs further down comes later', () => {
    const list = insertedIn(goneOn(begun(page(null, 99, 90)), page(90, 88, 80)), [said(100), said(89), said(95), said(60)])
    expect(minutes(mentionsOf(list))).toEqual(down(100, 80))
    expect(list.newest?.id).toBe('m100')
  })

  it('changes where it stands, and nothing else is drawn anew', () => {
    const list = three()
    const changed = updatedIn(list, [said(85, 'edited')])
    expect(mentionsOf(changed).find(({ id }) => id === 'm085')?.text).toBe('edited')
    expect([changed.pages[0] === list.pages[0], changed.pages[1] === list.pages[1], updatedIn(list, [said(10)]) === list]).toEqual([true, false, true])
  })

  it('is news only when it is newer than what one began with, however far one has read', () => {
    const deep = letGoAbove(three(), 1_000)
    expect(minutes(unknownTo(deep, [said(101), said(95), said(75)]))).toEqual([101])
    expect(minutes(unknownTo(three(), [said(101), said(95), said(60)]))).toEqual([101])
  })
})
