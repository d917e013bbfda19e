/** Everyday Yiddish words that are not Hebrew ones, without points. Our own list. */
const YIDDISH_WORDS = new Set(
  ('איז און פון די דער דאס דעם מיט אויף אויפן נישט וואס ווי זיך האט האב האבן זענען זיינען געווען ווערט ווערן וועט וועלן קען קענען '
  + 'אבער אויך נאך נאר שוין פאר צו צום ביז ווען ווייל אויב איר ער מיר איך דו אונדז אונז אייך זייער זיין איין אלע אנדערע גרויס '
  + 'יידיש אידיש ייד אידן יידן מענטש מענטשן זאגט געזאגט מאכט געמאכט דארף וויל קומט גייט יאר טאג צייט דארט יעצט איצט היינט וואו '
  + 'פארוואס קיין דורך נאכן פונעם אינעם צווישן אונטער איבער אדער').split(' '),
)

/** Letters with points that only Yiddish writes, and its joined letters. */
const YIDDISH_LETTERS = /[\u05f0-\u05f2]|\u05d0[\u05b7\u05b8]|\u05d9\u05b4|\u05e4\u05bf|\u05d1\u05bf|\u05f2\u05b7|\u05d5\u05bc/gu
/** Points that Hebrew writes under every letter and Yiddish does not: sheva, hataf, tsere, segol. A pointed Hebrew text is full of them. */
const HEBREW_POINTS = /[\u05b0-\u05b6\u05bb]/gu

/** Share of a text's words that must be everyday Yiddish. */
const WORDS_SHARE_MIN = 0.15
/** Share of a text's letters that are ayin, Yiddish's commonest vowel and a rare letter in Hebrew. */
const AYIN_SHARE_MIN = 0.085

/** Whether a text in Hebrew letters is Yiddish. */
export function isYiddish(text: string): boolean {
  const marks = text.match(YIDDISH_LETTERS)?.length ?? 0
  if (marks >= 1 && marks * 2 >= (text.match(HEBREW_POINTS)?.length ?? 0)) return true
  const bare = text.normalize('NFKD').replaceAll(/\p{Mn}/gu, '')
  const words = bare.match(/[א-ת]+/gu) ?? []
  if (words.length === 0) return false
  const everyday = words.filter((word) => YIDDISH_WORDS.has(word)).length / words.length
  const letters = words.join('')
  const ayins = letters.split('ע').length - 1
  return everyday >= WORDS_SHARE_MIN || (everyday > 0 && ayins / letters.length >= AYIN_SHARE_MIN && ayins > 2)
}
