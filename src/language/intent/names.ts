/**
 * First names that are common in Israel and where English is spoken, without those that are everyday words (Will, Mark, אור, שיר, גיל).
 * Written for this project (CC0).
 */
export const HEBREW_NAMES = `
אביב אביבה אבי אבינועם אביתר אברהם אדווה אדר אהובה אהרון אוהד אוסנת אופיר אוריה אורית אורלי אורן אורנה אושרית אילה איילת אייל אילן אילנה
איציק איתי איתמר איתן אלה אלון אלונה אלי אליהו אליעזר אלכס אלמוג אלעד אמיר אמירה אמנון אנה אנסטסיה אסנת אסף אסתי אסתר אפרת אריאל אריה אריק
אתי בטי בוריס בנימין בנצי ברוך בתיה בת-אל גבי גדי גולן גיא גיורא גילה גילי גלית גלעד גליה דב דבורה דוד דודי דוידי דורון דורית דינה דליה
דנה דני דניאל דניאלה דפנה הגר הדס הדסה הילה הלל ולדימיר ויקי ורד ורדה זאב זהבה זיו זיוה חגי חגית חוה חיים חיה חן חנה חני חנן טובה טל טליה
טלי יהודה יהודית יהונתן יובל יוליה יונתן יוסי יוסף יורם יותם יחזקאל ינאי ינון יעל יעקב יפה יפית יצחק יקיר ירדן ירון ירמי ישראל כרמית כרמל
לאה לאון לאוניד לב ליאור ליאורה ליאת לידור ליהי לילך לימור לינוי לירון לירז מאור מאיה מאיר מוחמד מוטי מורן מורית מזל מיטל מיכאל מיכל מירב
מירי מיריי מירית מישל מלי מנחם מנשה מעיין מרגלית מרדכי מרים מרינה משה מתן נאוה נדב נדיה נועה נועם נורית נחום נטלי נטע נטשה ניצה ניר נירה
ניקולאי נסים נעמה נעמי נפתלי נתי נתלי נתן סבטלנה סהר סיגל סיגלית סימה סיון סמיר סרגיי סתיו עדי עדינה עדן עודד עומר עופר עופרה עידו עידן
עידית עינב עינת עליזה עמוס עמי עמית ענבל ענבר ענת ערן פאטמה פאדי פולינה פנינה פרידה צבי צביקה ציון ציפי צליל קארין קובי קטיה קרן ראובן
רבקה רואי רויטל רוית רונית רוני רונן רותי רות רותם רחל ריטה רינה רינת רמי רן רעות רפי רפאל רינת שאול שגית שולה שולמית שושנה שושי שחר שי
שיראל שירה שירי שירלי שלום שלומי שלומית שלמה שמואל שמעון שני שרה שרון שרית תהילה תומר תמי תמיר תמר תמרה אחמד מחמוד יוסוף עלי פאטימה
איברהים חאלד נסרין סאמר וסים רנין
`.trim().split(/\s+/)

export const ENGLISH_NAMES = `
aaron abby abdul abigail adam adele adrian agnes ahmed aisha alan albert alejandro alex alexa alexander alexis alfie ali alice alicia
alison allison alma amanda amara amber amelia amina amir amit amy ana andre andrea andrew andy angela angelina anita anjali ann anna anne
annie anthony antonio anya ariel arjun arthur asha ashley audrey barbara barry beatrice becky ben benjamin bernard beth bethany betty
beverly bianca billy bob bobby bonnie bradley brandon brenda brian bridget bruce bruno bryan caitlin callum cameron camille carl carla
carlos carmen carol caroline carolyn carrie catherine cathy cecilia charles charlie charlotte chelsea cheryl chloe chris christian
christina christine christopher cindy claire clara claudia colin connor craig cristina curtis cynthia daisy damian dan dana daniel daniela
danielle danny darius darren dave david dawn dean deborah debra deepak denise dennis derek diana diane diego dmitri dominic donald donna
dora doris dorothy doug douglas duncan dylan ed eddie edith edward eileen elaine eleanor elena eli elijah elizabeth ella ellen ellie emily
emma eric erica erik erin esther ethan eugene eva evan evelyn fatima felix fiona florence francesca francis frank fred freddie gabriel
gabriela gail gareth gary gavin gemma geoff george georgia gerald gina giulia gloria gordon graham greg gregory gwen hannah hans harold
harriet harriet harry harvey hassan hazel heather hector heidi helen helena henry hilda holly howard hugh hugo ian ibrahim imani imran
ingrid irene isaac isabel isabella isla ivan ivy jack jackie jacob jacqueline jade jake jamal james jamie jan jane janet janice jared
jasmine jason javier jay jean jeff jeffrey jenna jennifer jenny jeremy jerome jerry jess jesse jessica jill jim jimmy joan joanna joanne
joe joel john johnny jon jonathan jordan jorge jose joseph josh joshua joyce juan juanita judith judy julia julian julie june justin kamal
karen karim karl kate katherine kathleen kathryn kathy katie kayla keith kelly ken kenneth kenya keisha kevin khadija kim kimberly kirsty
kofi kumar kurt kyle lamar laura lauren laurence leah lee leila lena leo leon leonard leslie lewis liam lila linda lisa liz lloyd logan
lorraine louis louise luca lucas lucia lucy luis luke luz lydia lynn mabel maggie malcolm malik manuel marco marcus margaret maria marie
marilyn mario marion marjorie martha martin marvin mary mason mateo matt matthew maureen maurice max maya megan mehmet mei melanie melissa
mia michael michelle miguel mike milo mina miriam mohammed moira molly monica monique morgan moses muhammad nadia nadine nancy naomi
natalia natalie natasha nathan neil nia nicholas nick nicola nicole nigel nikhil nina noah noel nora norma norman oliver olivia omar oscar
owen pablo paige pamela patricia patrick paul paula pauline pedro penny percy peter phil philip phoebe pierre pilar polly priya quentin
rachel rahul raj rajesh ralph ramon raquel ravi raymond rebecca reggie renee ricardo richard rick rita rob robert roberto robin rodney
roger rohan ron ronald rory rosa rosie roxanne roy ruby rupert russell ruth ryan sabrina sadie sally sam samantha samir samuel sandra
sanjay sara sarah sasha scott sean sergio seth shane shannon sharon sheila shelly shirley sibusiso sidney silvia simon simone sofia sonia
sophia sophie stacey stan stanley stella stephanie stephen steve steven stuart sue suresh susan suzanne sven sylvia tamara tamika tania
tanya tara teresa terry thabo thandi theo theresa thomas tiffany tim timothy tina toby todd tom tommy tony tracey tracy travis trevor
tyler tyrone valentina valerie vanessa vera veronica vicky victor victoria vijay vincent viola violet vivian wanda wayne wendy wesley
wilfred wilma winston xavier yasmin yolanda yusuf yvonne zach zachary zara zoe
`.trim().split(/\s+/)
