// The service worker: the app starts at once, and starts without a network too, to say honestly that there is none. It keeps the
// built files of this version and the one before, so that a page that is open while a new version comes still finds its parts. What
// the API answers is never kept. The build fills in VERSION and FILES (see vite.config.ts).
const VERSION = '{{version}}'
const FILES = ['{{files}}']
/** First segments of the app's own pages; any other address asks the server first. */
const PAGES = ['', 'today', 'listen', 'sources', 'settings', 'import', 'clip', 'hear', 'sign-in']
const PREFIX = 'heed '

self.addEventListener('install', (event) => {
  event.waitUntil(keepFiles())
})

async function keepFiles() {
  const cache = await caches.open(PREFIX + VERSION)
  // By their names the built files never change: those that the last version had too are taken from there.
  await Promise.all(FILES.map(async (path) => {
    const known = path.startsWith('/assets/') ? await caches.match(path) : undefined
    const response = known ?? await fetch(path, { cache: 'no-cache' })
    if (!response.ok) throw new Error(`${path} is not there: ${response.status}`)
    await cache.put(path, response)
  }))
  await self.skipWaiting()
}

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOld())
})

async function forgetOld() {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== PREFIX + VERSION)
  await Promise.all(old.slice(0, -1).map((name) => caches.delete(name)))
  await self.clients.claim()
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin || pathname.startsWith('/api/')) return
  if (request.mode === 'navigate') event.respondWith(page(request, pathname))
  else if (pathname.startsWith('/assets/') || FILES.includes(pathname)) event.respondWith(file(request, pathname))
})

async function page(request, pathname) {
  const kept = await mine('/')
  if (kept && PAGES.includes(pathname.split('/')[1])) return kept
  return fetch(request).catch((error) => {
    if (kept) return kept
    throw error
  })
}

async function file(request, pathname) {
  return (await mine(pathname)) ?? (await caches.match(pathname)) ?? fetch(request)
}

/** From this version's files; the same address may have held something else before. */
async function mine(pathname) {
  return (await caches.open(PREFIX + VERSION)).match(pathname)
}
