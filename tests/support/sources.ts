import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One import. `to` is a path from the project's root for a file of ours, otherwise the name of a package. */
type Import = { to: string; typeOnly: boolean }

/** A file of ours. `path` is counted from the project's root; `code` is its text without comments, line for line. */
export type Source = { path: string; text: string; code: string; imports: Import[] }

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Every source file below these folders, by path. */
export function sourcesIn(...folders: string[]): Source[] {
  return folders.flatMap((folder) => filesBelow(folder)).filter((path) => /\.(?:tsx?|mjs|css)$/.test(path)).map((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8')
    const code = withoutComments(text)
    return { path, text, code, imports: importsOf(path, code) }
  })
}

/** Tests, and what only tests use: fakes, the promises connectors are held to, and the connector to copy. */
export function isForTests(path: string): boolean {
  return /\.test\.tsx?$|\.test-support\.ts$|\/(?:fake-|conformance)[^/]*$|\/_template\//.test(path)
}

/** Functions by their first and last line, counted from 1. It reads indentation, which the formatter keeps honest. */
export function functionsOf(code: string): { line: number; length: number }[] {
  const lines = code.split('\n')
  return lines.flatMap((line, index) => {
    const indent = /^ */.exec(line)?.[0] ?? ''
    if (!opensFunction(line)) return []
    const end = lines.findIndex((other, at) => at > index && other.startsWith(`${indent}}`))
    const closesParameters = /^ *\)/.test(line)
    const start = closesParameters ? lines.findLastIndex((other, at) => at < index && other.startsWith(indent) && /^\S.*\($/.test(other.slice(indent.length))) : index
    return [{ line: start + 1, length: end - start + 1 }]
  })
}

/** Each group of files that import one another in a circle. */
export function cyclesAmong(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const reach = new Map([...edges.keys()].map((from) => [from, reachable(from, edges)]))
  const cycles = [...edges.keys()].filter((from) => reach.get(from)?.has(from)).map((from) =>
    [...(reach.get(from) ?? [])].filter((to) => reach.get(to)?.has(from)).toSorted())
  return [...new Map(cycles.map((cycle) => [cycle.join(), cycle])).values()]
}

/** All that can be come to from here, by one step or more. */
export function reachable(from: string, edges: ReadonlyMap<string, readonly string[]>): Set<string> {
  const seen = new Set<string>()
  const next = [...(edges.get(from) ?? [])]
  for (let at = next.pop(); at !== undefined; at = next.pop()) {
    if (seen.has(at)) continue
    seen.add(at)
    next.push(...(edges.get(at) ?? []))
  }
  return seen
}

/** A group of tests is not a function, and neither is a branch or a loop. */
function opensFunction(line: string): boolean {
  const opens = /(?:=>|\)(?:: [^={}]+(?:\{[^{}]*\}[^{}]*)?)?) \{$/.test(line)
  return opens && !/^ *(?:\} )?(?:if|else|for|while|switch|catch|describe|do)\b/.test(line)
}

function importsOf(path: string, code: string): Import[] {
  const from = /^(?:import|export)\b( type\b)?[^'";]*?\bfrom '([^']+)'/gm
  const bare = /^import '([^']+)'|\bimport\('([^']+)'\)/gm
  return [
    ...[...code.matchAll(from)].map(([, type, to = '']) => ({ to: fromRoot(path, to), typeOnly: type !== undefined })),
    ...[...code.matchAll(bare)].map(([, effect, dynamic]) => ({ to: fromRoot(path, effect ?? dynamic ?? ''), typeOnly: false })),
  ]
}

function fromRoot(path: string, to: string): string {
  return to.startsWith('.') ? normalize(join(path, '..', to)) : to
}

/** Keeps line numbers. A `//` within a string stays, as it follows a colon or a quote there. */
function withoutComments(text: string): string {
  return text
    .replaceAll(/(?<![^\s{(,;])\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ''))
    .replaceAll(/(?<=^|\s)\/\/ .*$/gm, '')
}

function filesBelow(folder: string): string[] {
  if (!existsSync(join(ROOT, folder))) return []
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path) : [path]
  })
}
