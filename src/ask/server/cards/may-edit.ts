import { Refusal } from '../../../base/error.ts'
import type { Reader } from '../reader.ts'

/**
 * Whether somebody may speak for a department: owners and managers for each, others for their own; a partner only where that is an
 * outsider's.
 */
export function maySpeakFor(reader: Reader, department: { readonly id: string; readonly is_outside: boolean }): boolean {
  if (reader.role === 'owner' || reader.role === 'manager') return true
  return reader.departmentId === department.id && (reader.role !== 'partner' || department.is_outside)
}

/** Refuses whoever may not. */
export function refuseSpeakingFor(reader: Reader, department: { readonly id: string; readonly is_outside: boolean }): void {
  if (!maySpeakFor(reader, department)) throw new Refusal('ask.not_your_side')
}
