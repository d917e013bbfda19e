import type { Command } from '../command.ts'
import { atWork } from '../workplace.ts'

export const migrate: Command = {
  name: 'migrate',
  usage: '',
  about: 'Brings the database to this version. `heed up` does so by itself.',
  options: {},
  run: (line) => atWork(line, ({ installation }) => line.print(installation.runningAt === null
    ? 'The database is up to date.'
    : `The database is up to date: Heed runs at ${installation.runningAt}.`)),
}
