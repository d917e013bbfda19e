import type { Understanding } from '../../../language/index.ts'
import { type Head, HEADS, NAME_OF_HEAD, type Saying } from '../../contract.ts'
import type { MentionCorrectionTable } from '../tables.ts'

/** How a thing that is understood is called in the database. */
export type What = MentionCorrectionTable['what']

/** The thing that a `what` means. */
export function headOf(what: What): Head {
  const head = HEADS.find((each) => NAME_OF_HEAD[each] === what)
  if (!head) throw new Error(`nobody understands ${what}`)
  return head
}

/** What is said, thing by thing, as it is written down. */
export const wordsOf = (says: Saying): { readonly what: What; readonly said: string }[] => (
  HEADS.flatMap((head) => (says[head] === undefined ? [] : [{ what: NAME_OF_HEAD[head], said: String(says[head]) }]))
)

/** What the machine says of one thing, as it is written down. */
export const machineWord = (what: What, understood: Pick<Understanding, Head>): string => String(understood[headOf(what)])
