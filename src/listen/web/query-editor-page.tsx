import { useState } from 'react'
import { CallError } from '../../base/web/call.ts'
import { Failed, Loading } from '../../base/web/states.tsx'
import { useRead } from '../../base/web/use-read.ts'
import { listQueries, type Query } from '../contract.ts'
import { QueryEditor } from './query-editor.tsx'

/** The query of an address, to be changed; `new` begins one. */
export function QueryEditorPage({ id, done, gone }: { id: string; done: (query: Query) => void; gone: () => void }) {
  const queries = useRead(listQueries, {})
  // As it was when the editor opened: whoever saves says what they had before their eyes.
  const [opened, setOpened] = useState<Query | null>(null)
  const found = queries.data?.queries.find((query) => query.id === id)
  if (found && opened?.id !== id) setOpened(found)
  const query = id === 'new' ? null : opened
  if (id === 'new' || query?.id === id) return <QueryEditor query={query} done={done} gone={gone} />
  if (queries.isPending) return <Loading rows={2} />
  const error = queries.error ?? new CallError('not_found')
  return <Failed error={error} retry={() => void queries.refetch()} />
}
