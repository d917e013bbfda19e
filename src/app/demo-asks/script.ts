/** What the demo's departments ask of one another, and what becomes of it. Times are those of the story (`story-day.ts`); docs/demo-story.md. */
import type { Language } from '../../people/index.ts'
import type { DepartmentKey } from '../demo-company.ts'

type Both = Readonly<Record<Language, string>>

/** A day of the story (`-5w thu`), or so many working days after the opening (`+2`). */
export type Day = string

/** What is done to an ask. Whoever answers is the first person of the department that is asked. */
export type Deed =
  | {
    readonly kind: 'raise'
    readonly what: 'link' | 'mailing' | 'product_answer' | 'hours' | 'data'
    readonly title: Both
    readonly details: Both
    readonly worth: Both
    readonly recipients?: Both
    readonly from: DepartmentKey
    readonly to: DepartmentKey
    readonly neededBy: Day
    /** Lines of the story, by id. What has not been said yet is left out. */
    readonly voices: readonly string[]
  }
  | { readonly kind: 'see' }
  | { readonly kind: 'yes_by'; readonly due: Day; readonly words?: Both }
  | { readonly kind: 'yes_but'; readonly due: Day; readonly words: Both }
  | {
    readonly kind: 'no_because'
    readonly reason: 'security' | 'capacity'
    readonly words: Both
    /** What would make it a yes, and whose it is: `null` is the asking side's. */
    readonly condition: Both
    readonly owner: DepartmentKey | null
  }
  | { readonly kind: 'accept' }
  | { readonly kind: 'move'; readonly due: Day; readonly words: Both }
  | { readonly kind: 'keep'; readonly words: Both }

/** One moment: `of` names an ask of this script, or, with `/condition`, the ask to whoever owns its condition. */
export type Step = { readonly at: string; readonly of: string; readonly deed: Deed }

const NONE: Both = { en: '', he: '' }

/** The link that took six weeks; the mailing that became item thirteen. */
const PROMOTION: readonly Step[] = [
  {
    at: '-6w thu 08:30', of: 'home-page link', deed: {
      kind: 'raise', what: 'link', from: 'marketing', to: 'it', neededBy: '-5w sun', voices: ['w6-003', 'w6-012', 'w6-017'],
      title: { en: 'A link to Follow the Birds on Domelia’s home page', he: 'קישור ל״בעקבות הציפורים״ בדף הבית של דומליה' },
      details: { en: 'One tile above the fold, until the promotion ends.', he: 'אריח אחד בחלק העליון, עד סוף המבצע.' },
      worth: { en: 'People who want to play cannot find the game.', he: 'מי שרוצה לשחק לא מוצא את המשחק.' },
    },
  },
  { at: '-6w thu 09:30', of: 'home-page link', deed: { kind: 'see' } },
  {
    at: '-5w sun 10:00', of: 'home-page link', deed: {
      kind: 'no_because', reason: 'security', owner: 'studio',
      words: { en: 'An outside studio built it. We cannot send our visitors to what nobody here has looked into.', he: 'סטודיו חיצוני בנה אותו. אי אפשר לשלוח מבקרים למקום שאיש כאן לא בדק.' },
      condition: {
        en: 'A trust sheet from the studio: what it loads, accessibility, privacy, who maintains it, until when',
        he: 'דף אמון מהסטודיו: מה נטען שם, נגישות, פרטיות, מי מתחזק ועד מתי',
      },
    },
  },
  { at: '-5w sun 14:00', of: 'home-page link/condition', deed: { kind: 'see' } },
  { at: '-5w mon 09:00', of: 'home-page link/condition', deed: { kind: 'yes_by', due: '-4w thu' } },
  {
    at: '-4w wed 16:00', of: 'home-page link/condition', deed: {
      kind: 'move', due: '-2w tue', words: { en: 'The accessibility check found the seventh bird. We mend that first.', he: 'בדיקת הנגישות מצאה תקלה בציפור השביעית. קודם מתקנים אותה.' },
    },
  },
  { at: '-2w tue 12:00', of: 'home-page link/condition', deed: { kind: 'keep', words: { en: 'Four pages, attached to our mail.', he: 'ארבעה עמודים, מצורפים למייל.' } } },
  {
    at: '-2w wed 12:00', of: 'home-page link', deed: {
      kind: 'yes_by', due: '-1w sun', words: { en: 'That is all we needed. It goes to the top.', he: 'זה כל מה שהיה צריך. הקישור עולה לראש הדף.' },
    },
  },
  { at: '-1w sun 10:00', of: 'home-page link', deed: { kind: 'keep', words: NONE } },
  {
    at: '-6w thu 09:00', of: 'mailing', deed: {
      kind: 'raise', what: 'mailing', from: 'community', to: 'marketing', neededBy: '-5w sun', voices: ['w6-013', 'w6-020'],
      title: { en: 'A mailing of its own for Follow the Birds', he: 'דיוור נפרד ל״בעקבות הציפורים״' },
      details: NONE,
      worth: { en: 'Whoever asks us for the link has to be told it by hand.', he: 'כל מי ששואל על הקישור מקבל אותו מאיתנו ידנית.' },
      recipients: { en: 'Customers of Domelia who agreed to offers by mail', he: 'לקוחות דומליה שאישרו קבלת מבצעים בדוא״ל' },
    },
  },
  {
    at: '-6w thu 15:00', of: 'mailing', deed: {
      kind: 'yes_but', due: '-5w sun', words: { en: 'No mailing of its own: an item in Sunday’s newsletter.', he: 'לא דיוור נפרד, אלא פריט בניוזלטר של יום ראשון.' },
    },
  },
  { at: '-6w thu 16:00', of: 'mailing', deed: { kind: 'accept' } },
  { at: '-5w sun 08:30', of: 'mailing', deed: { kind: 'keep', words: { en: 'It went out as item 13.', he: 'יצא כפריט 13.' } } },
]

