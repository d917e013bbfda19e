import { wordHash } from '../../src/language/hash.ts'
import type { Head } from '../../src/language/intent/model.ts'
import { INTENTS, type Sentiment } from '../../src/language/understanding.ts'
import { rowsIn, type Seed, seedRows } from './examples.ts'

/** A text, and of some heads whether they are so. `weight` is how much an error costs beside one on a post of ours. */
export type Example = { readonly text: string; readonly lang: 'he' | 'en'; readonly weight: number; readonly heads: { readonly [head in Head]?: boolean } }
/** Something else that texts were labelled with, and that says something of intents, too. Class -1 is none of the classes. */
export type Neighbour = {
  readonly name: string
  readonly texts: readonly string[]
  readonly labels: Int32Array
  readonly classes: number
  readonly reads: 'words' | 'signs'
}

/** Every fifth text of a file measures the model and is never learned from. */
const DEV_EVERY = 5

/** Posts of ours to learn from, and those that measure. */
export function seeds(): { readonly train: Seed[]; readonly dev: Seed[] } {
  const files = ['he-service', 'he-statements', 'en'].map(seedRows)
  return { train: files.flatMap(({ train }) => train), dev: files.flatMap(({ dev }) => dev) }
}

/** Posts of ours about danger, and others that only sound like it; none of them measures. */
export function dangers(): Seed[] {
  return rowsIn<Seed>(undefined, 'seed-danger.jsonl')
}

/** A post of ours about one topic. Where it is open whether an answer is expected, it is not said. */
export type TopicPost = Omit<Seed, 'needsAnswer'> & { readonly needsAnswer?: boolean }

/** Topics of which nothing is learned: how well they are understood tells more of a trade that no row was written about. */
const KEPT_TOPICS = new Set(['dentist', 'pharmacy', 'cinema', 'storage', 'electricity-and-water'])

/** Posts of ours written topic by topic: those to learn from, and whole topics that measure. */
export function topicPosts(): { readonly train: TopicPost[]; readonly kept: TopicPost[] } {
  const posts = rowsIn<TopicPost>(undefined, 'seed-topics.jsonl')
  return { train: posts.filter(({ sector }) => !KEPT_TOPICS.has(sector)), kept: posts.filter(({ sector }) => KEPT_TOPICS.has(sector)) }
}

/** Statements of ours with words that ask elsewhere (what they did, מי שעובד שם). */
export function told(): Example[] {
  return rowsIn<{ text: string; lang: 'he' | 'en' }>(undefined, 'seed-told.jsonl').map(({ text, lang }) => asked(text, lang, false, 0.9))
}

/** A post of ours as an example of each head. */
export function ofSeed({ text, lang, intent, question, needsAnswer, aboutStaff }: TopicPost): Example {
  const intents = Object.fromEntries(INTENTS.map((each) => [each, each === intent]))
  return { text, lang, weight: 1, heads: { ...intents, asks: question, aboutStaff, ...(needsAnswer === undefined ? {} : { needsAnswer }) } }
}

/** Posts of ours that have a question mark, without it. */
export function unmarked(posts: readonly TopicPost[]): Example[] {
  return posts.filter(({ text }) => text.includes('?')).map(({ text, lang, question }) => asked(withoutMarks(text), lang, question, 0.3))
}

/** Questions and statements in Hebrew (HeQ): to learn from both with and without marks, to measure without them in about half. */
export function hebrewQuestions(data: string): { readonly train: Example[]; readonly dev: { readonly text: string; readonly question: boolean }[] } {
  const read = rowsIn<{ id: string; text: string; question: boolean }>(data, 'question/he-heq.train.jsonl.gz')
  const isDev = ({ id }: { id: string }): boolean => wordHash(id) % DEV_EVERY === 0
  return {
    train: read.filter((row) => !isDev(row)).flatMap(({ text, question }) => (
      (question ? [text, withoutMarks(text)] : [text]).map((each) => asked(each, 'he', question, 0.2))
    )),
    dev: read.filter(isDev).map(({ id, text, question }) => ({ text: wordHash(`${id} mark`) % 2 === 0 ? text : withoutMarks(text), question })),
  }
}

/** English questions that were asked with a mark (Banking77), without it. */
export function bankQuestions(data: string): Example[] {
  return rowsIn<{ id: string; text: string }>(data, 'intent/banking77.train.jsonl.gz')
    .filter(({ id, text }) => text.includes('?') && wordHash(id) % 4 === 0)
    .map(({ text }) => asked(withoutMarks(text), 'en', true, 0.05))
}

function asked(text: string, lang: 'he' | 'en', question: boolean, weight: number): Example {
  return { text, lang, weight, heads: { asks: question } }
}

/** Of these files every n-th post, by its id; and every n-th of what only teaches what is no crisis. */
const BACKGROUND = [
  { file: 'sentiment/en.train', lang: 'en', every: 16, calmEvery: 8 }, { file: 'sentiment/he-fb.train', lang: 'he', every: 4, calmEvery: 2 },
  { file: 'sentiment/he-hebemo.train', lang: 'he', every: 3, calmEvery: 2 }, { file: 'sentiment/he-neutral-weak', lang: 'he', every: 1, calmEvery: 1 },
] as const
const BACKGROUND_WEIGHT = 0.15
const CALM_WEIGHT = 0.3

