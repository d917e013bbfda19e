/// <reference types="vite/client" />
import { Navigate, Outlet, createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { ASKS_ADDRESS } from '../../ask/web/ask-address.ts'
import { LEDGER_ADDRESS } from '../../ask/web/ledger-view.ts'
import { loadAllMessages } from '../../base/web/i18n.tsx'
import { ADDRESS } from '../../listen/web/address.ts'
import { ErrorPage, NotFoundPage } from './lost-pages.tsx'

/** A text of the address, if it is there and not absurd. */
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' && value.length <= 16_000 ? value : undefined)

/** The searches a page understands; whatever else is in the address is left out. */
function searches<const Name extends string>(...names: Name[]): (search: Record<string, unknown>) => Partial<Record<Name, string>> {
  return (search) => {
    const found: Partial<Record<Name, string>> = {}
    for (const name of names) {
      const value = text(search[name])
      if (value !== undefined) found[name] = value
    }
    return found
  }
}

/** A page that is not the first screen: it comes with the sentences that were not needed until then. */
const page: typeof lazyRouteComponent = (load, name) => lazyRouteComponent(async () => {
  const [loaded] = await Promise.all([load(), loadAllMessages()])
  return loaded
}, name)

const root = createRootRoute({ component: Outlet, errorComponent: ErrorPage, notFoundComponent: NotFoundPage })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: searches('token', 'next'),
  component: page(() => import('./doors.tsx'), 'SignIn'),
})
const setPassword = createRoute({
  getParentRoute: () => root,
  path: '/set-password',
  validateSearch: searches('token'),
  component: page(() => import('./doors.tsx'), 'SetPassword'),
})
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  validateSearch: searches('token'),
  component: page(() => import('./doors.tsx'), 'Invitation'),
})
const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  validateSearch: searches('token', 'step', 'in', 'first'),
  component: page(() => import('./welcome.tsx'), 'Welcome'),
})

/** Everything for those who are signed in. */
const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: lazyRouteComponent(() => import('./inside.tsx'), 'Inside') })
const first = createRoute({ getParentRoute: () => root, path: '/', component: () => <Navigate to="/today" replace /> })
const today = createRoute({ getParentRoute: () => inside, path: '/today', component: lazyRouteComponent(() => import('./today.tsx'), 'Today') })
const listen = createRoute({
  getParentRoute: () => inside,
  path: '/listen',
  validateSearch: searches(...ADDRESS, 'mention'),
  component: page(() => import('./listen.tsx'), 'Listen'),
})
const query = createRoute({
  getParentRoute: () => inside,
  path: '/listen/query/$id',
  component: page(() => import('./query-editor.tsx'), 'QueryEditor'),
})
const understood = createRoute({
  getParentRoute: () => inside,
  path: '/listen/understood',
  component: page(() => import('../../listen/web/corrections/understood-page.tsx'), 'UnderstoodPage'),
})
const reach = createRoute({
  getParentRoute: () => inside,
  path: '/listen/reach',
  component: page(() => import('./reach.tsx'), 'Reach'),
})
const voices = createRoute({
  getParentRoute: () => inside,
  path: '/listen/voices',
  validateSearch: searches('from', 'until', 'copies'),
  component: page(() => import('./reach.tsx'), 'Voices'),
})
const asks = createRoute({
  getParentRoute: () => inside,
  path: '/asks',
  validateSearch: searches(...ASKS_ADDRESS),
  component: page(() => import('./asks.tsx'), 'Asks'),
})
const raise = createRoute({
  getParentRoute: () => inside,
  path: '/asks/new',
  validateSearch: searches('mention', 'query', 'to'),
  component: page(() => import('./raise.tsx'), 'Raise'),
})
const serviceCards = createRoute({ getParentRoute: () => inside, path: '/asks/cards', component: page(() => import('./service-cards.tsx'), 'ServiceCards') })
const serviceCard = createRoute({
  getParentRoute: () => inside,
  path: '/asks/cards/$departmentId',
  component: page(() => import('./service-cards.tsx'), 'ServiceCard'),
})
const ledger = createRoute({
  getParentRoute: () => inside,
  path: '/asks/ledger',
  validateSearch: searches(...LEDGER_ADDRESS),
  component: page(() => import('./ledger.tsx'), 'Ledger'),
})
const ask = createRoute({ getParentRoute: () => inside, path: '/asks/$id', component: page(() => import('./ask.tsx'), 'Ask') })
const sources = createRoute({ getParentRoute: () => inside, path: '/sources', component: page(() => import('./sources.tsx'), 'Sources') })
const webhooks = createRoute({ getParentRoute: () => inside, path: '/sources/webhooks', component: page(() => import('./sources.tsx'), 'WebhookAddresses') })
const addSource = createRoute({
  getParentRoute: () => inside,
  path: '/sources/add',
  validateSearch: searches('connector'),
  component: page(() => import('./sources.tsx'), 'AddSource'),
})
const importFile = createRoute({
  getParentRoute: () => inside,
  path: '/import',
  validateSearch: searches('file'),
  component: page(() => import('./import.tsx'), 'Import'),
})
const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  validateSearch: searches('section'),
  component: page(() => import('./settings.tsx'), 'Settings'),
})
const privacy = createRoute({ getParentRoute: () => root, path: '/privacy/$workspace', component: page(() => import('./privacy.tsx'), 'Privacy') })
const clip = createRoute({
  getParentRoute: () => inside,
  path: '/clip',
  validateSearch: searches('title', 'text', 'url'),
  component: page(() => import('./clip.tsx'), 'Clip'),
})
const hear = createRoute({ getParentRoute: () => inside, path: '/hear', component: page(() => import('./hear.tsx'), 'Hear') })
const hearDoors = createRoute({ getParentRoute: () => root, path: '/hear/$token', component: page(() => import('./hear-doors.tsx'), 'HearDoors') })
const receipt = createRoute({
  getParentRoute: () => root,
  path: '/hear/$token/receipt/$secret',
  component: page(() => import('./hear-doors.tsx'), 'Receipt'),
})

const answer = createRoute({ getParentRoute: () => root, path: '/answer/$token', component: page(() => import('./answer.tsx'), 'Answer') })

/** Every page of the app and its address. */
export const router = createRouter({
  routeTree: root.addChildren([first, signIn, setPassword, invitation, welcome, privacy, hearDoors, receipt, answer, inside.addChildren([today, listen, query, understood, reach, voices, asks, raise, serviceCards, serviceCard, ledger, ask, sources, webhooks, addSource, importFile, settings, clip, hear])]),
  defaultPreload: 'intent',
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
