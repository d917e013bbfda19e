/** `npm run bench -- NAME [options]`: measures the figures of one file here that has a `bench`. Without a name: lists them. */
import { readdirSync, readFileSync } from 'node:fs'

/** What each figure's file exports: measures, and returns the lines to print. */
type Bench = (options: readonly string[]) => Promise<readonly string[]>

const fileOf = (name: string) => new URL(`${name}.ts`, import.meta.url)
const names = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replace(/\.ts$/, ''))
  .filter((name) => /^export (?:async )?function bench\(/m.test(readFileSync(fileOf(name), 'utf8')))
const [name = '', ...options] = process.argv.slice(2)

if (names.includes(name)) {
  const { bench } = await import(fileOf(name).href) as { bench: Bench }
  for (const line of await bench(options)) console.log(line)
} else {
  console.log(`npm run bench -- NAME, one of: ${names.join(', ')}`)
  process.exitCode = name === '' ? 0 : 1
}
