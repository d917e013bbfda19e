/** What is taken out of a text before it leaves, and of an answer before it is shown. */

/** Far more of a text is never sent. */
export const READ_UNITS_MAX = 20_000

/** What cannot be seen: bidi controls, zero-width spaces, soft hyphens. Joiners are letters' and emojis' business. */
const UNSEEN = /[\p{Cf}--[\u200c\u200d]]/gv
const LINK = /(?:https?:\/\/|www\.)[^\s<>"]+(?<![.,;:!?)\]}])/giu
const DOMAIN = /(?<![\p{L}\p{N}@._-])(?:[a-z0-9-]{1,63}\.){1,5}(?:com|net|org|info|biz|social|app|online|site|store|shop|blog|club|[a-z]{2})(?![\p{L}\p{N}-])(?:\/[^\s<>"]*)?/giu
const EMAIL = /[^\s@<>()[\]"',;:|]{1,100}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}[\p{L}\p{N}-]{2,63}/gu
/** `@name@server.example`, which ends like an address of mail. */
const HANDLE_ELSEWHERE = /(?<![\p{L}\p{N}])@[\p{L}\p{M}\p{N}_.-]{1,100}@[\p{L}\p{N}.-]{1,253}/gu
const HANDLE = /@[\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N}_.\-·\u200c\u200d]{0,300}|(?<![\p{L}\p{N}])u\/[\w-]{3,40}/gu
/** Telephones, cards, identity and order numbers: seven digits or more, whatever stands between them: a Hebrew maqaf, or the frames of keycaps. */
const NUMBER = /[+(]?\p{Nd}(?:[\s().\p{Pd}\u2212_*/·•\p{M}]{0,4}\p{Nd}){6,}\p{M}*/gu

/**
 * A text without what points at a person: links, addresses of mail, handles, long numbers, and the author's own name and handle, each
 * replaced by a mark in brackets. Other people's names stay: no rule finds them all.
 */
export function withoutPersons(text: string, author: { readonly handle: string; readonly name: string | null }): string {
  const seen = text.slice(0, READ_UNITS_MAX).toWellFormed().normalize('NFKC').replaceAll(UNSEEN, '')
  const marked = withoutAddresses(seen.replaceAll(HANDLE_ELSEWHERE, '[person]')).replaceAll(HANDLE, '[person]').replaceAll(NUMBER, '[number]')
  return [author.name, author.handle]
    .map((own) => own?.normalize('NFKC').replaceAll(UNSEEN, '').trim() ?? '')
    .filter((own) => own.length >= OWN_UNITS_MIN)
    .reduce((left, own) => left.replaceAll(ownName(own), '$1[person]'), marked)
}

const OWN_UNITS_MIN = 2

/** As a word of its own, or behind Hebrew prefixes. */
const ownName = (own: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])([ובלמכהש]{0,2})${own.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'giu')

/** A text without links and addresses of mail: an answer was given none, so those it holds are made up, or somebody's trick. */
export const withoutAddresses = (text: string): string => text.replaceAll(LINK, '[link]').replaceAll(EMAIL, '[email]').replaceAll(DOMAIN, '[link]')

/** What a machine wrote, as plain text: nothing that cannot be seen, no addresses, no empty space around it. */
export const plainText = (text: string): string =>
  withoutAddresses(text.toWellFormed().replaceAll(UNSEEN, '').replaceAll('\r\n', '\n').replaceAll(/[^\P{Cc}\n\t]/gu, '')).trim()
