/**
 * Words that say nothing of what a post is about, in Hebrew and English. Written for this project by hand (CC0); folded when they are read. What
 * is common without standing here is common at all times, and so never distinctive nor a surge.
 */
export const STOP_WORDS: readonly string[] = `
the be to of and a in that have i it for not on with he as you do at this but his by from they we say her she or an will my one all would
there their what so up out if about who get which go me when make can like time no just him know take people into year your good some could
them see other than then now look only come its over think also back after use two how our work first well way even new want because any
these give day most us is are was were been has had did im dont doesnt didnt isnt wasnt cant wont ive youre theyre thats more very much many
here where why too off again still really got going gonna today tomorrow yesterday never always every last best great thanks thank please need
help should may might right down must before between same next being does done having those such own both each few while during through under
until against nothing something anything everything someone anyone everyone lot lots thing things let lets ever maybe actually though yet around
am pm via rt amp http https www com says said made went gets getting makes says yeah yes ok okay oh lol omg hi hey hello
את של על לא לו לה זה זו זאת אני הוא היא עם כל גם אבל או אם כי מה יש אין אנחנו הם הן לי לך לכם להם לנו שלי שלך שלו שלה שלנו שלכם שלהם שלהן אז רק
עוד היה היתה הייתה היו להיות יהיה תהיה יהיו כבר איך למה מי איפה מתי כאן שם טוב יותר פחות מאוד מאד כמו אחרי לפני בין אתה אתם אתן הכל הכול
היום מחר אתמול תודה בבקשה ככה עכשיו אותו אותה אותי אותם אותנו אותך משהו מישהו תמיד צריך צריכה צריכים רוצה רוצים יכול יכולה יכולים אפשר
אולי ממש פשוט בגלל בלי עד אל מן זאתי אלה אלו הזה הזאת האלה כזה כזאת כמה איזה איזו כדי כאשר כש לכן אך אלא הרי הנה אפילו עדיין שוב פעם פעמים
דבר דברים אחד אחת שני שתי אחר אחרת אחרים כלום שום בכלל תוך דרך אצל מול נגד בשביל למרות לפי כן בסדר נו וואו היי שלום חבר אדם אנשים יום ימים
שנה שעה לעשות עושה עושים אומר אומרת אומרים אמר אמרו הולך הולכת ללכת בא באה לראות רואה יודע יודעת יודעים חושב חושבת נראה לכל שלא
`.trim().split(/\s+/)
