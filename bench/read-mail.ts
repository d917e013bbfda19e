import { measured } from '../src/ask/read-mail/rendered.test-support.ts'

const KINDS = ['yes-by', 'yes-but', 'no-because', 'yes-needs-date', 'seen', 'unread'] as const

/** How well mails that answer an ask are read: on the letters it was made with, and on those that were held out. */
export async function bench(): Promise<string[]> {
  const from = performance.now()
  const made = await measured(['hebrew', 'english', 'odd', 'hard'])
  const heldOut = await measured(['held-out'])
  const ms = performance.now() - from
  const of = ({ letters, wrong, falseYes, unread, toRead }: typeof made) => `${letters} letters, ${falseYes.length} false yes (goal 0), ${unread.length} of ${toRead} unread (goal ≤ 2 %), ${letters - wrong.length} as labelled`
  return [
    `read-mail: made with: ${of(made)}; held out: ${of(heldOut)}; ${(ms / (made.letters + heldOut.letters)).toFixed(1)} ms each`,
    ...[made, heldOut].flatMap(({ pairs }) => [
      ['is \\ read as', ...KINDS].map((cell) => cell.padEnd(14)).join(' '),
      ...KINDS.map((is) => [is, ...KINDS.map((read) => String(pairs.get(`${is}>${read}`) ?? 0))].map((cell) => cell.padEnd(14)).join(' ')),
    ]),
    ...heldOut.wrong.map((each) => `read-mail: held out, not as labelled: ${each.replaceAll('\n', ' ')}`),
  ]
}
