/** Reads posts as `heed match` does and prints their ids: what is left of it without matching. `node bench/engine/copy-ids.ts < FILE` */
import { jsonOf, linesOf } from '../../src/app/json-lines.ts'

const LINE_BYTES_MAX = 16 * 1024 * 1024

for await (const lines of linesOf(process.stdin, LINE_BYTES_MAX)) {
  const ids = lines.map((line) => JSON.stringify((jsonOf(String(line)) as { id: string }).id))
  await new Promise((resolve) => { process.stdout.write(`${ids.join('\n')}\n`, resolve) })
}
