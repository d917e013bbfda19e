/** Everyday Yiddish words that are not Hebrew ones, without points. Our own list. */
const YIDDISH_WORDS = new Set(
  ('איז און פון די דער דאס דעם מיט אויף אויפן נישט וואס ווי זיך האט האב האבן זענען זיינען געווען ווערט ווערן וועט וועלן קען קענען '
  + 'אבער אויך נאך נאר שוין פאר צו צום ביז ווען ווייל אויב איר ער מיר איך דו אונדז אונז אייך זייער זיין איין אלע אנדערע גרויס '
  + 'יידיש אידיש ייד אידן יידן מענטש מענטשן זאגט געזאגט מאכט געמאכט דארף וויל קומט גייט יאר טאג צייט דארט יעצט איצט היינט וואו '
  + 'פארוואס קיין דורך נאכן פונעם אינעם צווישן אונטער איבער אדער').split(' '),
)

/** What Yiddish writes and Hebrew hardly does: joined letters (װ ױ ײ), rafe, and points under alef (which pointed Hebrew has, too). */
const YIDDISH_LETTERS = /[\u05f0-\u05f2\u05bf]|\u05d0[\u05b7\u05b8]/gu
/** Points under other letters: a pointed Hebrew text is full of them. */
const HEBREW_POINTS = /[\u05b0-\u05b3\u05b5\u05b6\u05bb]|[\u05d1-\u05d8\u05da-\u05ea]\u05bc?[\u05b7\u05b8]/gu

/** Share of a text's words that must be everyday Yiddish. */
const WORDS_SHARE_MIN = 0.15
/** Share of a text's letters that are ayin, Yiddish's commonest vowel and a rare letter in Hebrew. */
const AYIN_SHARE_MIN = 0.085

/** Whether a text in Hebrew letters is Yiddish. */
export function isYiddish(text: string): boolean {
  if (countOf(YIDDISH_LETTERS, text) > countOf(HEBREW_POINTS, text)) return true
  const bare = text.normalize('NFKD').replaceAll(/\p{Mn}/gu, '')
  const words = bare.match(/[א-ת]+/gu) ?? []
  if (words.length === 0) return false
  const everyday = words.filter((word) => YIDDISH_WORDS.has(word)).length / words.length
  const letters = words.join('')
  const ayins = letters.split('ע').length - 1
  return everyday >= WORDS_SHARE_MIN || (everyday > 0 && ayins / letters.length >= AYIN_SHARE_MIN && ayins > 2)
}

function countOf(pattern: RegExp, text: string): number {
  return text.match(pattern)?.length ?? 0
}
