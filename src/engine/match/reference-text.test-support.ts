/** One unit of a text as it is compared: folded, the same with its capitals kept, and where it came from. */
type Char = { c: string; cased: string; from: number; to: number }

/** A word of a text: its units in `line`, its letters (without quotation marks), its capitals kept, and its place in the text. */
export type Word = {
  script: 'hebrew' | 'single' | 'plain'
  start: number
  end: number
  letters: string
  cased: string
  written: string
  from: number
  to: number
}

/** A text as the reference compares it: one unit of `line` for each of `chars`. */
export type Line = { line: string; chars: Char[]; words: Word[] }

/** Stands where a missing space after a final letter was put back. */
export const CUT = '\u0001'
const UNSEEN = /[\p{Mn}\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu
const PICTURE = /^(?![©®™\d])\p{Extended_Pictographic}$/u
/** Every picture becomes one unit of its own from here on. */
const PICTURES = 0xe000

const SINGLE = '[[[\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Hangul}\\p{scx=Thai}]&&[\\p{L}\\p{N}]][\\ue000-\\uf8ff]]'
const PLAIN = `[[\\p{L}\\p{N}]--${SINGLE}--[א-ת]]`
const WORD = new RegExp(`(?<hebrew>[א-ת](?:['"]?[א-ת])*)|(?<single>${SINGLE})|${PLAIN}(?:[&+]?${PLAIN})*`, 'gv')

const SPELLED: Readonly<Record<string, string>> = {
  ß: 'ss', æ: 'ae', ø: 'o', ł: 'l', ı: 'i', ς: 'σ', ٱ: 'ا', ى: 'ي', ی: 'ي', ة: 'ه', ھ: 'ه', ک: 'ك', '٢': '2', '٠': '0', '٦': '6', '۲': '2',
}

/** Reads a text. */
export function lineOf(text: string): Line {
  let chars = unitsOf(text)
  chars = replaced(chars, /['"]{2,}/g, (run) => [{ ...(run[0] as Char), c: '"' }])
  chars = replaced(chars, /(?<![א-ת]|[א-ת]['"])([משהכלב])\1{2}(?!\1)|([א-ת])\2{2,}/g, (run) => {
    const [first, second] = run as [Char, Char]
    if (run.length === 3 && isAtStart(chars, first) && 'משהכלב'.includes(first.c)) return run
    const to = run.at(-1)?.to ?? first.to
    if (first.c !== 'ו') return [{ ...first, to }]
    return run.length === 3 ? run : [first, { ...second, to }]
  })
  chars = replaced(chars, /[ךםןףץ](?=[א-ת]{2})/g, (run) => [...run, { c: CUT, cased: CUT, from: 0, to: 0 }])
  chars = chars.map((char) => ({ ...char, c: 'כמנפצ'['ךםןףץ'.indexOf(char.c)] ?? char.c }))
  const line = chars.map(({ c }) => c).join('')
  return { line, chars, words: [...line.matchAll(WORD)].map((found) => wordOf(text, chars, found)) }
}

/** Whether something stronger than a space, a hyphen or a quotation mark stands between two words of a line. */
export function isParted({ line }: Line, before: Word, after: Word): boolean {
  return /[^\s\-_'"]/.test(line.slice(before.end, after.start).replace(CUT, ''))
}

function unitsOf(text: string): Char[] {
  const chars: Char[] = []
  for (const m of text.matchAll(/[\s\S]/gu)) {
    const sign = m[0].replace(/[׳’‘]/, "'").replace(/[״“”„«»]/, '"').replace(/[־‐-―−]/, '-')
    const bare = sign.normalize('NFKD').replaceAll(UNSEEN, '').normalize('NFC')
    const last = chars.at(-1)
    if (bare === '' && last && /\p{M}/u.test(m[0]) && /\p{L}/u.test(last.c)) last.to = m.index + m[0].length
    for (const letter of bare) {
      const small = letter.toLowerCase()
      const spelled = PICTURE.test(letter) ? String.fromCharCode(PICTURES + (letter.codePointAt(0) ?? 0) % 0x1000) : (SPELLED[small] ?? small)
      const cased = small === letter ? spelled : spelled.toUpperCase()
      for (let i = 0; i < spelled.length; i++) {
        chars.push({ c: spelled.charAt(i), cased: cased.charAt(i), from: m.index, to: m.index + m[0].length })
      }
    }
  }
  return chars
}

function isAtStart(chars: Char[], first: Char): boolean {
  const before = chars.slice(0, chars.indexOf(first)).map(({ c }) => c).join('')
  return !/[א-ת]['"]?$/.test(before)
}

function replaced(chars: Char[], pattern: RegExp, by: (run: Char[]) => Char[]): Char[] {
  const line = chars.map(({ c }) => c).join('')
  const out: Char[] = []
  let done = 0
  for (const m of line.matchAll(pattern)) {
    out.push(...chars.slice(done, m.index), ...by(chars.slice(m.index, m.index + m[0].length)))
    done = m.index + m[0].length
  }
  return [...out, ...chars.slice(done)]
}

function wordOf(text: string, chars: Char[], found: RegExpExecArray): Word {
  const [start, end] = [found.index, found.index + found[0].length]
  const of = chars.slice(start, end)
  const [from, to] = [of[0]?.from ?? 0, of.at(-1)?.to ?? 0]
  return {
    script: found.groups?.['hebrew'] ? 'hebrew' : found.groups?.['single'] ? 'single' : 'plain',
    start,
    end,
    letters: found[0].replaceAll(/['"]/g, ''),
    cased: of.map(({ cased }) => cased).join(''),
    written: text.slice(from, to).normalize('NFC'),
    from,
    to,
  }
}
