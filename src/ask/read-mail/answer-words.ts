/**
 * What people write when they answer, in both languages: lower-case, `'` for every apostrophe, `-` for every hyphen. Phrases are
 * compared word for word; a word that ends in `*` stands for all words that begin so.
 */

const list = (text: string): readonly string[] => text.split(/[|\n]/).map((phrase) => phrase.trim()).filter((phrase) => phrase !== '')

/** Says yes by itself. */
export const YES = list(`
yes|yep|yup|yeah|yea|yah|yess|yes yes|ys|yse|surely|of course|ofcourse|certainly|absolutely|definitely|agreed|approved|approve|accepted|affirmative|it's a yes
we approve|i approve|we agree|i agree|we accept|i accept|we confirm|i confirm|confirming|confirmed|that's a yes|a definite yes|gladly|with pleasure|happy to help|happy to|happy to do this|no problem|no problems
no worries|no issue|no issues|not a problem|no objection|no objections|sure thing|sure|will do|you got it|consider it done|it's approved|can do
כן|כנ|אין בעיה|אין שום בעיה|אין לנו בעיה|אין לי בעיה|אין מניעה|אין התנגדות|בשמחה|בשמחה רבה|בכיף|בטח|בהחלט|ודאי|בוודאי|וודאי|כמובן|ברור|מאשר|מאשרת|מאשרים|מאשרות|מאושר|מאושרת|אושר|מסכים|מסכימה
מסכימים|מסכימות|מתחייב|מתחייבת|מתחייבים|מתחייבות|אני מתחייב|אני מתחייבת|אנחנו מתחייבים|מקובל|מקובל עלינו|מקובל עלי|מוסכם|חיובי|תשובתנו חיובית|התשובה חיובית|מבחינתנו כן|מבחינתי כן|מצדנו כן|מצידנו כן
אני מאשר|אני מאשרת|אנחנו מאשרים|אנו מאשרים|אנו מאשרות|יס`)

/** Says yes where a day follows; by itself it may mean no more than that it was read. */
export const WEAK_YES = list(`
ok|okay|okey|okk|k|fine|great|alright|all right|deal|sounds good|perfect|good|works for us|works for me|that works|works
אוקיי|אוקי|או קיי|אוקיי מעולה|בסדר|בסדר גמור|סבבה|סבבה לגמרי|יאללה|סגור|הולך|מצוין|מצויין|מעולה|אחלה|טוב`)

/** May stand between yes and its day without changing what is said. */
export const FILL = list(`
it|this|that|the|a|an|your|our|link|links|page|homepage|home|site|website|banner|mailing|newsletter|data|report|file|list|slot|post|everything|all of it|change|request|item
placement|button|menu|here|and|also|for you|to you|you will have|you'll have|you'll get|you will get|both|them|right|at the latest|latest|definitely|on our side|from our side|from us|on our end|we|i|team|our team|the team
my team|web team|done deal|at|to|of|on|in|up|end|eob|as requested|as you asked|as asked|with pleasure|easily|then|is|indeed|fully
זה|זאת|את|הכל|הקישור|קישור|הלינק|לינק|הבאנר|באנר|העמוד|עמוד|הדף|דף|הבית|האתר|אתר|הדיוור|דיוור|הניוזלטר|ניוזלטר|הנתונים|נתונים|הדוח|הקובץ|הבקשה|השינוי|ההפניה|הפניה|הכפתור|הטקסט|הפוסט|הרשימה
באתר|בדף|בעמוד|באוויר|אוויר|לכם|לך|אליכם|אנחנו|אנו|אני|הצוות|שלנו|של|גם|על|לכל המאוחר|המאוחר|מקסימום|מצדנו|מצידנו|מבחינתנו|מבחינתי|אצלנו|כבר|ו|במלואו|יחד|לגמרי|סופית|זה בסדר|הדברים|המשימה|בזה|לזה|לדף|לאתר|לעמוד|לתפריט|בתפריט|בפוטר|לניוזלטר|בניוזלטר|בדיוור|בשעה|שעה|בבוקר|בערב|בצהריים|אחר הצהריים|am|pm|noon|midday|morning|evening|afternoon|o'clock`)

/** Before the day until which something is done. */
export const BY = list(`
by|before|on|for|due|due by|due on|no later than|not later than|latest by|at the latest by|at latest by|by the|by end of|delivery by|target date
עד|ב|ל|לפני|לא יאוחר מ|לא יאוחר|ולא יאוחר|לכל המאוחר ב|לכל המאוחר עד|כולל|תאריך|מועד`)

