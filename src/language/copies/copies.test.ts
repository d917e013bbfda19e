import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Copies, COPIES_WINDOW_MS } from './copies.ts'
import { marksOf } from './marks.ts'

/** For each text the number of the text it is a copy of. */
function clustersOf(texts: readonly string[], copies = new Copies<number>()): number[] {
  return texts.map((text, n) => copies.add(n, text))
}
const areCopies = (...texts: readonly string[]) => clustersOf(texts).every((cluster) => cluster === 0)

const SAID = 'The new parking app charged me twice and nobody answers the phone, what a mess'
const HEBREW = 'האפליקציה החדשה של החניה חייבה אותי פעמיים ואף אחד לא עונה בטלפון, איזה בלגן'

describe('a copy', () => {
  it.each([
    ['with other signs and case', SAID.toUpperCase().replace(',', ' —').concat('!!!')],
    ['that was passed on', `RT @somebody.example: ${SAID}`],
    ['with an address', `${SAID} https://t.example/x?y=1 www.shop.example/a`],
    ['with tags and pictures', `🔥🔥 ${SAID} #parking #fail 😡`],
    ['that was cut', `RT @somebody: ${SAID.slice(0, 60)}…`],
    ['with something before it', `Just read this everybody: ${SAID}`],
    ['with a word changed', SAID.replace('charged', 'billed')],
    ['with letters missing', SAID.replace('parking', 'prking').replace('answers', 'anwers')],
    ['with words left out', SAID.replace('new ', '').replace('what a ', '')],
    ['in full width, with marks on each letter', SAID.replaceAll(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)).replaceAll(/[A-Zａ-ｚ]/g, '$&\u0301\u0336')],
    ['in mathematical letters', SAID.replaceAll(/[a-z]/g, (letter) => String.fromCodePoint(0x1d41a + letter.charCodeAt(0) - 97))],
  ])('is found %s', (_, other) => {
    expect(areCopies(SAID, other)).toBe(true)
  })

  it.each([
    ['with points', HEBREW.replaceAll(/[א-ת]/g, '$&\u05b8')],
    ['with direction marks', `\u202b${HEBREW.replaceAll(' ', ' \u200f')}\u202c`],
    ['with drawn-out letters', HEBREW.replace('בלגן', 'בלגןןןןן').replace('איזה', 'אייייזה')],
    ['with presentation forms and ligatures', HEBREW.replaceAll('ש', 'שׁ').replaceAll('פ', 'פּ')],
    ['with final letters lost', HEBREW.replaceAll('ם', 'מ').replaceAll('ן', 'נ')],
    ['with other quotation marks', `״${HEBREW}״`],
  ])('in Hebrew is found %s', (_, other) => {
    expect(areCopies(HEBREW, other)).toBe(true)
  })

  it('is not what only sounds alike', () => {
    expect(clustersOf([SAID, 'The old parking lot is closed and nobody tells us why, what a shame', HEBREW, 'החניה ליד הבית סגורה כבר שבוע ואף אחד לא אומר למה'])).toEqual([0, 1, 2, 3])
  })

  it('is the very same where people say the same by themselves', () => {
    expect(clustersOf(['good luck', 'Good luck!!', 'good luck all', 'כל הכבוד', 'כל הכבוד לך', '״כל הכבוד״', 'lot 11', 'lot 111'])).toEqual([0, 0, 2, 3, 4, 3, 6, 7])
  })

  it('is compared with the first, so that small changes lead nowhere else', () => {
    const words = Array.from({ length: 24 }, (_, n) => `${'bcdfghjklmnp'.charAt(n % 12)}ord${n}al`)
    const steps = Array.from({ length: 25 }, (_, n) => words.map((word, at) => (at < n ? `changed${at}` : word)).join(' '))
    const clusters = clustersOf(steps)
    expect([clusters[1], clusters[2]]).toEqual([0, 0])
    expect(clusters.at(-1)).not.toBe(0)
  })

  it('lies near in time, in whatever order it comes', () => {
    const copies = new Copies<string>()
    const at = Date.UTC(2026, 4, 1)
    expect(copies.add('a', SAID, at)).toBe('a')
    expect(copies.add('b', SAID, at + COPIES_WINDOW_MS + 1)).toBe('b')
    expect(copies.add('c', SAID, at - COPIES_WINDOW_MS)).toBe('a')
    expect(copies.add('d', SAID, at + 2 * COPIES_WINDOW_MS)).toBe('b')
    expect(copies.add('e', SAID)).toBe('b')
  })
})

describe('nothing', () => {
  it.each([['empty', ''], ['spaces', ' \n\t'], ['emoji', '😂😂😂'], ['signs', '!?!… — ״'], ['a mention', '@somebody'], ['lone surrogates', '\ud83d\udc00\ud83d'], ['direction marks', '\u202e\u202c\u200f']])('is copied by %s', (_, text) => {
    expect(clustersOf([text, text])).toEqual([0, 1])
  })

  it('is an address but itself', () => {
    const [one, other] = ['https://news.example/2026/05/the-very-long-title-of-this-article-1', 'https://news.example/2026/05/the-very-long-title-of-this-article-2']
    expect(clustersOf([one, other, ` ${one}\n`, `${one} ${other}`])).toEqual([0, 1, 0, 3])
  })
})

