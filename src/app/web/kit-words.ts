import type { Language } from '../../base/wording.ts'

/** What a group of parts is given: its words, and a name that no other has. */
export type GroupProps = { words: Readonly<Record<string, string>>; id: string }

/** What the parts on the kit page say. */
export const WORDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    title: 'The visual language', about: 'Every part, in both directions and both themes.', main: 'Save', plain: 'Look again', link: 'A link as a button',
    buttons: 'Buttons', fields: 'Fields', choices: 'Choices', states: 'States', long: 'Long work', parts: 'Parts of a page', over: 'Over the page', figures: 'Figures',
    name: 'Name', name_hint: 'As people write it.', wrong: 'there is already one', address: 'Address', words: 'In a few words', one: 'Morning', two: 'Afternoon', three: 'Evening',
    when: 'When', when_about: 'Somebody is there then', zone: 'Time zone', agree: 'Tell me when it is done', agree_hint: 'One letter, no more.', live: 'Listen live',
    good: 'listening', warn: 'trying again', bad: 'needs you', quiet: 'paused', number: '12', chips: 'Chosen', importing: 'Reading the file', unknown: 'Looking back', stop: 'Stop',
    more: 'What this means', more_about: 'A sentence for whoever wants to know.', menu: 'Menu', dialog: 'Open a dialog', confirm: 'Remove', confirm_about: 'What was heard stays.',
    tell: 'Say something', told: 'It is saved.', undo: 'Undo', tooltip: 'What is said elsewhere too', place: 'Place', heard: 'Heard', nothing: 'Nothing yet', nothing_about: 'What will appear stands here.',
    command: 'heed up', find: 'Find', find_hint: 'Type a few letters', file: 'A file', file_hint: 'CSV or JSON Lines',
  },
  he: {
    title: 'השפה החזותית', about: 'כל חלק, בשני הכיוונים ובשתי ערכות הצבעים.', main: 'שמירה', plain: 'לבדוק שוב', link: 'קישור שנראה ככפתור',
    buttons: 'כפתורים', fields: 'שדות', choices: 'בחירות', states: 'מצבים', long: 'עבודה ארוכה', parts: 'חלקי מסך', over: 'מעל המסך', figures: 'מספרים',
    name: 'שם', name_hint: 'כפי שאנשים כותבים אותו.', wrong: 'כבר קיים', address: 'כתובת', words: 'בכמה מילים', one: 'בוקר', two: 'צהריים', three: 'ערב',
    when: 'מתי', when_about: 'יש שם מישהו', zone: 'אזור זמן', agree: 'להודיע לי כשזה מסתיים', agree_hint: 'הודעה אחת ולא יותר.', live: 'הקשבה בזמן אמת',
    good: 'בהקשבה', warn: 'מנסים שוב', bad: 'נדרשת פעולה שלכם', quiet: 'מושהה', number: '12', chips: 'נבחרו', importing: 'קריאת הקובץ', unknown: 'מבט לאחור', stop: 'עצירה',
    more: 'מה זה אומר', more_about: 'משפט אחד למי שרוצה לדעת.', menu: 'תפריט', dialog: 'פתיחת חלון', confirm: 'הסרה', confirm_about: 'מה שכבר נשמע יישאר.',
    tell: 'להודיע', told: 'נשמר.', undo: 'ביטול', tooltip: 'מה שנאמר גם במקום אחר', place: 'מקום', heard: 'נשמעו', nothing: 'אין כאן עדיין כלום', nothing_about: 'כאן יופיע מה שיגיע.',
    command: 'heed up', find: 'חיפוש', find_hint: 'להקליד כמה אותיות', file: 'קובץ', file_hint: 'CSV או JSON Lines',
  },
}
