import type { Run } from '../command.ts'
import { atWork } from '../workplace.ts'

/** Brings the database to this version. */
export const migrate: Run = (line) => atWork(line, ({ installation }) => line.print(installation.runningAt === null
  ? 'The database is up to date.'
  : `The database is up to date: Heed runs at ${installation.runningAt}.`))
