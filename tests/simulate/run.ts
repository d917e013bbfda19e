/** `npm run simulate -- --runs N [--seed S]`: lives through N stories from seed S on, and names each seed that went wrong. */
import { parseArgs } from 'node:util'
import { CARELESS, ownPostgres } from './own-postgres.ts'
import { openScene } from './scene.ts'
import { simulateMany } from './simulate-many.ts'

const { values } = parseArgs({ options: { runs: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } } })
const postgres = await ownPostgres(CARELESS)
const scene = openScene(postgres.connections)
try {
  const { problems, told } = await simulateMany(scene, Number(values.seed), Number(values.runs))
  for (const problem of problems) console.log(problem)
  console.log(told)
  process.exitCode = problems.length === 0 ? 0 : 1
} finally {
  await scene.close()
  await postgres.close()
}
