/** Who works at the demo's company, and what it listens for. */
import type { Language } from '../people/index.ts'

/** Which department, in whatever language. `studio` is the agency, an outsider. */
export type DepartmentKey = 'warehouse' | 'it' | 'marketing' | 'product' | 'service' | 'community' | 'stores' | 'studio'

type Staff = { readonly key: DepartmentKey; readonly department: string; readonly isOutside: boolean; readonly persons: readonly { readonly name: string; readonly email: string }[] }

export const NAME: Readonly<Record<Language, string>> = { en: 'Demo: Talmira', he: 'הדגמה: תלמירה' }

export const SOURCE: Readonly<Record<Language, string>> = { en: 'A made-up story', he: 'סיפור בדוי' }

const EMAIL = { yigal: 'yigal', oksana: 'oksana', ronit: 'ronit', tamar: 'tamar', guy: 'guy', hadas: 'hadas', maya: 'maya', shlomi: 'shlomi' }

/** Each department with its persons; none of them exists. */
export const COMPANY: Readonly<Record<Language, readonly Staff[]>> = {
  en: [
    staff('warehouse', 'Warehouse', ['Yigal Bar-Shaked', EMAIL.yigal]),
    staff('it', 'IT', ['Oksana Velmer', EMAIL.oksana]),
    staff('marketing', 'Marketing', ['Ronit Salmoni', EMAIL.ronit], ['Guy Tavlin', EMAIL.guy]),
    staff('product', 'Product', ['Tamar Elgazit', EMAIL.tamar]),
    staff('service', 'Customer service', ['Hadas Miron-Levy', EMAIL.hadas]),
    staff('community', 'Community', ['Maya Lindqvist-Tal', EMAIL.maya]),
    staff('stores', 'Domelia stores', ['Shlomi Darvish', EMAIL.shlomi]),
    { key: 'studio', department: 'Kav-Nof studio', isOutside: true, persons: [{ name: 'Itai Rozenfarb', email: 'itai@kavnof.example' }] },
  ],
  he: [
    staff('warehouse', 'מחסן והפצה', ['יגאל בר־שקד', EMAIL.yigal]),
    staff('it', 'מערכות מידע', ['אוקסנה ולמר', EMAIL.oksana]),
    staff('marketing', 'שיווק', ['רונית סלמוני', EMAIL.ronit], ['גיא טבלין', EMAIL.guy]),
    staff('product', 'פיתוח מוצר', ['תמר אלגזית', EMAIL.tamar]),
    staff('service', 'שירות לקוחות', ['הדס מירון־לוי', EMAIL.hadas]),
    staff('community', 'קהילה', ['מאיה לינדקוויסט־טל', EMAIL.maya]),
    staff('stores', 'חנויות דומליה', ['שלומי דרוויש', EMAIL.shlomi]),
    { key: 'studio', department: 'סטודיו קו־נוף', isOutside: true, persons: [{ name: 'איתי רוזנפרב', email: 'itai@kavnof.example' }] },
  ],
}

function staff(key: DepartmentKey, department: string, ...persons: [name: string, mailbox: string][]): Staff {
  return { key, department, isOutside: false, persons: persons.map(([name, mailbox]) => ({ name, email: `${mailbox}@talmira.example` })) }
}

/** The company in four scripts and as people misspell it; its products only beside a word that says they are no birds. */
const BRAND = [
  'Talmira OR Talmirah OR Tallmira OR @talmira OR #TalmiraFlock OR #TalmiraStories OR "P-0926"',
  'תלמירה OR טלמירה OR תלמירא OR Талмира OR Талмиры OR Талмире OR Талмиру OR Талмирой OR تلميرا OR بتلميرا OR لتلميرا',
  '((Heron OR Kingfisher OR Pelican OR Swift) (shears OR scissors OR trimmer OR mat OR mats OR blade OR blades OR "left hand" OR "left handed"))',
  '((אנפה OR שלדג OR שקנאי OR גדרון OR דוכיפת) (מספריים OR משטח OR להב OR לגזור OR גוזרת OR חותך OR חותכת OR אגודל))',
].join(' OR ')
const RETAILER = 'Domelia OR דומליה OR @domelia OR author:domelia OR author:domelia_il OR site:domelia.example OR Домелия OR Домелии OR Домелию OR دوميليا'
const RIVAL = 'Clipperon OR קליפרון OR author:clipperon'
const PROMOTION = '"follow the birds" OR "בעקבות הציפורים" OR #FollowTheBirds OR site:birds.domelia.example'
  + ` OR ((${RETAILER}) (AR OR "augmented reality" OR birds OR bird OR newsletter OR draw OR "home page" OR קישור OR לינק OR ציפור OR ציפורים OR הגרלה OR "מציאות רבודה" OR ניוזלטר OR "דף הבית"))`
const LEFT_HANDS = '(lefty OR lefties OR "left hand" OR "left handed" OR "left hander" OR "both hands" OR southpaw OR שמאלית OR שמאלי OR שמאליים OR שמאליות OR "יד שמאל" OR לשמאל OR בשמאל OR ימניים OR أشول OR اشول OR левши OR левшей)'
  + ' (Talmira OR תלמירה OR Талмира OR Талмиры OR تلميرا OR Clipperon OR קליפרון OR shears OR scissors OR Heron OR מספריים OR אנפה OR לגזור OR גוזרת OR signed OR חתמתי OR blister OR prototype) -elections -בחירות -קואליציה'
const MATS = '"P-0926" OR ((mat OR mats OR משטח OR משטחים OR משטחי OR שקנאי OR коврик OR коврики)'
  + ' (crack OR cracks OR cracked OR cracking OR split OR splitting OR brittle OR recall OR replacement OR סדק OR סדקים OR נסדק OR נסדקו OR נסדקים OR סדוק OR סדוקים OR התפצל OR אצווה OR החלפה OR треснул OR меняет) -yoga -יוגה)'

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
