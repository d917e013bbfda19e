/** Words of days in both languages, as patterns for what stands between the edges of words. Lower-case; `'` for every apostrophe. */

const numbered = (names: readonly string[], from: number): Record<string, number> => (
  Object.fromEntries(names.flatMap((forms, at) => forms.split('|').map((form) => [form, at + from]))))

/** January is 1. */
export const MONTHS: Readonly<Record<string, number>> = {
  ...numbered(['jan|january', 'feb|february', 'mar|march', 'apr|april', 'may', 'jun|june', 'jul|july', 'aug|august', 'sep|sept|september', 'oct|october', 'nov|november', 'dec|december'], 1),
  ...numbered(['ינואר|ינו\'', 'פברואר|פבר\'', 'מרץ|מרס', 'אפריל|אפר\'', 'מאי', 'יוני', 'יולי', 'אוגוסט|אוג\'', 'ספטמבר|ספט\'', 'אוקטובר|אוק\'', 'נובמבר|נוב\'', 'דצמבר|דצמ\''], 1),
}

/** Sunday is 0. */
export const WEEKDAYS: Readonly<Record<string, number>> = {
  ...numbered(['sunday|sun', 'monday|mon', 'tuesday|tue|tues', 'wednesday|wed|weds|wednsday|wendsday', 'thursday|thu|thur|thurs|thrusday', 'friday|fri', 'saturday|sat'], 0),
}
export const HEBREW_WEEKDAYS: Readonly<Record<string, number>> = numbered(['ראשון|א\'|א', 'שני|ב\'|ב', 'שלישי|ג\'|ג', 'רביעי|ד\'|ד', 'חמישי|ה\'|ה', 'שישי|ו\'|ו|ששי', 'שבת'], 0)

/** “Within three weeks”: numbers that are written out. */
export const NUMBERS: Readonly<Record<string, number>> = {
  ...numbered(['a|an|one', 'two|a couple of', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'], 1),
  ...numbered(['אחד|אחת', 'שני|שתי', 'שלושה|שלוש', 'ארבעה|ארבע', 'חמישה|חמש', 'שישה|שש', 'שבעה|שבע', 'שמונה', 'תשעה|תשע', 'עשרה|עשר'], 1),
}

/** Spans, as days or months from the day of the letter. */
export const UNITS: Readonly<Record<string, { days: number } | { months: number }>> = {
  day: { days: 1 }, days: { days: 1 }, week: { days: 7 }, weeks: { days: 7 }, month: { months: 1 }, months: { months: 1 },
  יום: { days: 1 }, ימים: { days: 1 }, יומיים: { days: 2 }, שבוע: { days: 7 }, שבועות: { days: 7 }, שבועיים: { days: 14 },
  חודש: { months: 1 }, חודשים: { months: 1 }, חודשיים: { months: 2 },
}

/** What follows a number that is no day: “2.5 hours”, “15.3 %”. */
export const MEASURES = '%|percent|hours?|hrs?|k\\b|million|mb|gb|px|usd|eur|nis|ils|שעות|אלף|אלפים|מיליון|ש"ח|שח|₪|\\$|€|אחוז|ימים|ימי|days|weeks|שבועות|גרסה|version'
