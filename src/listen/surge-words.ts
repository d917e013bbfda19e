import type { Language } from '../base/wording.ts'
import type { Surge } from './themes-contract.ts'

const DAY_MS = 86_400_000
/** 1970-01-04 was a Sunday. */
const A_SUNDAY = 3 * DAY_MS

/**
 * With what the sentences of a surge are filled (`listen.surge.said`, `listen.surge.why`): in a language and by the clocks of a zone. One that is over is told with
 * its dates.
 */
export function surgeWords(surge: Surge, language: Language, zone: string | undefined): Readonly<Record<string, string | number>> {
  const locale = language === 'he' ? 'he-IL' : 'en-GB'
  const zoned = zone === undefined ? {} : { timeZone: zone }
  const date = surge.endedAt === null ? {} : ({ day: 'numeric', month: 'numeric' } as const)
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...zoned } as const
  const begun = new Date(surge.begunAt)
  const end = surge.endedAt === null ? null : new Date(surge.endedAt)
  const isNamed = surge.day === 'holiday' || surge.day === 'eve'
  return {
    name: surge.names.join(', '),
    people: surge.people,
    count: surge.count,
    usual: Math.round(surge.usual),
    times: Math.round(surge.count / Math.max(surge.usual, 1)),
    since: new Intl.DateTimeFormat(locale, { weekday: 'short', ...date, ...time }).format(begun),
    until: end ? new Intl.DateTimeFormat(locale, { weekday: 'short', ...date, ...time }).format(end) : '',
    isOver: end ? 'yes' : 'no',
    day: isNamed ? surge.day : 'weekday',
    weekday: isNamed ? '' : new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(A_SUNDAY + Number(surge.day) * DAY_MS),
    level: surge.level,
    days: Math.floor(surge.days),
  }
}