describe('whatever is written is found again', () => {
  it.each([
    ['a megabyte', `${SAID} ${'many more words follow here '.repeat(40_000)}`],
    ['one letter again and again', 'א'.repeat(1_000_000)],
    ['marks without end', `${SAID}${'\u0301'.repeat(100_000)}`],
    ['scripts mixed in one word', 'Пaypаl аccоunt בanק suspеnded clісk hеre nоw'],
    ['base64', Buffer.from(SAID.repeat(50)).toString('base64')],
    ['no spaces', '你好世界这是一个很长的句子没有空格因此每个字都是一个词语请转发给你的朋友们'],
  ])('%s', (_, text) => {
    expect(clustersOf([SAID.slice(0, 30), text, text])).toEqual([0, 1, 1])
  })

  it('what a text says beyond the letters that are read does not count', () => {
    const long = Array.from({ length: 3_000 }, (_, n) => `word${n}`).join(' ')
    expect(areCopies(long, `${long} and another end`)).toBe(true)
  })
})

describe('memory', () => {
  it('is bounded: the oldest firsts leave', () => {
    const copies = new Copies<number>({ firstsMax: 1_000 })
    const text = (n: number) => Array.from({ length: 8 }, (_, at) => Math.imul(n * 8 + at + 1, 0x9e3779b1).toString(36)).join(' ')
    for (let n = 0; n < 5_000; n++) expect(copies.add(n, text(n))).toBe(n)
    expect([copies.add(-1, text(4_999)), copies.add(-2, text(4_100))]).toEqual([4_999, 4_100])
    expect(copies.add(-3, text(3_000))).toBe(-3)
  })
})

describe('marks', () => {
  it('are shared by copies, and by nothing else', () => {
    const shared = (one: string, other: string) => marksOf(one).filter((mark) => marksOf(other).includes(mark)).length
    expect(shared(SAID, `RT @x: ${SAID} https://a.example`)).toBe(marksOf(SAID).length)
    expect(shared(SAID, SAID.replace('charged', 'billed'))).toBeGreaterThan(0)
    expect([shared(SAID, HEBREW), marksOf('good luck').length, marksOf('😂')]).toEqual([0, 1, []])
  })
})

describe('beside a slow and obvious version', () => {
  const WORDS = ['אתמול', 'קניתי', 'החנות', 'שירות', 'parking', 'again', 'refund', 'never', 'waiting', 'כבר', 'שבוע', 'the', 'app', 'broken', 'please', 'תודה', 'בבקשה', 'delivery']
  const text = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 16 }).map((words) => words.join(' '))
  const edit = fc.record({ drop: fc.nat(15), before: fc.constantFrom('', 'RT @x: ', '🔥 '), after: fc.constantFrom('', ' https://a.example', '!!!', ' #tag') })
  const stream = fc.array(fc.record({ text, edits: fc.array(edit, { maxLength: 3 }) }), { maxLength: 30 }).map((said) => said.flatMap(({ text, edits }) => (
    [text, ...edits.map(({ drop, before, after }) => before + text.split(' ').filter((_, at) => at !== drop).join(' ') + after)])))

  it('calls nothing a copy that is none, and misses few of those that are', () => {
    let [asked, missed] = [0, 0]
    fc.assert(fc.property(stream, (texts) => {
      const clusters = clustersOf(texts)
      for (const [n, text] of texts.entries()) {
        const first = clusters[n] ?? n
        const candidates = texts.slice(0, n).filter((_, at) => clusters[at] === at)
        expect(first === n || isCopy(texts[first] ?? '', text), `${text} of ${texts[first]}`).toBe(true)
        const isOne = candidates.some((candidate) => isCopy(candidate, text))
        asked += isOne ? 1 : 0
        missed += isOne && first === n ? 1 : 0
      }
    }), { seed: 5, numRuns: 150 })
    expect(asked).toBeGreaterThan(500)
    expect(missed / asked).toBeLessThan(0.02)
  })

  it('knows no other order of posts than that in which they come', () => {
    fc.assert(fc.property(stream, (texts) => {
      const clusters = clustersOf(texts)
      for (const [n, cluster] of clusters.entries()) {
        expect(cluster).toBeLessThanOrEqual(n)
        expect(clusters[cluster]).toBe(cluster)
      }
      expect(clustersOf(texts)).toEqual(clusters)
    }), { seed: 6, numRuns: 50 })
  })

  const lettersOf = (text: string) => text
    .normalize('NFKD').toLowerCase().replaceAll(/https?:\/\/\S+/g, ' ').replaceAll(/^rt @\S+/g, ' ').replaceAll(/\p{M}/gu, '')
    .replaceAll(/[ךםןףץ]/g, (letter) => 'כמנפצ'.charAt('ךםןףץ'.indexOf(letter))).replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()
  const shinglesOf = (letters: string) => new Set(Array.from({ length: Math.max(0, letters.length - 4) }, (_, at) => letters.slice(at, at + 5)))

  function isCopy(one: string, other: string): boolean {
    const [a, b] = [lettersOf(one), lettersOf(other)]
    if (a === b) return a !== ''
    if ([a, b].some((letters) => letters.replaceAll(' ', '').length < 20)) return false
    const [these, those] = [shinglesOf(a), shinglesOf(b)]
    const shared = [...these].filter((shingle) => those.has(shingle)).length
    const smaller = Math.min(these.size, those.size)
    const share = shared / (these.size + those.size - shared)
    return share >= (smaller < 30 ? 0.45 : smaller < 50 ? 0.4 : 0.35) || (smaller >= 30 && shared >= 0.8 * smaller)
  }
})
