import { describe, expect, it } from 'vitest'
import { compile, parse } from '../../engine/index.ts'
import { BrandWord } from '../contract.ts'
import { brandQuery, brandWords } from './brand-words.ts'

const listening = (...words: BrandWord[]) => brandQuery(words)
const usual = (word: string): BrandWord => BrandWord.parse({ word })
const any = (word: string): BrandWord => ({ word, how: 'any', beside: [] })

/** Whether a post with this text would be a mention. */
function hears(words: BrandWord[], text: string): boolean {
  const read = parse(brandQuery(words) ?? '')
  if (!read.ok) throw new Error('the query cannot be read')
  return compile([{ id: 'brand', query: read.query }]).match({ text }).length > 0
}

describe('the words of a brand', () => {
  it('are listened for in every script, by one query', () => {
    expect(listening(any('Lantern'), any('לנטרן'), any('בית המנורות'))).toBe('Lantern OR לנטרן OR "בית המנורות"')
    expect(listening(any('#lantern'), any('@lantern.shop'))).toBe('#lantern OR @lantern.shop')
  })

  it('show how they will be found with prefixes, final letters as people write them', () => {
    const [read] = brandWords([any('לנטרן')]).words
    expect(read).toMatchObject({ script: 'hebrew', ambiguous: [], isCommon: false, isEmpty: false })
    expect(read?.forms.slice(0, 4)).toEqual(['בלנטרן', 'ללנטרן', 'מלנטרן', 'שלנטרן'])
    expect(read?.formsCount).toBeGreaterThan(50)
    expect(brandWords([any('אל על')]).words[0]?.forms).toContain('באל על')
    expect(brandWords([any('Lantern')]).words[0]).toMatchObject({ script: 'latin', forms: [], formsCount: 0 })
  })

  it('warn of a form that is another word, and leave it out unless told otherwise', () => {
    expect(brandWords([any('בזק')]).words[0]?.ambiguous).toContain('מבזק')
    expect(listening(usual('בזק'), any('Bezeq'))).toBe('(בזק AND NOT מבזק) OR Bezeq')
    expect(hears([usual('בזק')], 'מבזק חדשות')).toBe(false)
    expect(hears([usual('בזק')], 'ובמבזק אמרו')).toBe(false)
    expect(hears([usual('בזק')], 'התקשרתי לבזק')).toBe(true)
    expect(hears([any('בזק')], 'מבזק חדשות')).toBe(true)
  })

  it('can be heard only beside other words, or only exactly as written', () => {
    const beside: BrandWord = { word: 'כוכב', how: 'beside', beside: ['חנות', 'משלוח'] }
    expect(listening(beside)).toBe('כוכב AND (חנות OR משלוח)')
    expect([hears([beside], 'כוכב נולד'), hears([beside], 'המשלוח מכוכב לא הגיע')]).toEqual([false, true])
    expect(brandWords([any('כוכב')]).words[0]?.isCommon).toBe(true)
    expect(listening({ word: 'Apple', how: 'exact', beside: [] })).toBe('=Apple')
    expect(listening({ ...beside, beside: [] })).toBe('כוכב')
  })

  it.each(['...', '"', '—', '🏮', '(', 'OR', '-', 'צה"ל', 'a'.repeat(80), 'x: y', '#', '@', '='])('that are typed oddly (%s) make a query that can be read, or none', (word) => {
    const { text, words } = brandWords([{ word, how: 'unambiguous', beside: [word] }])
    expect(text === null).toBe(words[0]?.isEmpty)
    expect(text === null || parse(text).ok).toBe(true)
  })

  it('with nothing to look for make no query, and spoil no other’s', () => {
    expect(brandWords([])).toEqual({ words: [], text: null })
    expect(listening(any('...'), any('Lantern'))).toBe('Lantern')
  })
})
