import type { MailAnswer } from '../answer-contract.ts'

type Reason = NonNullable<MailAnswer['reason']>

/** Words by which reasons are known, lower-case, the more telling reasons first. */
const WORDS: readonly (readonly [Reason, RegExp])[] = [
  ['no_consent', /consent|opt(?:ed)?[- ]?(?:in|out)|unsubscrib|didn't agree to|not agreed to receive|permission to (?:mail|contact|email)|הסכמ|הסכימו|לא אישרו (?:דיוור|לקבל)|הסירו את עצמם|חוק הספאם|אישור דיוור/],
  ['accessibility', /accessib|a11y|wcag|screen ?reader|disabilit|נגיש|קורא(?:י)? מסך|תקן 5568/],
  ['law_or_privacy', /\blegal|\blaw|gdpr|privacy|regulat|complian|personal data|\bpii\b|lawyer|counsel|statut|משפט|חוק|פרטיות|רגולצי|תיקון 13|יועמ"ש|יועצת המשפטית|מידע אישי|עו"ד|ציות/],
  ['security', /securit|\bciso\b|vulnerab|malware|phishing|penetration|firewall|\bcsp\b|infosec|אבטח|סייבר|פריצה|סיכון אבטח|חומת אש/],
  ['freeze', /freeze|frozen|code lock|change lock|lockdown|blackout|no deploy|moratorium|peak season|הקפא|מוקפא|קפוא|פריז|אין עליות|אין העלאות|תקופת חגים סגור/],
  ['duplicate', /duplicat|already (?:have|exists?|there|did|done|on the|got|in place|live|asked|answered|requested)|asked before|same request|כפול|כפילות|כבר (?:קיים|קיימת|יש|נעשה|עשינו|ביקש|הועל|פורסם|באתר|בטיפול של)|קיים כבר/],
  ['cheaper_way', /cheaper|easier way|simpler way|better way|less expensive|more cost|use (?:the )?existing|זול|דרך (?:יותר )?(?:פשוטה|קלה|טובה)|חסכוני|פתרון פשוט/],
  ['not_ours', /not (?:our|my|ours|us|mine|me\b|in our)|wrong (?:department|team|person|address)|not responsible|belongs to|ask (?:the )?(?:marketing|it|digital|legal|web)|different (?:team|department)|another (?:team|department)|(?:לא|זה לא) (?:אצלנו|שלנו|שלי|באחריות|בתחומ|בתחום|בסמכות|קשור אלינו|שייך|שייכת)|מחלקה (?:אחרת|הלא נכונה)|צוות אחר|תפנו ל|פנו ל|לפנות ל|כתובת הלא נכונה/],
  ['capacity', /capacit|bandwidth|resourc|understaff|short[- ]staffed|busy|booked|swamped|overload|no time|have time|the time|too much on|backlog|workload|headcount|man ?power|no one (?:free|available)|nobody (?:free|available)|fully (?:booked|loaded)|budget|כוח אדם|כ"א|עומס|עמוס|משאב|קיבולת|אין (?:לנו |לי )?(?:זמן|ידיים|פנאי|אנשים|מתכנת)|קורסים|טבוע|קוצר זמן|חוסר זמן|לחץ|תקציב|אין מי ש|מחסור/],
]

/** Why not, as far as the words tell: one of the reasons that asks know, `other` where none is told of. */
export function reasonIn(text: string): Reason {
  const lower = text.toLowerCase()
  return WORDS.find(([, pattern]) => pattern.test(lower))?.[0] ?? 'other'
}