/** Says, with or without a verb after it, that something will or can be done. */
export const MODAL = list(`
will|can|shall|we'll|i'll|it'll|that'll|we will|i will|we can|i can|it will|this will|that will|it can|we shall|am able to|are able to|be able to|we're able to|are going to|is going to|going to|gonna|we commit to|i commit to
we promise to|i promise to|commit to
אפשר|אפשרי|ניתן|נוכל|אוכל|יכול|יכולה|יכולים|יכולות|אנחנו יכולים|אני יכול|אני יכולה|מתכוונים|יהיה אפשר|it will be|it'll be|this will be|that will be|will be|can be|to be|we'll be live|we will be live|we'll go live|יהיה|תהיה|יהיו|מתחייב|מתחייבת|מתחייבים|מתחייבות|אני מתחייב|אני מתחייבת|אנחנו מתחייבים|אנחנו מתחייבות`)

/** Says that something is so: what follows may be a promise. */
export const BE = list(`we are|we're|i'm|it's|i am|happy to|glad to|to`)

/** What will be done: in English only after a word that says so, since alone it asks the reader to do it. */
export const VERB = list(`
do|have|publish|post|put|add|place|deliver|provide|finish|complete|make|make it|set|set it up|upload|launch|release|push|deploy|go|go live|send|ship|implement|fix|run|include|insert|handle|prepare|manage
arrange|take care of|take care|have it|get it done|doing|putting|adding|publishing|sending|able to
ready|live|done|published|completed|finished|delivered|sent|added|placed|posted|uploaded|launched|deployed|implemented|fixed|in place|up and running|running|set up|yours
לעשות|לבצע|להעלות|לפרסם|לשים|להכניס|לשלוח|לסיים|לספק|לטפל|להוסיף|לשלב|להספיק|להיות|להכין|לעלות|לתת|ליישם|לתקן|להוציא|להשלים|לסגור|למסור|לדחוף|מוכן|מוכנה|מוכנים|באוויר|למעלה|חי|לייב`)

/** Hebrew says in one word who does it, and that it will be done. */
export const COMMIT = list(`
נעשה|אעשה|נבצע|אבצע|יבוצע|תבוצע|נעלה|אעלה|יעלה|תעלה|עולה|מעלים|נפרסם|אפרסם|יפורסם|מפרסמים|נשים|אשים|נכניס|אכניס|ייכנס|יכנס|מכניסים|נשלח|אשלח|יישלח|ישלח|שולחים|נסיים|אסיים|יסתיים|מסיימים|נספק|אספק|יסופק
נטפל|אטפל|יטופל|נדאג|אדאג|נוסיף|אוסיף|יתווסף|יתוסף|מוסיפים|נשלב|אשלב|ישולב|נספיק|אספיק|מספיקים|עושים|נגמור|אגמור|נכין|אכין|יוכן|ניישם|נתקן|יתוקן|ישוחרר|נשחרר
נוציא|אוציא|נארגן|אארגן|תקבלו|תקבלי|תקבל|נשלים|אשלים|יושלם|נמסור|אמסור|נסגור|אסגור|נכניס את זה|נבצע את זה|מבצעים|הוכנס ללוז|נכנס ללוז`)

/** Says no by itself; what may follow so that it is none stands in NOT_NO. */
export const NO = list(`
no|nope|nah|nop|noo|negative|no way|no chance|no can do|absolutely not|certainly not|definitely not|not possible|impossible|not this time|not now|not at the moment|not at this time|not interested|not feasible|declined|rejected|refused
not approved|not allowed|not permitted|not our|not ours|not my|not us|not in our|not going to happen|denied|decline|we decline|we refuse|pass
לא|ממש לא|לא ולא|בשום אופן|בשום פנים|אי אפשר|אי-אפשר|נדחה|הבקשה נדחתה|שלילי|תשובתנו שלילית|התשובה שלילית|סירוב|אין אפשרות|אין מצב|אין סיכוי|אין לנו אפשרות|מסרב|מסרבת|מסרבים|מסרבות|דוחים|לא מאושר|לא תודה`)