const PRODUCT: readonly Step[] = [
  {
    at: '-5w thu 10:00', of: 'school price', deed: {
      kind: 'raise', what: 'product_answer', from: 'service', to: 'marketing', neededBy: '-4w thu', voices: ['w7-018', 'w5-073', 'w5-076'],
      title: { en: 'A school price for class sets', he: 'מחיר לבתי ספר לערכות כיתה' },
      details: { en: 'Teachers ask every week, and all we can say is that we passed it on.', he: 'מורים שואלים כל שבוע, ואנחנו עונים רק ש״הפנייה הועברה״.' },
      worth: { en: 'Five classes of 34 from one teacher alone.', he: 'חמש כיתות של 34 ממורה אחד בלבד.' },
    },
  },
  { at: '-5w thu 13:00', of: 'school price', deed: { kind: 'see' } },
  {
    at: '-1w sun 10:40', of: 'A2 mats', deed: {
      kind: 'raise', what: 'data', from: 'service', to: 'warehouse', neededBy: '-1w tue', voices: ['w2-144', 'w1-001'],
      title: { en: 'When do A2 mats come, and how many', he: 'מתי מגיעים משטחי A2, וכמה' },
      details: { en: 'Replacements for P-0926. The shops write people down on paper slips.', he: 'החלפות של P-0926. בחנויות רושמים אנשים על פתקים.' },
      worth: { en: '41 people wait.', he: '41 אנשים ממתינים.' },
    },
  },
  { at: '-1w sun 11:00', of: 'A2 mats', deed: { kind: 'yes_by', due: '-1w wed', words: { en: '1,200 on Wednesday.', he: '1,200 ביום רביעי.' } } },
  { at: '0w sun 08:30', of: 'A2 mats', deed: { kind: 'keep', words: { en: 'All sent, with an A3 for the wait.', he: 'הכול נשלח, עם A3 על ההמתנה.' } } },
  {
    at: '-1w wed 09:00', of: 'blade numbers', deed: {
      kind: 'raise', what: 'product_answer', from: 'community', to: 'product', neededBy: '0w thu', voices: ['w7-064', 'w1-072'],
      title: { en: 'Size numbers on the Swift’s blades', he: 'מספרי מידה על להבי הסיס' },
      details: { en: 'A maker asked for it; many agreed.', he: 'יוצרת ביקשה, ורבות הצטרפו.' },
      worth: NONE,
    },
  },
  { at: '-1w wed 16:00', of: 'blade numbers', deed: { kind: 'yes_by', due: '0w thu' } },
  { at: '0w tue 12:00', of: 'blade numbers', deed: { kind: 'keep', words: { en: 'Pressed into every blade from this week on.', he: 'מוטבעים על כל להב מהשבוע.' } } },
  {
    at: '0w tue 09:00', of: 'children’s pair', deed: {
      kind: 'raise', what: 'product_answer', from: 'community', to: 'product', neededBy: '+5', voices: ['w0-012'],
      title: { en: 'A left-handed pair for children', he: 'מספריים שמאליים לילדים' },
      details: NONE,
      worth: { en: 'A girl of six has decided that she cannot cut.', he: 'ילדה בת שש החליטה שהיא לא טובה בגזירה.' },
    },
  },
  {
    at: '0w tue 11:00', of: 'children’s pair', deed: {
      kind: 'no_because', reason: 'capacity', owner: null,
      words: { en: 'One left-handed pair at a time: the grown-ups’ comes first.', he: 'זוג שמאלי אחד בכל פעם: קודם זה של המבוגרים.' },
      condition: { en: 'Two hundred names on the list, with the children’s ages', he: 'מאתיים שמות ברשימה, עם גילי הילדים' },
    },
  },
  {
    at: '0w mon 17:00', of: 'pictures', deed: {
      kind: 'raise', what: 'data', from: 'service', to: 'studio', neededBy: '+2', voices: ['w0-027'],
      title: { en: 'Delete one player’s pictures, and say so', he: 'מחיקת התמונות של משתתף אחד, ואישור שנמחקו' },
      details: { en: 'He asked two weeks ago.', he: 'הבקשה שלו בת שבועיים.' },
      worth: NONE,
    },
  },
  {
    at: '0w tue 08:30', of: 'shops’ credit', deed: {
      kind: 'raise', what: 'hours', from: 'stores', to: 'service', neededBy: '0w thu', voices: ['w0-006'],
      title: { en: 'The credit for three shops that sent mats back', he: 'הזיכוי לשלוש חנויות שהחזירו משטחים' },
      details: NONE,
      worth: NONE,
    },
  },
  { at: '0w tue 08:40', of: 'shops’ credit', deed: { kind: 'yes_by', due: '0w thu', words: { en: 'An answer by Thursday, even if it is “not yet”.', he: 'תשובה עד חמישי, גם אם היא ״עוד לא״.' } } },
]

