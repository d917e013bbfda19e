import { access } from 'node:fs/promises'
import { writeBackup } from '../../base/server/backup.ts'
import { type Run, UsageError } from '../command.ts'
import { version } from '../version.ts'
import { atWork } from '../workplace.ts'

/** Writes everything, with the installation’s secret, to FILE; also while Heed runs. */
export const backup: Run = (line) => atWork(line, async ({ installation }) => {
  const [file] = line.words
  if (file === undefined) throw new UsageError('Say which file to write.')
  if (await access(file).then(() => true, () => false)) throw new UsageError(`${file} exists already.`)
  const { rows } = await writeBackup(installation.owner, file, { heed: version, secret: Buffer.from(installation.master).toString('base64') })
  await line.print(`${rows} rows are in ${file}.`)
})