/**
 * What people write who write to nobody: hardly any of it is a request, an idea or about people who work somewhere, whatever words are in it. What is
 * neutral and asks nothing is nothing to act on; what is pleased is no complaint, what is displeased no praise.
 */
export function background(data: string): Example[] {
  return BACKGROUND.flatMap(({ file, lang, every }) => everyNth(data, file, every).map(({ text, label }): Example => {
    const isNothing = label === 'neutral' && !text.includes('?')
    const none = isNothing ? { none: true, asks: false, complaint: false, praise: false, needsAnswer: false } : {}
    const opposite = label === 'positive' ? { complaint: false } : label === 'negative' ? { praise: false } : {}
    return { text, lang, weight: BACKGROUND_WEIGHT, heads: { request: false, idea: false, aboutStaff: false, ...none, ...opposite } }
  }))
}

/** More of the same, that only tells what is no crisis: words of danger are many in it, and a false alarm costs most. */
export function calm(data: string): Example[] {
  return BACKGROUND.flatMap(({ file, lang, calmEvery }) => everyNth(data, file, calmEvery).map(({ text }): Example => (
    { text, lang, weight: CALM_WEIGHT, heads: { crisis: false } }
  )))
}

function everyNth(data: string, file: string, every: number): { readonly text: string; readonly label: Sentiment }[] {
  return rowsIn<{ id: string; text: string; label: Sentiment }>(data, `${file}.jsonl.gz`).filter(({ id }) => wordHash(`${id} background`) % every === 0)
}

/** A text as somebody writes it who leaves question marks out. */
export function withoutMarks(text: string): string {
  return text.replaceAll(/[?？؟]+/gu, ' ').trimEnd()
}

type Labelled = { readonly text: string; readonly label: string | number }

/** Labels of other posts that are learned first: what these models make of a text helps to tell what somebody wants. */
export function neighbours(data: string): Neighbour[] {
  const english = rowsIn<Labelled>(data, 'sentiment/en.train.jsonl.gz')
  const hebrew = ['he-fb.train', 'he-hebemo.train', 'he-neutral-weak'].flatMap((name) => rowsIn<Labelled>(data, `sentiment/${name}.jsonl.gz`))
  const tasks = ['emotion', 'offensive', 'irony'].map((name) => ({ name, read: rowsIn<Labelled>(data, `aux/tweeteval-${name}.train.jsonl.gz`) }))
  return [
    ofClasses('english sentiment', english, ['negative', 'positive']),
    ofClasses('hebrew sentiment', hebrew, ['negative', 'positive']),
    ...tasks.map(({ name, read }) => ofClasses(name, read, [...new Set(read.map(({ label }) => String(label)))].toSorted())),
    { ...ofClasses('bank', rowsIn<Labelled>(data, 'intent/banking77.train.jsonl.gz').map(bankIntent), ['complaint', 'question', 'request']), reads: 'signs' },
    { ...ofClasses('asked', english.filter(isPlainlyAskedOrNot).map(markAsLabel), ['asked']), reads: 'signs' },
  ]
}

function ofClasses(name: string, read: readonly Labelled[], classes: readonly string[]): Neighbour {
  const labels = Int32Array.from(read, ({ label }) => classes.indexOf(String(label)))
  return { name, texts: read.map(({ text }) => text), labels, classes: classes.length, reads: 'words' }
}

const BANK_COMPLAINTS = new Set(`
  card_payment_wrong_exchange_rate extra_charge_on_statement pending_cash_withdrawal card_not_working contactless_not_working wrong_amount_of_cash_received
  card_payment_fee_charged transfer_not_received_by_recipient top_up_reverted balance_not_updated_after_cheque_or_cash_deposit card_payment_not_recognised
  unable_to_verify_identity direct_debit_payment_not_recognised declined_cash_withdrawal pending_card_payment declined_transfer Refund_not_showing_up
  declined_card_payment pending_transfer card_swallowed transaction_charged_twice beneficiary_not_allowed transfer_fee_charged failed_transfer
  virtual_card_not_working wrong_exchange_rate_for_cash_withdrawal top_up_failed balance_not_updated_after_bank_transfer cash_withdrawal_not_recognised
  pending_top_up reverted_card_payment? cash_withdrawal_charge card_arrival compromised_card`.trim().split(/\s+/))
const BANK_REQUESTS = new Set(`
  cancel_transfer edit_personal_details lost_or_stolen_card lost_or_stolen_phone request_refund terminate_account change_pin passcode_forgotten
  activate_my_card order_physical_card getting_spare_card pin_blocked get_disposable_virtual_card getting_virtual_card`.trim().split(/\s+/))

function bankIntent({ text, label }: Labelled): Labelled {
  const name = String(label)
  return { text, label: BANK_COMPLAINTS.has(name) ? 'complaint' : BANK_REQUESTS.has(name) ? 'request' : 'question' }
}

/** Whether a post ends with a question mark, or has none at all. */
function isPlainlyAskedOrNot({ text }: Labelled): boolean {
  return !text.includes('?') || /\?\s*(?:(?:#\w+|@\w+|http\S*)\s*)*$/.test(text)
}

function markAsLabel({ text }: Labelled): Labelled {
  return { text: withoutMarks(text), label: text.includes('?') ? 'asked' : 'told' }
}
