import { knowsHolidaysOf } from '../holidays.ts'
import type { DayHours } from '../working-hours.ts'
import type { Language } from '../contract.ts'

/** What is usual where one works, until somebody says otherwise. */
export type Customs = { readonly weekStarts: number; readonly hours: DayHours[]; readonly holidays: boolean }

const NINE_TO_SIX: DayHours = [[540, 1080]]

/** `Intl.Locale.prototype.getWeekInfo` (ECMA-402 proposal, in Node): days count from Monday, 1, to Sunday, 7. */
type WithWeekInfo = { getWeekInfo(): { firstDay: number; weekend: number[] } }
/** `Intl.Locale.prototype.getTimeZones` of the same proposal; undefined for a region without any. */
type WithTimeZones = { getTimeZones(): string[] | undefined }

/** A country's working week and whether its holidays are known: in Israel, Sunday to Thursday. */
export function customsOf(country: string): Customs {
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & WithWeekInfo
  const { firstDay, weekend } = locale.getWeekInfo()
  return {
    weekStarts: firstDay % 7,
    hours: Array.from({ length: 7 }, (_, day) => (weekend.includes(day === 0 ? 7 : day) ? [] : NINE_TO_SIX)),
    holidays: knowsHolidaysOf(country),
  }
}

/** A country's name in a language of ours. */
export const countryName = (country: string, language: Language): string =>
  new Intl.DisplayNames([language], { type: 'region' }).of(country) ?? country

/** The language most of a country speaks, as the locale data have it: `he` for `IL`. */
export const languageOfCountry = (country: string): string => new Intl.Locale(`und-${country}`).maximize().language

/** A country's time zones, by name. */
export const zonesOfCountry = (country: string): string[] =>
  (new Intl.Locale(`und-${country}`) as Intl.Locale & WithTimeZones).getTimeZones() ?? []
