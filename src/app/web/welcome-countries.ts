/** ISO 3166-1 alpha-2, without what nobody trades in. */
const COUNTRIES = `
AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR
CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU
ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO
MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD
SE SG SH SI SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA
ZM ZW`.trim().split(/\s+/)

/** Every country by its name in this language, in its order. */
export function countriesIn(language: string): { id: string; name: string }[] {
  const names = new Intl.DisplayNames(language, { type: 'region' })
  return COUNTRIES.map((id) => ({ id, name: names.of(id) ?? id })).toSorted((a, b) => a.name.localeCompare(b.name, language))
}

/** Where somebody most likely is: by the zone of their device, the region of its language, or the language itself. */
export function likelyCountry(language: string): string {
  if (zoneHere() === 'Asia/Jerusalem') return 'IL'
  const region = navigator.languages.map((tag) => new Intl.Locale(tag).region).find((code) => code !== undefined && COUNTRIES.includes(code))
  return region ?? (language === 'he' ? 'IL' : 'US')
}

/** The zone of this device. */
export const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** A zone as people know it: what its time is called, and the city it is named after. */
export function zoneName(zone: string, language: string): string {
  const city = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone
  const name = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts().find(({ type }) => type === 'timeZoneName')?.value
  return name ? `${name} (${city})` : city
}

/** The weekdays in this language, Sunday first. */
export function weekdaysIn(language: string): string[] {
  const format = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' })
  return Array.from({ length: 7 }, (_, day) => format.format(Date.UTC(2023, 0, 1 + day)))
}