/** Refuses wherever it stands in a sentence. */
export const REFUSAL = list(`
can't|cannot|can not|cant|won't|wont|will not|unable|not able|not possible|impossible|isn't possible|is not possible|not going to|have to decline|must decline|we decline|i decline|had to decline|decided against|reject|rejected|rejecting
refuse|not approved|not allowed|not permitted|don't approve|do not approve|didn't approve|did not approve|doesn't approve|does not approve|not interested|we'll pass|have to pass|not our|not ours|wrong department|wrong team|wrong person
not responsible|don't have capacity|don't have the capacity|don't have time|don't have the time|don't have resources|don't have the resources|don't have budget|don't have a budget|don't have the budget|don't have bandwidth|have no time
have no capacity|have no budget|have no resources|no budget|no capacity|no bandwidth|no resources|not feasible|the answer is no|answer is no|it's a no|that's a no|don't do|do not do|doesn't allow|does not allow|have to say no|not happening
לא נוכל|לא אוכל|לא יכול|לא יכולה|לא יכולים|לא יכולות|לא ניתן|לא אפשרי|לא אפשר|לא מאשר|לא מאשרת|לא מאשרים|לא מאשרות|לא מאושר|לא אושר|לא אושרה|לא אישרו|לא אישר|לא אישרה|לא מתאים|לא רלוונטי|לא מעוניין|לא מעוניינת|לא מעוניינים|לא נעשה
לא אעשה|לא נעלה|לא נספיק|לא אספיק|לא נפרסם|לא נשים|לא יעלה|לא יקרה|לא הפעם|לא כרגע|לא עכשיו|לא השנה|לא החודש|לא אצלנו|לא שלנו|לא שלי|לא באחריותנו|לא באחריות|לא בתחומנו|לא בתחום|לא בסמכותנו|לא שייך|לא שייכת|לא קשור
לא מסכים|לא מסכימה|לא מסכימים|לא מקובל|לא נאשר|לא נקבל|לא בא בחשבון|לא תתאפשר|לא יתאפשר|לא מתאפשר|לא מתאפשרת|לא מותר|לא נבצע|לא נוסיף|לא נכניס|לא נשלח|לא אשלח|אי אפשר|אי-אפשר|אין אפשרות|אין לנו אפשרות|אין לי אפשרות
אין לנו זמן|אין לי זמן|אין לנו תקציב|אין תקציב|אין לנו משאבים|אין משאבים|אין לנו כוח אדם|אין כוח אדם|אין לנו קיבולת|אין לנו קיבולת|אין מצב|אין סיכוי|אין לנו מתכנת|אין מי ש*|מסרב|מסרבת|מסרבים|נאלצים לסרב|נאלצים לדחות|נאלץ לסרב|נאלצת לסרב
נאלץ לדחות|נאלצת לדחות|הבקשה נדחתה|הבקשה נדחית|פניתם למחלקה הלא נכונה|אסור לנו|אסור|הוחלט לא|החלטנו לא|חוסמת|חוסמים|לא מעוניינות|לא מעוניין*|לא יכולות`)

/** With a *no* in it, and none. */
export const NOT_NO = list(`
no problem|no problems|no worries|no issue|no issues|not a problem|no objection|no objections|no later than|not later than|no doubt|no need|no need to|no matter|no thanks needed|no rush|no pressure|nothing to add|no hesitation|no further|no charge|no cost|why not
אין בעיה|אין שום בעיה|אין לנו בעיה|אין לי בעיה|אין מניעה|אין התנגדות|לא יאוחר|ולא יאוחר|ללא בעיה|בלי בעיה|בלי בעיות|אין ספק|ללא ספק|אין צורך|לא צריך|אין לחץ|אין על מה|לא נורא|למה לא|אין מה`)

/** Says that one does not know, or takes back what was said. */
export const UNSURE = list(`
no idea|no clue|no one|nobody|no answer yet|no comment|no news|no update|no reply|not sure|unsure|i don't know|i do not know|dont know|don't know|not yet|can't say|cannot say|can't tell|can't open|cannot open|can't see|can't find|can't access|can't read
can't wait|can't download|can't answer|can't decide|can't understand|cannot access|don't understand|do not understand|didn't understand|scratch that|never mind|nevermind|on second thought|on second thoughts|just kidding|jk|don't quote me
not final|don't count on|wait|actually|correction|disregard|ignore|were it|wish|recall|not decided|undecided|it would be|i'd say|we'd say|mistake|by mistake
לא יודע|לא יודעת|לא יודעים|לא בטוח|לא בטוחה|לא בטוחים|לא ברור|לא הבנתי|לא הבנו|לא מבין|לא מבינה|לא מבינים|לא ראיתי|לא קיבלתי|לא קיבלנו|עוד לא|עדיין לא|טרם|לא זוכר|לא זוכרת|לא סגור|לא סגורה|לא סגורים|לא סופי|לא נפתח|לא עובד
לא מצליח|לא מצליחה|לא החלטנו|לא הוחלט|אין לי מושג|אין לי תשובה|אין תשובה|סתם|בעצם|רגע|טעות|בטעות|התחרטתי|התחרטנו|תתעלמו|התעלמו|לא חשוב|הלוואי|ייתכן|יתכן|שוקלים|נשקול|נחשוב|אחשוב|לא התכוונתי|ביטול`)

