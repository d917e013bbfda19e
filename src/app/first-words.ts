import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** What the first screen begins with. */
const BEGINNINGS = ['./web/main.tsx', './web/inside.tsx', './web/today.tsx'].map(fileOf)
/** What these import as they go is another page. */
const OTHER_PAGES = ['./web/main.tsx', './web/router.tsx'].map(fileOf)

const IMPORT = /^(?:import|export) (?!type\b)[^']*?'(\.[^']+\.tsx?)'/gm
const LATER = /\bimport\('(\.[^']+\.tsx?)'\)/g
const KEY = /'([a-z_]+(?:\.[a-z_]+)+)'/g
const FAMILY = /`([a-z_]+(?:\.[a-z_]+)*[._])\$\{/g

/**
 * Whether the first screen (Today, with all that is around it) may speak the sentence of a key, read off the sources: each key that a
 * file of it spells out, and each that it may put together. All others travel with the pages that one goes to.
 */
export function firstWords(): (key: string) => boolean {
  const keys = new Set<string>()
  const families = new Set<string>()
  for (const source of sources()) {
    for (const [, key = ''] of source.matchAll(KEY)) keys.add(key)
    for (const [, family = ''] of source.matchAll(FAMILY)) families.add(family)
  }
  return (key) => keys.has(key) || families.values().some((family) => key.startsWith(family))
}

function sources(): string[] {
  const read = new Map<string, string>()
  const ahead = [...BEGINNINGS]
  for (let file = ahead.pop(); file !== undefined; file = ahead.pop()) {
    if (read.has(file)) continue
    const source = readFileSync(file, 'utf8')
    read.set(file, source)
    const folder = dirname(file)
    const imports = [...source.matchAll(IMPORT), ...(OTHER_PAGES.includes(file) ? [] : source.matchAll(LATER))]
    ahead.push(...imports.map(([, path = '']) => resolve(folder, path)))
  }
  return [...read.values()]
}
