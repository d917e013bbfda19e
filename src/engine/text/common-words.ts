/**
 * Words that any conversation is full of, so that no query waits on them before its matcher has seen posts. Folded, as words are compared.
 */
export const COMMON_WORDS: readonly string[] = `
the be to of and a in that have i it for not on with he as you do at this but his by from they we say her she or an will my one all would
there their what so up out if about who get which go me when make can like time no just him know take people into year your good some could
them see other than then now look only come its over think also back after use two how our work first well way even new want because any
these give day most us is are was were been has had did im dont more very much many here where why too off again still really got going
today never always every last love best great thanks thank please need help should may might right down must before between same next
של את על לא זה אני הוא היא עם כל גם אבל או אם כי מה יש אין אנחנו הם לי לו לה לנו שלי שלך שלו שלה אז רק עוד היה היתה הייתה להיות כבר איך
למה מי איפה מתי כאן שם טוב יותר מאוד כמו אחרי לפני בין אתה אתם הכל היום תודה בבקשה ככה עכשיו אותו אותה משהו מישהו תמיד צריכ רוצה יכול
في من على الى ان لا ما هذا هذه كان مع عن هو هي او كل بعد قبل لكن
de la que el en y los se del las un por con una su para es al lo como mas o pero sus le ya este si porque esta cuando muy sin sobre me
le les des et est il elle dans qui ne pas pour sur au avec ce sont plus par une je tu nous vous mais ou tout bien
der die und das ist nicht ich zu den von mit ein eine auf fur es sie
и в не на я что с он а как это по но они мы у за бы из все так
`.trim().split(/\s+/)