/** Makes a firm word less firm. */
export const HEDGE = list(`
probably|prob|probly|hopefully|maybe|perhaps|possibly|potentially|might|should|could|would|i think|we think|i guess|i believe|we believe|expect|expected|aim|aiming|try|trying|tentative|tentatively|likely|approximately|roughly|approx|eta|estimate
estimated|in principle|in theory|best effort|no promises|no promise|can't promise|cannot promise|can't commit|cannot commit|target|targeting|planning|plan to|hope|hoping|fingers crossed|more or less|if possible|where possible|circa|ish|around|about|sometime
give or take|or so|god willing|presumably|provisionally|kinda|sort of|or maybe|or later|at the earliest|earliest
כנראה|אולי|מקווה|מקווים|בתקווה|נשתדל|אשתדל|משתדל*|ננסה|אנסה|מנסה|מנסים|נקווה|חושב|חושבת|חושבים|מאמין|מאמינה|מאמינים|מעריך|מעריכה|מעריכים|להערכתי|בערך|בסביבות|לכאורה|סביר|נראה לי|אמור|אמורה|אמורים|לקראת|בעיקרון|עקרונית
באופן עקרוני|פחות או יותר|בלי נדר|מניח|מניחה|מניחים|משוער|צפי|בשאיפה|בעזרת השם|בעז"ה|בע"ה|אי"ה|ככל הנראה|יכול להיות|לא מבטיח|לא מבטיחה|לא מבטיחים|לא מתחייב|לא מתחייבת|לא מתחייבים|שואפים|נראה|קרוב לוודאי|במידת האפשר
ככל שניתן|ככל האפשר|באזור|לכל המוקדם|הכי מוקדם|תכנון|מתכננים|אם הכל ילך*|ברצות|as soon as possible|asap|ideally|at best|best case|tbc|tbd|to be confirmed|inshallah|insha'allah|i'm sure|i am sure|we're sure|soonest|at the soonest|במקרה הטוב|אידאלית|באופן אידיאלי|מתוכנן|מתוכננת|טנטטיבי|לכל הפחות|יאושר סופית|week|weeks|month|months|year|years|quarter|שבוע|שבועות|חודש|חודשים|שנה|רבעון`)

/** Of these, what makes a yes doubtful from another sentence too. */
export const STRONG_HEDGE = list(`
probably|hopefully|maybe|perhaps|might|no promises|can't promise|cannot promise|can't commit|cannot commit|tentative|tentatively|fingers crossed|best effort|at the earliest|could slip|may slip|might slip
כנראה|אולי|נשתדל|אשתדל|ננסה|אנסה|בלי נדר|לא מבטיח|לא מבטיחה|לא מבטיחים|לא מתחייב|לא מתחייבת|לא מתחייבים|נקווה|יכול להיות`)

/** What follows limits or changes what was said. */
export const BUT = list(`
but|however|although|though|except|only|instead|rather|partially|partly|without|excluding|not including|with a caveat|one caveat|caveat|limited to|other than|apart from|minus|smaller|shorter|just the|just on|just in
אבל|אך|אולם|רק|למעט|חוץ|במקום|עם זאת|בלי|ללא|חלקית|באופן חלקי|לא כולל|מצומצם|מצומצמת|אלא|בהסתייגות|הסתייגות|ואולם|מלבד|עם הגבלה|עם שינוי*|בשינוי*|פרט ל*`)

