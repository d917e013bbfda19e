import { onlineManager, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { CallError } from '../../base/web/call.ts'
import { LanguageProvider, loadMessages, pageLanguage } from '../../base/web/i18n.tsx'
import { me } from '../../people/contract.ts'
import { router } from './router.tsx'
import { keepUpToDate } from './updates.ts'

const FRESH_MS = 30_000
const RETRIES_MAX = 2

const client: QueryClient = new QueryClient({
  defaultOptions: {
    // Heed often runs on the same machine or network: what the browser thinks of the internet says nothing about it.
    queries: {
      networkMode: 'always',
      staleTime: FRESH_MS,
      refetchOnReconnect: true,
      retry: (times, error) => times < RETRIES_MAX && error instanceof CallError && error.code === 'unreachable',
    },
    mutations: { networkMode: 'always' },
  },
  queryCache: new QueryCache({
    onError: (error, query) => {
      const signedOut = error instanceof CallError && error.code === 'not_signed_in'
      if (signedOut && !query.queryKey.includes(me.name)) void client.invalidateQueries({ queryKey: [null, me.name] })
    },
  }),
})

keepUpToDate()
// Begun without a network, it is to notice when there is one.
onlineManager.setOnline(navigator.onLine)
// Every part of base/web on one page, for whoever builds screens: under `vite dev`, or built by `vite build --mode kit`.
const Kit = import.meta.env.DEV || import.meta.env.MODE === 'kit' ? lazy(async () => ({ default: (await import('./kit.tsx')).Kit })) : null

const root = document.getElementById('heed')
if (root) {
  const messages = await loadMessages(pageLanguage())
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <LanguageProvider messages={messages}>
          {Kit && location.pathname === '/kit' ? (
            <Suspense>
              <Kit />
            </Suspense>
          ) : (
            <RouterProvider router={router} />
          )}
        </LanguageProvider>
      </QueryClientProvider>
    </StrictMode>,
  )
}
