/** The rules of the house, as ARCHITECTURE.md tells them. Nobody is excepted: a file that needs it is to be rewritten. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Source } from './support/sources.ts'
import { ROOT, cyclesAmong, functionsOf, isForTests, reachable, sourcesIn } from './support/sources.ts'

const STORY = [
  'engine', 'language', 'base', 'people', 'connect', 'ingest', 'listen', 'assist', 'goals', 'respond', 'ask', 'change', 'campaign', 'community', 'prove', 'app',
]
const DOORS = ['contract.ts', 'facts.ts', 'index.ts']
const LISTS = ['src/schema.ts', 'src/facts.ts', 'src/ctx.ts'] // types only: every slice adds its line
const LINES_MAX = 300
const FUNCTION_LINES_MAX = 70

const written = sourcesIn('src', 'tests', 'bench', 'models').filter(({ path }) => !path.endsWith('.css'))
const all = written.filter(({ path }) => path.startsWith('src/'))
const house = all.filter(({ path }) => !isForTests(path))
const web = sourcesIn('src').filter(({ path }) => path.includes('/web/') && !isForTests(path))

/** Each import of one of our files by another, as folder and rest of the path. */
const steps = house.flatMap(({ path, imports }) => imports.filter(({ to }) => to.startsWith('src/')).map(({ to, typeOnly }) => ({ path, to, typeOnly })))
const across = steps.filter(({ path, to }) => folderOf(path) !== folderOf(to) && !LISTS.includes(path) && !LISTS.includes(to))

function folderOf(path: string): string {
  return path.split('/')[1] ?? ''
}

/** `path:line: what stands there` for each match outside of comments. */
function found(sources: readonly Source[], pattern: RegExp): string[] {
  return sources.flatMap(({ path, code }) => [...code.matchAll(pattern)].map((match) =>
    `${path}:${code.slice(0, match.index).split('\n').length}: ${match[0].trim()}`))
}

describe('who may import whom', () => {
  test('a folder imports only folders before it in the story', () => {
    expect(all.map(({ path }) => folderOf(path)).filter((folder) => !STORY.includes(folder) && !/^(?:schema|facts|ctx)\.ts$/.test(folder))).toEqual([])
    const later = across.filter(({ path, to }) => STORY.indexOf(folderOf(to)) > STORY.indexOf(folderOf(path)))
    expect(later.map(({ path, to }) => `${path} may not import the later ${to}`)).toEqual([])
  })

  test('the lists of all tables, facts and what a verb is given are types, for everyone', () => {
    const values = steps.filter(({ path, to, typeOnly }) => !typeOnly && (LISTS.includes(to) || LISTS.includes(path)))
    expect(values.map(({ path, to }) => `${path} must import ${to} with "import type"`)).toEqual([])
  })

  test('a slice is entered by its doors', () => {
    const inside = across.filter(({ path, to }) => {
      const isDoor = DOORS.includes(to.split('/').slice(2).join('/')) || to === 'src/connect/connector.ts'
      return !isDoor && folderOf(to) !== 'base' && folderOf(path) !== 'app'
    })
    expect(inside.map(({ path, to }) => `${path} may not reach into ${to}`)).toEqual([])
  })

  test('the engine and the language stand alone', () => {
    const pure = house.filter(({ path }) => ['engine', 'language'].includes(folderOf(path)))
    const outside = pure.flatMap(({ path, imports }) => imports.map(({ to }) => ({ path, to })))
      .filter(({ path, to }) => to.startsWith('src/') ? folderOf(to) !== folderOf(path) && to !== 'src/engine/index.ts' : !isPurePackage(to))
    expect(outside.map(({ path, to }) => `${path} may not import ${to}`)).toEqual([])
  })

  test('the base knows no product word', () => {
    const words = /\b(?:mention|campaign|ambassador|sponsor|conversation|insight|placement|department|respond|community)s?\b/gi
    expect(found(house.filter(({ path }) => folderOf(path) === 'base'), words)).toEqual([])
  })

  test('the web never reaches the server', () => {
    const edges = new Map(house.map(({ path, imports }) => [path, imports.filter(({ typeOnly }) => !typeOnly).map(({ to }) => to)]))
    const broken = house.filter(({ path }) => path.includes('/web/')).flatMap(({ path, imports }) =>
      [...reachable(path, edges), ...imports.map(({ to }) => to)].filter(isOfServer).map((to) => `${path} reaches ${to}`))
    expect([...new Set(broken)]).toEqual([])
  })

  test('a contract imports only zod, what an endpoint and a page are, earlier contracts, and what of its slice imports nothing', () => {
    const contracts = house.filter(({ path }) => /[/-]contract\.ts$/.test(path))
    const alone = house.filter(({ imports }) => imports.length === 0).map(({ path }) => path)
    const wrong = contracts.flatMap(({ path, imports }) => imports
      .filter(({ to }) => !/^zod$|^src\/base\/(?:endpoint|paging)\.ts$|[/-]contract\.ts$/.test(to))
      .filter(({ to }) => !(alone.includes(to) && folderOf(to) === folderOf(path)))
      .map(({ to }) => `${path} may not import ${to}`))
    expect(wrong).toEqual([])
  })

  test('what is made for tests is used by tests only', () => {
    expect(steps.filter(({ to }) => isForTests(to)).map(({ path, to }) => `${path} may not import ${to}`)).toEqual([])
  })

  test('nothing imports in a circle', () => {
    const edges = new Map(all.filter(({ path }) => !LISTS.includes(path)).map(({ path, imports }) => [path, imports.map(({ to }) => to)]))
    expect(cyclesAmong(edges)).toEqual([])
  })

  test('every file is used by something', () => {
    const page = readFileSync(join(ROOT, 'src/app/web/index.html'), 'utf8')
    const build = readFileSync(join(ROOT, 'vite.config.ts'), 'utf8')
    const entries = [...page.matchAll(/src="\.\/([^"]+)"/g)].map(([, name]) => `src/app/web/${name}`)
    const named = [...build.matchAll(/src\/[\w./-]+\.tsx?/g)].map(([path]) => path)
    const used = new Set([...steps.map(({ to }) => to), ...entries, ...named, 'src/app/main.ts'])
    const usedByTests = new Set(written.flatMap(({ imports }) => imports.map(({ to }) => to)))
    const isUsed = (path: string) => used.has(path) || LISTS.includes(path) || /\.test\.tsx?$/.test(path) || (isForTests(path) && usedByTests.has(path))
    expect(all.map(({ path }) => path).filter((path) => !isUsed(path))).toEqual([])
  })
})