/** What has to happen first. */
export const CONDITION = list(`
if|provided|providing|subject to|pending|depending|depends|dependent|assuming|unless|once|as long as|so long as|conditional|conditionally|on condition|on the condition|on one condition|contingent|as soon as|when you|when we get|when we have|when legal|after you
after we get|after we have|after legal|first we need|need|needs|require|requires|must have|need from you|waiting for|blocked by|in case|given that
אם|בתנאי|בכפוף|כפוף|בהנחה|תלוי|תלויה|במידה|ברגע|כל עוד|מותנה|לאחר ש*|אחרי ש*|מרגע ש*|כשת*|כאשר|צריך|צריכים|צריכה|חייבים|חייב|נדרש|דרוש|מחכים|ממתינים|מחכה|ממתין|ממתינה|בהינתן|ככל ש*|נצטרך|אצטרך|רק אחרי`)

/** Conditions that are politeness. */
export const POLITE = list(`
if you have any|if there are any|if you need any*|let me know if|if anything|if any|feel free|no need|don't hesitate|if you have questions|if needed|if you like
אם יש*|אם צריך|אם תצטרכו|אם תרצו|אם משהו|אין צורך|לא צריך|please send*|please share|please forward|please let|please attach|אשמח לקבל|אשמח ש*|נא לשלוח|נא להעביר|אנא שלחו|אנא העבירו`)

/** Says that it has arrived, is being looked at or passed on: seen, and no answer. */
export const SEEN = list(`
got it|got your*|received|recieved|receipt|noted|seen|saw it|i saw|i've seen|read it|i read|acknowledged|ack|acknowledge|confirm receipt|confirming receipt|confirmed receipt|duly noted|thanks received|on it|working on it|in progress|in process|in review
under review|reviewing|being handled|being processed|in the queue|in our queue|in our backlog|passing*|passed on|passed it|forwarding*|forwarded*|i'll pass|will pass|i'll forward|will forward|taking a look|taking this|i'll take a look|will take a look
take a look|take a look at|having a look|will review|i'll review|we'll review|will read|i'll read|looking into|look into|will look|i'll look|we'll look|looking at|logged|ticket opened|opened a ticket|ticket has been|has been registered|has been received|has been assigned|case number
ticket number|request number|was received|is being|we have your request|thank you for contacting
קיבלתי|קבלתי|קיבלנו|התקבל|התקבלה|נתקבל|נתקבלה|פנייתך|פנייתכם|פניתך|מאשר קבלה|מאשרת קבלה|מאשרים קבלה|מאשרות קבלה|אישור קבלה|מאשר את קבל*|מאשרת את קבל*|מאשרים את קבל*|מאשר שקיבל*|מאשרת שקיבל*|בטיפול|בטיפולי|בטיפולנו|מטפל|מטפלת|מטפלים|מטפלות|בטיפול הצוות|הועבר לטיפול
הועברה לטיפול|מעביר|מעבירה|מעבירים|העברתי|אעביר|נעביר|ראיתי|ראינו|קראתי|קראנו|רשמתי|רשמנו|נרשם|נרשמה|נפתחה|נפתחה קריאה|נפתח*|בבדיקה|בתהליך|בודק|בודקת|בודקים|בודקות|מבררת|מברר|מבררים|לטיפולנו|על זה|לומד|לומדת|לומדים את|בדרך אליך|שמתי לב|אסתכל|אסתכל על זה|נסתכל|מאשר קבלת|מאשרת קבלת|מאשרים קבלת|מאשרות קבלת|קליטת|נקלטה|נקלט`)

/** Will be checked, asked, talked about before there is an answer. */
export const CHECKING = list(`
check|checking|verify|consult|run it by|see if|see whether|discuss|discussing|talk to|talk with|speak to|speak with|ask|asking|think about it|need to think|get approval|sign-off|sign off|sync with|align with|decide|decision|answer you|have an answer
let's talk|let's meet|meet|call you|meeting|revisit
לבדוק|נבדוק|אבדוק|לשאול|אשאל|נשאל|להתייעץ|אתייעץ|נתייעץ|לוודא|אוודא|נוודא|לברר|אברר|נברר|מחכה לאישור|ממתין לאישור|ממתינים לאישור|לקבל אישור|נחליט|אחליט|נדבר|נפגש|ניפגש|לדבר|לדון|נדון|נדע|אדע|פגישה|ישיבה|לחשוב`)

