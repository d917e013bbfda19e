import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

// Before anything else is loaded: a second start then reads compiled code instead of compiling it.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/node', import.meta.url)))
const { main } = await import('./command-line.ts')
process.exitCode = await main(process.argv.slice(2))
