import { parse } from '../../../engine/index.ts'
import { FIND_UNITS_MAX } from '../../contract.ts'

/** Words in the query language that find what these terms are in; a term that cannot be asked for is left out. */
export function findOf(terms: readonly string[]): string {
  let find = ''
  for (const term of terms) {
    const written = /^#?[\p{L}\p{N}_]+$/u.test(term) ? term : `"${term.replaceAll('"', '')}"`
    const longer = find === '' ? written : `${find} OR ${written}`
    if (longer.length <= FIND_UNITS_MAX && parse(longer).ok) find = longer
  }
  return find
}
