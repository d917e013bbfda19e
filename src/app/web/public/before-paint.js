// Language, direction and theme are on <html> before anything is painted. A file, because the content security policy allows
// no inline script; src/base/web/i18n.tsx and theme.ts take over from what stands here.
const kept = (name) => {
  try {
    return localStorage.getItem(`heed.${name}`)
  } catch {
    return null
  }
}
const root = document.documentElement
const wanted = [kept('language'), ...navigator.languages].map((tag) => String(tag).slice(0, 2).replace('iw', 'he'))
root.lang = wanted.find((tag) => tag === 'he' || tag === 'en') ?? 'en'
root.dir = root.lang === 'he' ? 'rtl' : 'ltr'
if (['light', 'dark'].includes(kept('theme'))) root.dataset.theme = kept('theme')
document.head.append(Object.assign(document.createElement('link'), { rel: 'manifest', href: `/manifest.${root.lang}.webmanifest` }))
