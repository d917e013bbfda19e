import { type Random, randomFrom } from '../../tests/simulate/random.ts'
import { type Draw, zipf } from './words.ts'

/** A company people talk about. Nobody is called so: names are put together by chance. */
export type Brand = {
  /** `Velnora` or `Velnora Kit`, in Hebrew letters for every tenth. */
  readonly name: string
  /** The name in small letters without its space: its tag, its handle and its site begin so. */
  readonly key: string
  readonly site: string
  readonly isHebrew: boolean
}

export type Brands = {
  readonly list: readonly Brand[]
  /** One with a Latin name, as often as posts name it: Zipf. */
  readonly draw: Draw<Brand>
  /** The same among those with a Hebrew name. */
  readonly drawHebrew: Draw<Brand>
}

const BRANDS = 60_000
const HEBREW_EVERY = 10
const PERCENT = { twoWords: 25, thirdSyllable: 55 }
/** How steeply brands differ in fame: a little less than words do. */
export const FAME = 0.9

const ONSETS = 'b br c ch cl d dr f fl g gr h j k kl l m n p pl pr qu r s sh sk st t tr v w z'.split(' ')
const VOWELS = 'a e i o u ai ea ia io oo ou'.split(' ')
const CODAS = ['', '', '', '', ...'l m n r s t x nd rk ls nt'.split(' ')]
const SECOND = 'Home Labs Foods Bank Air Kit Media Energy Motors Health Sport Studio'.split(' ')
const HEBREW_SYLLABLES = 'בו בי גל דו די זי חו טו טל יר כו לי לו מו מי ניר נו סו סל עו פו פי צו קו קל רו רי שו שי תו תל'.split(' ')
const HEBREW_SECOND = 'מזון בנק אנרגיה תקשורת רכב אופנה ביטוח נדלן'.split(' ')

/** 60 000 brands, the best known first, always the same. None is called by one of these words. */
export function makeBrands(seed: number, words: readonly string[]): Brands {
  const taken = new Set(words)
  const random = randomFrom(seed)
  const byKey = new Map<string, Brand>()
  while (byKey.size < BRANDS) {
    const brand = byKey.size % HEBREW_EVERY === HEBREW_EVERY - 1 ? hebrewBrand(random) : latinBrand(random)
    if (!taken.has(brand.key) && !byKey.has(brand.key)) byKey.set(brand.key, brand)
  }
  const list = [...byKey.values()]
  const drawOf = (hebrew: boolean) => zipf(list.filter(({ isHebrew }) => isHebrew === hebrew), FAME)
  return { list, draw: drawOf(false), drawHebrew: drawOf(true) }
}

function latinBrand(random: Random): Brand {
  const syllables = random.percent(PERCENT.thirdSyllable) ? 3 : 2
  const first = Array.from({ length: syllables }, () => random.oneOf(ONSETS) + random.oneOf(VOWELS)).join('') + random.oneOf(CODAS)
  const second = random.percent(PERCENT.twoWords) ? ` ${random.oneOf(SECOND)}` : ''
  const name = first.charAt(0).toUpperCase() + first.slice(1) + second
  const key = name.toLowerCase().replace(' ', '')
  return { name, key, site: `${key}.${random.oneOf(['com', 'com', 'com', 'io', 'co.uk', 'net'])}`, isHebrew: false }
}

function hebrewBrand(random: Random): Brand {
  const syllables = random.between(2, 4)
  const first = Array.from({ length: syllables }, () => random.oneOf(HEBREW_SYLLABLES)).join('')
  const name = first + (random.percent(PERCENT.twoWords) ? ` ${random.oneOf(HEBREW_SECOND)}` : '')
  const latin = `il${random.between(1_000, 999_999)}`
  return { name, key: name.replace(' ', ''), site: `${latin}.co.il`, isHebrew: true }
}
