import { useLocation } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useMay } from '../../base/web/may.ts'
import { ListenTo } from './listen-to.tsx'

const AlertBar = lazy(async () => ({ default: (await import('../../listen/web/themes/alert-bar.tsx')).AlertBar }))

/** A surge one is to be told of, above every page but Today, which tells of all of them, and the list of a surge itself. Read out when it comes, without haste. */
export function AlertLine() {
  const mayRead = useMay('mention:read')
  const isTold = useLocation({ select: ({ pathname, search }) => pathname === '/today' || 'surge' in search })
  return <div aria-live="polite">{mayRead && !isTold && <Suspense><AlertBar Listen={ListenTo} /></Suspense>}</div>
}