function isOfServer(to: string): boolean {
  return /\/(?:server|postgres)\//.test(to) || to.startsWith('node:')
}

/** One that needs neither the machine nor other packages. */
/** What it takes to read a model that comes along, when it is first needed. */
const LOADS_MODELS = ['node:crypto', 'node:fs', 'node:module', 'node:url']

function isPurePackage(name: string): boolean {
  if (name.startsWith('node:')) return LOADS_MODELS.includes(name)
  const [home = name] = /^(?:@[^/]+\/)?[^/]+/.exec(name) ?? []
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'node_modules', home, 'package.json'), 'utf8')) as { dependencies?: object }
  return Object.keys(dependencies ?? {}).length === 0
}

describe('what a folder may touch', () => {
  test('a slice writes only its own tables, and reads its own and earlier ones', () => {
    const owners = new Map(house.filter(({ path }) => path.endsWith('/server/tables.ts')).flatMap(({ path, code }) =>
      [...code.matchAll(/^ {2}'?([\w.]+)'?: \w+Table$/gm)].map(([, table = '']) => [table, folderOf(path)])))
    const touch = /\b(insertInto|updateTable|deleteFrom|mergeInto|selectFrom|\w*[jJ]oin|insert into|delete from|update)(?:\(['"]| )"?([a-z_.]+)/g
    const broken = house.flatMap(({ path, code }) => [...code.matchAll(touch)].flatMap(([, verb = '', table = '']) => {
      const [slice, owner] = [folderOf(path), owners.get(table)]
      if (owner === undefined || slice === owner || slice === 'app') return []
      const mayRead = /selectFrom|join/i.test(verb) && STORY.indexOf(owner) < STORY.indexOf(slice)
      return mayRead ? [] : [`${path} may not ${verb} ${table}, which belongs to ${owner}`]
    }))
    expect(broken).toEqual([])
  })

  test('a network is named only by its connector, the app and the messages', () => {
    const networks = readdirSync(join(ROOT, 'src/connect')).filter((name) => existsSync(join(ROOT, 'src/connect', name, 'connector.ts')))
    const proper = 'bluesky|bsky|jetstream|at.?proto|mastodon|reddit|youtube|facebook|instagram|tiktok|linkedin|telegram|whatsapp|twitter'
    const elsewhere = house.filter(({ path }) => folderOf(path) !== 'app' && !networks.some((name) => path.startsWith(`src/connect/${name}/`)))
    const named = found(elsewhere, new RegExp(`\\b(?:${proper})|'(?:${networks.join('|')})'`, 'gi'))
    // By these asks travel: nothing is read there.
    expect(named.filter((place) => !/^src\/ask\/.*: (?:'mail'|whatsapp)$/i.test(place))).toEqual([])
  })

  test('the environment is read by the configuration alone', () => {
    expect(found(house.filter(({ path }) => path !== 'src/app/config.ts'), /\bprocess\.env\b|\bprocess\['env'\]/g)).toEqual([])
  })

  test('the network is reached through Io: by its fetch, or at an address it has allowed', () => {
    const outside = house.filter(({ path, code }) => folderOf(path) !== 'base' && !code.includes('.mayReach('))
    const calls = found(outside, /(?<![.\w])(?:globalThis\.|window\.)?(?:fetch\(|new (?:WebSocket|EventSource|XMLHttpRequest)\b)/g)
    const sockets = /^(?:undici|ws|axios|node:(?:https?|http2|net|tls|dgram|dns)(?:\/.*)?)$/
    const packages = outside.flatMap(({ path, imports }) =>
      imports.filter(({ to, typeOnly }) => !typeOnly && sockets.test(to)).map(({ to }) => `${path} may not import ${to}`))
    expect([...calls, ...packages]).toEqual([])
  })

  test('only the base reads the clock', () => {
    expect(found(house.filter(({ path }) => folderOf(path) !== 'base'), /\bDate\.now\b|\bnew Date\(\)/g)).toEqual([])
  })
})

describe('what a person sees', () => {
  test('follows the direction of the language: start and end, never left and right', () => {
    const classes = /(?<=["'`\s:-])-?(?:[mp][lr]|scroll-[mp][lr]|left|right|inset-[lr])-(?:\d|\[|auto|px|full)[\w./\]-]*|\b(?:text|float|clear|origin)-(?:left|right)\b|\b(?:border|rounded)-(?:l|r|tl|tr|bl|br)\b/g
    const properties = /\b(?:margin|padding|border|scroll-margin)-(?:left|right)\b|\b(?:margin|padding|border)(?:Left|Right)\b|^\s*(?:left|right):\s/gm
    expect([...found(web, classes), ...found(web, properties)]).toEqual([])
  })

  test('is written in messages/, in every language', () => {
    const pages = web.filter(({ path }) => path.endsWith('.tsx'))
    const between = /(?<![=\s-])>(?!,)(?:[^<>{}=;()&|\n]|\n(?!\w))*\p{L}(?:[^<>{}=;()&|\n]|\n(?!\w))*<\/?[A-Za-z]/gu
    const attributes = /\s(?:aria-label|aria-description|title|placeholder|alt|label)="[^"]*\p{L}[^"]*"/gu
    expect([...found(pages, between), ...found(pages, attributes)]).toEqual([])
  })
})

describe('size', () => {
  test(`no file has more than ${LINES_MAX} lines`, () => {
    const long = written.map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length })).filter(({ lines }) => lines > LINES_MAX)
    expect(long.map(({ path, lines }) => `${path} has ${lines} lines`)).toEqual([])
  })

  test(`no function has more than ${FUNCTION_LINES_MAX} lines`, () => {
    const long = written.flatMap(({ path, code }) => functionsOf(code).filter(({ length }) => length > FUNCTION_LINES_MAX)
      .map(({ line, length }) => `${path}:${line} begins a function of ${length} lines`))
    expect(long).toEqual([])
  })
})

test('ARCHITECTURE.md names exactly the folders there are, in the order of the story', () => {
  const told = [...readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8').matchAll(/^src\/(\w+)\//gm)].map(([, name]) => name)
  const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name)
  expect(told).toEqual(folders.toSorted((one, other) => STORY.indexOf(one) - STORY.indexOf(other)))
})
