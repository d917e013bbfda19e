/** What Yiddish writes and Hebrew hardly does: joined letters (װ ױ ײ), rafe, and points under alef (which pointed Hebrew has, too). */
const YIDDISH_LETTERS = /[\u05f0-\u05f2\u05bf\ufb1f\ufb4c-\ufb4e]|\u05d0[\u05b7\u05b8]|[\ufb2e\ufb2f]/gu
/** Points under other letters: a pointed Hebrew text is full of them. */
const HEBREW_POINTS = /[\u05b0-\u05b3\u05b5\u05b6\u05bb]|[\u05d1-\u05d8\u05da-\u05ea]\u05bc?[\u05b7\u05b8]/gu
/** More of a text is not looked at, in UTF-16 units. */
const READ_UNITS_MAX = 4_000

/** Whether a text in Hebrew letters has the points and letters of Yiddish. Yiddish is often written without any. */
export function isPointedYiddish(text: string): boolean {
  const read = text.slice(0, READ_UNITS_MAX)
  const yiddish = countOf(YIDDISH_LETTERS, read)
  return yiddish > 0 && yiddish > countOf(HEBREW_POINTS, read)
}

function countOf(pattern: RegExp, text: string): number {
  return text.match(pattern)?.length ?? 0
}
