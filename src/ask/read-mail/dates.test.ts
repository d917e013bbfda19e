import { expect, test } from 'vitest'
import { datesIn } from './dates.ts'
import { writtenOn } from './day.ts'

const TUESDAY = { day: '2026-03-03', dayFirst: true }
const days = (text: string, written: Parameters<typeof datesIn>[1] = TUESDAY) => datesIn(text, written).map(({ day }) => day)

test.each([
  ['15.3', '2026-03-15'], ['15/3', '2026-03-15'], ['15-3-26', '2026-03-15'], ['2026-03-15', '2026-03-15'], ['15.03.2026', '2026-03-15'], ['march 15th', '2026-03-15'],
  ['the 15th of april', '2026-04-15'], ['ה-15 במרץ', '2026-03-15'], ['15 למרץ', '2026-03-15'], ['ה-15', '2026-03-15'], ['ה-2', '2026-04-02'], ['the 2nd', '2026-04-02'],
  ['thursday', '2026-03-05'], ['this friday', '2026-03-06'], ['next thursday', '2026-03-12'], ['יום חמישי הבא', '2026-03-12'], ['בשבוע הבא ביום חמישי', '2026-03-12'], ['יום ה\'', '2026-03-05'],
  ['tomorrow', '2026-03-04'], ['מחרתיים', '2026-03-05'], ['end of the week', '2026-03-06'], ['סוף השבוע', '2026-03-05'], ['סוף החודש', '2026-03-31'], ['end of april', '2026-04-30'],
  ['in two weeks', '2026-03-17'], ['תוך שבועיים', '2026-03-17'], ['within a month', '2026-04-03'], ['תוך 48 שעות', '2026-03-05'], ['eod', '2026-03-03'], ['eod thursday', '2026-03-05'],
  ['thursday, 19 march', '2026-03-19'], ['יום ראשון ה-22.3', '2026-03-22'], ['31.12', null], ['31.8', '2026-08-31'],
])('said on Tuesday, 3 March 2026: %s is %s', (text, day) => expect(days(text)).toEqual([day]))

test.each([
  '1.3', '31.2', '32.3', 'tuesday', 'next sunday', 'thursday 6.3', '10-15.3', 'last thursday', 'within 3 working days', 'תוך 3 ימי עסקים', '15.3.2036', '15.3.2020', 'every thursday',
])('%s is no day that could be promised', (text) => expect(days(text)).toEqual([null]))

test.each(['15.3%', '2.5 שעות', '054-1234567', '14:00', '24/7', 'v15.3', 'in a', 'march', 'next week', 'בה', 'may'])('%s names no day', (text) => expect(days(text)).toEqual([]))

test('3/4 is April where people write the day first, March where they write the month first, and unclear where nothing tells', () => {
  const on = (dayFirst: boolean | null, day = '2026-03-03') => days('3/4', { day, dayFirst })
  expect([on(true), on(false), on(null)]).toEqual([['2026-04-03'], ['2026-03-04'], [null]])
  expect([on(null, '2026-03-10'), on(false, '2026-03-10')]).toEqual([['2026-04-03'], [null]])
})

test.each([
  ['Tue, 03 Mar 2026 23:50:00 -0500', '2026-03-03', -300], ['Wed, 4 Mar 2026 01:10:00 +0200 (IST)', '2026-03-04', 120], ['Tue, 3 Mar 2026 23:50:00 EST', '2026-03-03', -300], ['Tue, 3 Mar 2026 23:50:00 GMT', '2026-03-03', 0],
])('%s was %s where it was written', (field, day, offsetMinutes) => expect(writtenOn(field)).toEqual({ day, offsetMinutes }))
test.each(['', 'yesterday', 'Tue, 99 Mar 2026 10:00:00 +0200'])('%j is no date', (field) => expect(writtenOn(field)).toBe(null))
