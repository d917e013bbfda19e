/** Saved views, and mentions as a file. Part of contract.ts, the door. */
import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'
import { Filter } from './mention-contract.ts'

const ViewName = z.string().trim().min(1).max(80)

/** A filter that was given a name, for everybody in the workspace. */
export const View = z.object({
  id: z.uuid(),
  name: z.string(),
  filter: Filter,
  /** Send it back with a change: a view that somebody else changed meanwhile is not overwritten. */
  revision: z.int().positive(),
  changedAt: z.iso.datetime(),
})
export type View = z.infer<typeof View>

export const listViews = endpoint({
  name: 'listen.views',
  kind: 'read',
  needs: 'view:read',
  about: 'The saved views, by name.',
  input: z.object({}),
  output: z.object({ views: z.array(View) }),
})

export const addView = endpoint({
  name: 'listen.add_view',
  kind: 'act',
  needs: 'view:manage',
  about: 'Saves a filter under a name; no two views have the same.',
  input: z.object({ name: ViewName, filter: Filter }),
  output: View,
})

export const changeView = endpoint({
  name: 'listen.change_view',
  kind: 'act',
  needs: 'view:manage',
  about: 'Renames a view or gives it another filter. Refused when somebody else has changed it since `revision`.',
  input: z.object({ viewId: z.uuid(), revision: z.int().positive(), name: ViewName, filter: Filter }),
  output: View,
})

export const removeView = endpoint({
  name: 'listen.remove_view',
  kind: 'act',
  needs: 'view:manage',
  about: 'Removes a saved view; its mentions stay.',
  input: z.object({ viewId: z.uuid() }),
  output: z.object({}),
})

/** Most mentions in one file. */
export const EXPORT_ROWS_MAX = 1_000_000

export const exportMentions = endpoint({
  name: 'listen.export',
  kind: 'file',
  needs: 'mention:export',
  about: 'The mentions that a filter means as CSV (RFC 4180, UTF-8 with a byte order mark), newest first. Texts only where their network’s terms allow it.',
  input: Filter,
  output: z.unknown(),
})
