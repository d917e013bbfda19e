/** A question mark of any script that is not inside an address. */
const MARK = /[?？؟⸮՞፧](?![\p{L}\p{N}=&])/u
/** Links and addresses, which have question marks of their own. */
const ADDRESS = /(?:https?:\/\/|www\.)\S*/giu

/** Where the question mark stands that shows a text to ask something; -1 when there is none. */
export function questionMarkIn(text: string): number {
  if (!MARK.test(text)) return -1
  return text.replaceAll(ADDRESS, (address) => ' '.repeat(address.length)).search(MARK)
}
