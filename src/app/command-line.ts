import { parseArgs } from 'node:util'
import { z } from 'zod'
import { Obstacle, Refusal, SourceError } from '../base/error.ts'
import { say } from '../base/messages.ts'
import { type Command, type Line, UsageError } from './command.ts'
import { commands } from './commands.ts'
import { readConfig } from './config.ts'
import { help } from './help.ts'

/** Runs one command line and returns its exit code: 0 done, 1 could not be done, or what the command says. */
export async function main(typed: readonly string[]): Promise<number> {
  process.stdout.on('error', () => undefined) // whoever prints is told
  if (typed.length === 0 || typed.includes('--help') || typed[0] === 'help') {
    process.stdout.write(help(commands, typed.filter((word) => !word.startsWith('-') && word !== 'help')))
    return typed.length === 0 ? 1 : 0
  }
  try {
    const command = commandOf(typed)
    const { values, positionals } = read(command, typed.slice(command.name.split(' ').length))
    const run = await command.load()
    return await run({ config: readConfig(), words: positionals, values, print, note }) ?? 0
  } catch (error) {
    if (error instanceof OutputClosed) return 0
    note(`heed: ${sentenceOf(error)}`)
    return 1
  }
}

function commandOf(typed: readonly string[]): Command {
  const command = commands.find(({ name }) => name.split(' ').every((word, at) => typed[at] === word))
  if (!command) throw new UsageError(`There is no command ${typed.slice(0, 2).join(' ')}; heed --help lists them.`)
  return command
}

function read(command: Command, rest: string[]): { values: Line['values']; positionals: string[] } {
  try {
    return parseArgs({ args: rest, options: command.options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error} (heed ${command.name} ${command.usage})`, { cause: error })
  }
}

/** One sentence for people when it is something people can act on; the whole error when it is our bug. */
function sentenceOf(error: unknown): string {
  if (error instanceof Refusal) return [say('en', `refusal.${error.code}`, error.details), ...problemsOf(error)].join('\n  ')
  if (error instanceof z.ZodError) return error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ')
  if (!(error instanceof Error)) return String(error)
  const isTheirs = error instanceof Obstacle || error instanceof SourceError || 'code' in error
  return isTheirs ? error.message : (error.stack ?? error.message)
}

const Problems = z.object({ problems: z.array(z.object({ from: z.number(), to: z.number(), message: z.string() })) })

/** Each problem of a query with its position, counted from 1 as people count. */
function problemsOf(refusal: Refusal): string[] {
  const { data } = Problems.safeParse(refusal.details)
  return (data?.problems ?? []).map(({ from, message }) => `at ${from + 1}: ${message}`)
}

/** Whoever read what we print has read enough (`| head`). */
class OutputClosed extends Error {}

function print(line: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(`${line}\n`, (error) => {
      if (!error) resolve()
      else reject('code' in error && error.code === 'EPIPE' ? new OutputClosed() : error)
    })
  })
}

function note(line: string): void {
  process.stderr.write(`${line}\n`)
}
