import { wordHash } from '../hash.ts'

/** Words, by their hashes, that tell more by where they stand. Written for this project (CC0). */
type Words = ReadonlySet<number>

/** Words before the real beginning of a sentence. */
export const FILLERS = hashSet(`
  at on in by for to from with about of and but so ok okay also well um hi hello hey hiya dear please pls guys question על עם של את עד
  אצל לפי במשך בעוד כל תוך אחרי תחת עבור בשיתוף לצד מול נגד ליד בין עקב מאחורי לפני מאז סמך דרך ידי אז אבל או טוב אוקיי אוקי היי הי שלום
  סליחה רגע גם ערב בוקר בסדר תגידו תגיד`)
/** Words that ask, or join before a word that begins with ש (מה שאמרת). */
export const JOINING = hashSet('מי ומי למי ממי במי מה ומה במה ממה כמה וכמה איפה היכן לאן מאיפה איך כיצד')
/** Behind these a word that asks inside a sentence mostly joins (I know what they did). */
export const JOINED_BEHIND = hashSet(`
  know knew knows see saw understand understood remember forget forgot love loved like hate is was be that just matter matters exactly
  about of the יודע יודעת יודעים ידעתי ראיתי הבנתי מבין מבינה מבינים זוכר זוכרת את זה כל לי לא בדיוק כמו`)
/** Words with ש that one asks for or about (מה שם, כמה שעות, מי שיחק). */
export const AFTER_ASKING = hashSet(`
  שם שמה שמו שמם שמן שמך שמכם שמות שעות שעה שנים שנה שנות שנת שווי שוויו שוויה שטח שטחו שטחה שיעור שיעורו שיא שיטה שיטת שכר שלום שלומך
  שלומכם שבועות שקל שקלים שווה שירות שירותים שלבים שחקנים שופטים שבטים שפות שינויים שאלות שיר שירים שיש שולם שילם שילמו שיחק שירת שלט
  שלטו שימש שימשה שמר שר שרה שודר שוחרר`)
/** A choice. */
export const OR = hashSet('or או')
/** Where people who serve others work, with the prefixes that lead there. */
export const DESKS = hashSet(`support service services reception billing sales desk counter store shop branch office gate ward till checkout bar kitchen helpdesk bakery
  pharmacy clinic library accounts claims returns complaints window deli ` + withPrefixes(`שירות תמיכה קבלה מכירות מוקד סניף חנות קופה דלפק משרד מחלקה הנהלה חשבונות
  גבייה מרפאה מעבדה מטבח מחסן מזכירות ספרייה מאפייה סוכנות תביעות לקוחות`))
/** Before somebody who is pointed at. */
export const POINTING = hashSet('the your our this that my ur')
/** Of somebody whom the company sent. */
export const YOURS = hashSet('your ur שלכם שלכן שלך אצלכם')
/** Between somebody and where they work. */
export const FROM = hashSet('from at in on with over who של בשם')

function hashSet(words: string): Words {
  return new Set(words.trim().split(/\s+/).map(wordHash))
}

/** Hebrew words behind the prefixes that lead to a place, too. */
function withPrefixes(words: string): string {
  const prefixes = ['', 'ה', 'ב', 'מ', 'מה', 'ל']
  return words.trim().split(/\s+/).flatMap((word) => prefixes.map((prefix) => prefix + word)).join(' ')
}
