import type { InputOf } from '../../base/endpoint.ts'
import type { asks } from '../contract.ts'

/** Whose asks are shown, in which shape, and which of them. */
export type AsksSeen = Pick<InputOf<typeof asks>, 'box' | 'state' | 'departmentId' | 'find'> & { readonly isBoard?: boolean }

/** What the address of the page may say. */
export const ASKS_ADDRESS = ['box', 'view', 'state', 'department', 'find'] as const
export type AsksAddress = Partial<Record<(typeof ASKS_ADDRESS)[number], string>>

export const BOXES = ['all', 'to_answer', 'to_follow'] as const
/** The columns of the board. */
export const COLUMNS = ['waiting', 'countered', 'refused', 'promised', 'over'] as const
/** By what of their state asks may be chosen. */
export const ASK_STATES = ['open', ...COLUMNS, 'silent', 'overdue'] as const

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/** What an address means; what could not be one is left out. */
export function asksOf({ box, view, state, department, find }: AsksAddress): AsksSeen {
  const [known, chosen] = [BOXES.find((each) => each === box), ASK_STATES.find((each) => each === state)]
  return {
    ...(known && known !== 'all' ? { box: known } : {}),
    ...(view === 'board' ? { isBoard: true } : {}),
    ...(chosen ? { state: chosen } : {}),
    ...(department && UUID.test(department) ? { departmentId: department } : {}),
    ...(find ? { find: find.slice(0, 100) } : {}),
  }
}

/** The address of what is seen. */
export function addressOfAsks({ box, isBoard, state, departmentId, find }: AsksSeen): AsksAddress {
  return {
    ...(box && box !== 'all' ? { box } : {}),
    ...(isBoard ? { view: 'board' } : {}),
    ...(state ? { state } : {}),
    ...(departmentId ? { department: departmentId } : {}),
    ...(find ? { find } : {}),
  }
}