/** What happens before the eyes of whoever has just opened the demo: the same refusal once more, and this time it takes four minutes. */
const LIVE: readonly Step[] = [
  {
    at: '+30s', of: 'open day', deed: {
      kind: 'raise', what: 'link', from: 'community', to: 'it', neededBy: '+2', voices: ['w1-038', 'w1-039', 'w0-035'],
      title: { en: 'The open day on Domelia’s home page', he: 'היום הפתוח בדף הבית של דומליה' },
      details: { en: 'The studio built the page. Where it stands makes eleven times the difference, as we know by now.', he: 'הסטודיו בנה את הדף. המקום בדף הבית שווה פי אחד־עשר, כמו שכבר ידוע.' },
      worth: { en: 'Ambassadors are packing; nobody else knows.', he: 'הלהקה כבר אורזת; אף אחד אחר לא יודע.' },
    },
  },
  { at: '+50s', of: 'open day', deed: { kind: 'see' } },
  {
    at: '+80s', of: 'open day', deed: {
      kind: 'no_because', reason: 'security', owner: 'studio',
      words: { en: 'The studio’s page again, and again nobody has looked into it.', he: 'שוב דף של הסטודיו, ושוב איש לא בדק אותו.' },
      condition: { en: 'The same trust sheet as for the birds', he: 'אותו דף אמון כמו של הציפורים' },
    },
  },
  { at: '+110s', of: 'open day/condition', deed: { kind: 'see' } },
  { at: '+130s', of: 'open day/condition', deed: { kind: 'yes_by', due: '+1', words: { en: 'We have kept it up since.', he: 'מאז הוא מתעדכן כל הזמן.' } } },
  { at: '+165s', of: 'open day/condition', deed: { kind: 'keep', words: { en: 'Sent, with today’s date.', he: 'נשלח, עם התאריך של היום.' } } },
  { at: '+200s', of: 'open day', deed: { kind: 'yes_by', due: '+1', words: { en: 'Yes: at the top.', he: 'כן: בראש הדף.' } } },
  { at: '+260s', of: 'open day', deed: { kind: 'keep', words: { en: 'It is there now.', he: 'זה כבר שם.' } } },
]

/** All of it. The player puts it in order. */
export const SCRIPT: readonly Step[] = [...PROMOTION, ...PRODUCT, ...LIVE]

/** What the service cards of some departments say. */
export const CARDS: readonly { readonly of: DepartmentKey; readonly about: Both; readonly answerDays: number; readonly items: readonly { kind: string; leadDays: number; needs: Both }[] }[] = [
  {
    of: 'it', answerDays: 2,
    about: { en: 'We answer every ask with a date or with what is missing. Send us to nothing that nobody has looked into.', he: 'כל בקשה נענית בתאריך או במה שחסר. לא שולחים מבקרים למקום שלא נבדק.' },
    items: [
      { kind: 'link', leadDays: 5, needs: { en: 'The address, until when it stays, and a trust sheet if an outsider built it', he: 'הכתובת, עד מתי תישאר, ודף אמון אם גורם חיצוני בנה' } },
      { kind: 'data', leadDays: 3, needs: { en: 'Which figures, and for whom', he: 'אילו נתונים ולמי' } },
    ],
  },
  {
    of: 'marketing', answerDays: 3,
    about: { en: 'One mailing a week, planned on Sundays.', he: 'דיוור אחד בשבוע, מתוכנן ביום ראשון.' },
    items: [
      { kind: 'mailing', leadDays: 5, needs: { en: 'Who gets it and what they agreed to; text and picture', he: 'מי מקבל ולמה הסכימו; טקסט ותמונה' } },
      { kind: 'newsletter', leadDays: 3, needs: { en: 'One sentence and one link', he: 'משפט אחד וקישור אחד' } },
    ],
  },
  {
    of: 'warehouse', answerDays: 1,
    about: { en: 'Ask Yigal. Before noon it leaves today.', he: 'לשאול את יגאל. עד הצהריים יוצא היום.' },
    items: [{ kind: 'data', leadDays: 1, needs: { en: 'The order number', he: 'מספר ההזמנה' } }, { kind: 'hours', leadDays: 2, needs: NONE }],
  },
]
