/**
 * `npm run train -- --data DIR [--to DIR] [NAME…]`: makes all models that ship, or those named, into models/weights or another folder. DIR
 * holds the files that models/data/elsewhere.sha256 names. Two models are made at a time.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { RECIPES } from './recipes.ts'
import { weightsBytes, writeWeights } from './write-weights.ts'

const AT_ONCE_MAX = 2
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { data: { type: 'string' }, to: { type: 'string', default: fileURLToPath(new URL('../weights', import.meta.url)) }, one: { type: 'boolean' } },
})

const { data, to, one } = values
if (data === undefined) throw new Error('--data DIR is needed: a folder with the files that models/data/elsewhere.sha256 names.')
const names = positionals.length > 0 ? positionals : Object.keys(RECIPES)
if (one) await make(names[0] ?? '', data)
else await makeAll(data)

async function makeAll(folder: string): Promise<void> {
  const left = [...names]
  const makeNext = async (): Promise<void> => {
    for (let name = left.shift(); name !== undefined; name = left.shift()) await makeApart(name, folder)
  }
  await Promise.all(Array.from({ length: AT_ONCE_MAX }, makeNext))
}

function makeApart(name: string, folder: string): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), '--one', '--data', folder, '--to', to, name], { stdio: 'inherit' })
    child.on('error', failed)
    child.on('exit', (code) => (code === 0 ? done() : failed(new Error(`${name} could not be made.`))))
  })
}

async function make(name: string, folder: string): Promise<void> {
  const load = RECIPES[name]
  if (!load) throw new Error(`There is no model ${name}; there are ${Object.keys(RECIPES).join(', ')}.`)
  const begun = performance.now()
  const model = (await load())(resolve(folder))
  writeWeights(pathToFileURL(`${resolve(to)}/`), model)
  const bytes = weightsBytes(model)
  const seconds = Math.round((performance.now() - begun) / 1000)
  console.log(`${name}: ${bytes.length} bytes, sha256 ${createHash('sha256').update(bytes).digest('hex')}, ${seconds} s`)
}
