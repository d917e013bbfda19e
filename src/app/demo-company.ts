/** Who works at the demo's company, and what it listens for. */
import type { Language } from '../people/index.ts'

type Staff = { readonly department: string; readonly persons: readonly { readonly name: string; readonly email: string }[] }

export const NAME: Readonly<Record<Language, string>> = { en: 'Demo: Talmira', he: 'הדגמה: תלמירה' }

export const SOURCE: Readonly<Record<Language, string>> = { en: 'A made-up story', he: 'סיפור בדוי' }

const EMAIL = { yigal: 'yigal', oksana: 'oksana', ronit: 'ronit', tamar: 'tamar', guy: 'guy', hadas: 'hadas', maya: 'maya', shlomi: 'shlomi' }

/** Each department with its persons; none of them exists. */
export const COMPANY: Readonly<Record<Language, readonly Staff[]>> = {
  en: [
    staff('Warehouse', ['Yigal Bar-Shaked', EMAIL.yigal]),
    staff('IT', ['Oksana Velmer', EMAIL.oksana]),
    staff('Marketing', ['Ronit Salmoni', EMAIL.ronit], ['Guy Tavlin', EMAIL.guy]),
    staff('Product', ['Tamar Elgazit', EMAIL.tamar]),
    staff('Customer service', ['Hadas Miron-Levy', EMAIL.hadas]),
    staff('Community', ['Maya Lindqvist-Tal', EMAIL.maya]),
    staff('Domelia stores', ['Shlomi Darvish', EMAIL.shlomi]),
  ],
  he: [
    staff('מחסן והפצה', ['יגאל בר־שקד', EMAIL.yigal]),
    staff('מערכות מידע', ['אוקסנה ולמר', EMAIL.oksana]),
    staff('שיווק', ['רונית סלמוני', EMAIL.ronit], ['גיא טבלין', EMAIL.guy]),
    staff('פיתוח מוצר', ['תמר אלגזית', EMAIL.tamar]),
    staff('שירות לקוחות', ['הדס מירון־לוי', EMAIL.hadas]),
    staff('קהילה', ['מאיה לינדקוויסט־טל', EMAIL.maya]),
    staff('חנויות דומליה', ['שלומי דרוויש', EMAIL.shlomi]),
  ],
}

function staff(department: string, ...persons: [name: string, mailbox: string][]): Staff {
  return { department, persons: persons.map(([name, mailbox]) => ({ name, email: `${mailbox}@talmira.example` })) }
}

const BRAND = 'Talmira OR Talmirah OR Tallmira OR @talmira OR #TalmiraFlock OR #TalmiraFail OR תלמירה OR טלמירה OR תלמירא OR Талмира OR Талмиры OR Талмире OR Талмиру OR Талмирой OR تلميرا OR "تل ميرا"'
const RETAILER = 'Domelia OR דומליה OR @domelia OR site:domelia.example OR Домелия OR Домелии OR Домелию OR دوميليا'
const RIVAL = 'Clipperon OR קליפרון OR @clipperon'
const PROMOTION = `"follow the birds" OR "בעקבות הציפורים" OR #FollowTheBirds OR site:birds.domelia.example OR ((${RETAILER}) (AR OR "augmented reality" OR birds OR newsletter OR "home page" OR homepage OR קישור OR לינק OR ציפור OR ציפורים OR "מציאות רבודה" OR ניוזלטר OR "דף הבית"))`
const LEFT_HANDS = `(${BRAND} OR shears OR scissors OR מספריים OR אנפה) (lefty OR lefties OR "left hand" OR "left handed" OR "left hander" OR "left handers" OR southpaw OR שמאלית OR שמאלי OR שמאליים OR שמאליות OR "יד שמאל") -elections -בחירות -קואליציה -מפלגה`
const MATS = `(mat OR mats OR משטח OR משטחים OR שקנאי) (crack OR cracks OR cracked OR cracking OR split OR brittle OR batch OR recall OR סדק OR סדקים OR נסדק OR נסדקו OR סדוק OR סדוקים OR התפצל OR התפורר OR אצווה OR ריקול) -yoga -יוגה -car -רכב`

/** What the demo listens for: names in several scripts, a promotion, a rival, and two themes. */
export const QUERIES: Readonly<Record<Language, readonly { readonly name: string; readonly text: string }[]>> = {
  en: queries('Talmira', 'Follow the Birds', 'Domelia stores', 'Clipperon (rival)', 'Left hands', 'Cracked mats'),
  he: queries('תלמירה', 'בעקבות הציפורים', 'חנויות דומליה', 'קליפרון (מתחרה)', 'ידיים שמאליות', 'משטחים סדוקים'),
}

function queries(brand: string, promotion: string, retailer: string, rival: string, leftHands: string, mats: string) {
  return [
    { name: brand, text: BRAND },
    { name: promotion, text: PROMOTION },
    { name: retailer, text: RETAILER },
    { name: rival, text: RIVAL },
    { name: leftHands, text: LEFT_HANDS },
    { name: mats, text: MATS },
  ]
}
