/** A writing system. `lang` is the language it means by itself; null where several share it and the words must be read. */
type Script = { readonly name: string; readonly lang: string | null; readonly pattern: RegExp }

const SCRIPTS: readonly Script[] = Object.entries({
  Latin: null, Hebrew: null, Arabic: null, Cyrillic: null, Devanagari: null, Bengali: null,
  Han: 'zh', Hiragana: 'ja', Katakana: 'ja', Hangul: 'ko', Greek: 'el', Thai: 'th', Armenian: 'hy', Georgian: 'ka', Ethiopic: 'am',
  Tamil: 'ta', Telugu: 'te', Kannada: 'kn', Malayalam: 'ml', Gujarati: 'gu', Gurmukhi: 'pa', Sinhala: 'si', Khmer: 'km', Lao: 'lo',
  Myanmar: 'my', Tibetan: 'bo',
}).map(([name, lang]) => ({ name, lang, pattern: new RegExp(`^\\p{Script=${name}}$`, 'u') }))

const OTHER: Script = { name: 'Other', lang: null, pattern: /^/ }

/** Which script a letter belongs to, remembered by code point: at most one entry for each letter of these scripts that was ever seen. */
const known = new Map<number, Script>()

function scriptOf(letter: string): Script {
  const code = letter.codePointAt(0) ?? 0
  let script = known.get(code)
  if (!script) known.set(code, (script = SCRIPTS.find(({ pattern }) => pattern.test(letter)) ?? OTHER))
  return script
}

/** How a text is written: its main script, what that script means by itself, and the share of letters that are in it. */
export type Writing = { readonly script: string; readonly lang: string | null; readonly share: number }

/** Japanese mixes kana with Han: from this share of kana on, Han letters are counted with them. */
const KANA_SHARE_MIN = 0.1
/** Hebrew posts are full of Latin names: from this share of Hebrew letters on, a mixed text is written in Hebrew. */
const HEBREW_SHARE_MIN = 0.35

/** Counts letters by script; null when the text has no letters. */
export function writingOf(text: string): Writing | null {
  const counts = new Map<Script, number>()
  let letters = 0
  for (const [letter] of text.matchAll(/\p{L}/gu)) {
    const script = scriptOf(letter)
    counts.set(script, (counts.get(script) ?? 0) + 1)
    letters++
  }
  const share = (name: string) => counts.entries().reduce((sum, [script, count]) => sum + (script.name === name ? count / letters : 0), 0)
  const kana = share('Hiragana') + share('Katakana')
  if (kana >= KANA_SHARE_MIN && kana + share('Han') > 0.5) return { script: 'Kana', lang: 'ja', share: kana + share('Han') }
  if (share('Hebrew') >= HEBREW_SHARE_MIN) return { script: 'Hebrew', lang: null, share: share('Hebrew') }
  const [main] = [...counts].toSorted((a, b) => b[1] - a[1])
  return main ? { script: main[0].name, lang: main[0].lang, share: main[1] / letters } : null
}
