import type { ParseArgsOptionsConfig } from 'node:util'
import { Obstacle } from '../base/error.ts'
import type { Config } from './config.ts'

/** One verb of the command line. */
export type Command = {
  /** What is typed after `heed`: `source add`. */
  readonly name: string
  /** The rest of the line, for --help. */
  readonly usage: string
  readonly about: string
  readonly options: ParseArgsOptionsConfig
  /** Loads what does it: `--help` waits for nothing, and no verb for another's libraries. */
  readonly load: () => Promise<Run>
}

/** Does what was typed, or throws what a person can read. It may give an exit code of its own. */
export type Run = (line: Line) => Promise<void | number>

/** What was typed, and where answers go. */
export type Line = {
  readonly config: Config
  readonly words: readonly string[]
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>
  /** One line, or several, on standard output. Waits while whoever reads is slow. */
  readonly print: (line: string) => Promise<void>
  /** Progress and problems, on standard error. */
  readonly note: (line: string) => void
}

/** What was typed makes no sense. `message` says what to type instead. */
export class UsageError extends Obstacle {
  override name = 'UsageError'
}

/** The value of an option that takes one. */
export function valueOf(line: Line, name: string): string | undefined {
  const value = line.values[name]
  return typeof value === 'string' ? value : undefined
}

/** For a verb that reads posts on standard input: without this, one that was given the name of a file would wait for ever. */
export function refuseWords({ words: [word] }: Line, name: string): void {
  if (word !== undefined) throw new UsageError(`${word} is not read: posts come on standard input, as in heed ${name} < FILE.`)
}

/** The value of an option that must be given. */
export function required(line: Line, name: string): string {
  const value = valueOf(line, name)
  if (value === undefined || value === '') throw new UsageError(`--${name} is needed.`)
  return value
}

/** All values of an option that may be given several times. */
export function valuesOf(line: Line, name: string): string[] {
  const value = line.values[name]
  return Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)]
}
