import en from '../../../messages/en.json' with { type: 'json' }
import he from '../../../messages/he.json' with { type: 'json' }
import type { Language, MessageKey, Messages } from '../../base/wording.ts'

/** What a phone needs to know to install the app, in each language (W3C Web Application Manifest), by file name. */
export const manifests: Readonly<Record<string, object>> = {
  'manifest.en.webmanifest': manifest('en', en),
  'manifest.he.webmanifest': manifest('he', he),
}

function manifest(lang: Language, words: Messages): object {
  const icon = (name: string, px: number, purpose: string) => ({ src: `/${name}.png`, sizes: `${px}x${px}`, type: 'image/png', purpose })
  const place = (url: string, name: MessageKey) => ({ name: words[name], url })
  return {
    id: '/',
    name: words['base.heed'],
    short_name: words['base.heed'],
    description: words['app.about'],
    lang,
    dir: lang === 'he' ? 'rtl' : 'ltr',
    start_url: '/today',
    scope: '/',
    display: 'standalone',
    background_color: '#f7f7f9',
    theme_color: '#f7f7f9',
    icons: [icon('icon-192', 192, 'any'), icon('icon-512', 512, 'any'), icon('icon-maskable-512', 512, 'maskable')],
    shortcuts: [place('/today', 'listen.today.title'), place('/listen', 'listen.title'), place('/clip', 'connect.clip')],
    share_target: { action: '/clip', method: 'GET', params: { title: 'title', text: 'text', url: 'url' } },
  }
}