/** Another word will come. */
export const LATER = list(`
get back|getting back|come back to you|back to you|let you know|update you|keep you posted|keep you updated|respond|reply|revert|be in touch|in touch|circle back|follow up|i'll update|will update you|send you an answer|hear from us|answer by|get you an answer
נחזור|אחזור|תחזור|יחזור|יחזרו|חוזר אליך|חוזרת אליך|חוזר אלייך|חוזרת אלייך|חוזרים|אעדכן|נעדכן|מעדכן|מעדכנת|מעדכנים|יעדכן|תעדכן|אענה|נענה|נשיב|אשיב|תהיה תשובה|תשובה תינתן|נציג`)

/** Is not there. */
export const AWAY = list(`
out of office|out of the office|ooo|on vacation|vacation|on leave|annual leave|maternity|sick|away|on holiday|swamped|traveling|travelling|limited access
בחופש|בחופשה|חופשה|חופשת|חופש|במילואים|מילואים|בחו"ל|בחול|מחוץ למשרד|לא במשרד|לא זמין|לא זמינה|חולה|מחלה|נעדר|נעדרת|בנסיעה|עמוס|עמוסה|עמוסים`)

/** Not meant as it is said. */
export const JOKE = list(`
lol|lmao|rofl|haha*|hehe*|yeah right|sure sure|as if|when pigs*|in your dreams|dream on|good luck|never|whatever|/s|kidding|joke|joking
ח ח ח|חח*|בחלומות|לעולם|אף פעם|צוחק|צוחקת|בצחוק|בדיחה|נו באמת|כאילו|מיליון שנה|כשיצמח*|בטח בטח|נו בטח|כן בטח|כן כן`)

/** Somebody else's words, or words about words. */
export const REPORTED = list(`
said|says|say|told|asked|asks|wrote|write|writes|quote|instead|click|press|answer with|reply with|example|e.g|heard|claims|meant|if|whether|not
אמר|אמרה|אמרו|אומר|אומרת|כתב|כתבה|כתבתם|כתוב|רשום|שאל|שאלה|לענות|לכתוב|לרשום|ללחוץ|דוגמה|למשל|שמעתי|טוען|טוענת|התכוון|אם|האם|לא`)

/** Before what is said: the other's name may follow, and a comma. */
export const GREETING = list(`
hi|hello|hey|hiya|dear|good morning|good afternoon|good evening|good day|morning|shalom|greetings|hi there|hey there|to whom it may concern|all
היי|הי|שלום|שלום רב|אהלן|הלו|בוקר טוב|בוקר אור|ערב טוב|צהריים טובים|לכבוד|יקרה|יקר|יקרים|שבוע טוב|שבת שלום|חג שמח|שלום וברכה|יום טוב`)
export const THANKS = list(`
thanks|thank you|thx|tnx|many thanks|thanks a lot|thank you so much|thank you very much|ty|much appreciated|cheers|appreciate it
תודה|תודה רבה|המון תודה|רוב תודות|תודה לך|תודה לכם|ת'|10x|תנקס`)
/** Before an answer: says that it is one, or how one feels about it. */
export const LEAD = list(`
well|so|again|still|sorry|unfortunately|regrettably|sadly|i'm sorry|i am sorry|we're sorry|we are sorry|apologies|i'm afraid|afraid|alas|answer|my answer|our answer|the answer|the answer is|short answer|in short|re|update|hmm|ah|oh|ahh|great|perfect|good news|bad news|and|as discussed|as we discussed
from our side|from my side|on our side|hope you're well|hope all is well|good question|great idea|nice idea|following up|to your request|regarding your request|regarding the request|to answer you|quick answer|for us|i'm happy to say|happy to say|after checking|checked
אז|שוב|לצערי|לצערנו|לצערי הרב|לצערנו הרב|צר לי|צר לנו|מצטער|מצטערת|מצטערים|מצטערות|אני מצטער|אני מצטערת|סליחה|תשובה|תשובתי|תשובתנו|התשובה|התשובה היא|התשובה שלנו|תשובתנו היא|אה|אהה|יופי|מעולה|רעיון מעולה|רעיון טוב|לגבי הבקשה
בקשר לבקשה|בהמשך לפנייתך|בהמשך לפנייתכם|בהמשך לשיחתנו|בתשובה לפנייתך|בדקתי|בדקנו|בשורה טובה|חדשות טובות|חבל|לשאלתך|לשאלתכם|בקיצור|דיברתי עם הצוות|דיברנו|שמחים לבשר|שמח לבשר|שמחה לבשר|קודם כל|אחרי בדיקה|לאחר בדיקה|מצידנו|מצדנו|מבחינתנו|בעיקרון|עקרונית|in principle|in general|generally|בגדול`)
