import { access } from 'node:fs/promises'
import { writeBackup } from '../../base/server/backup.ts'
import { type Command, UsageError } from '../command.ts'
import { version } from '../version.ts'
import { atWork } from '../workplace.ts'

export const backup: Command = {
  name: 'backup',
  usage: 'FILE',
  about: 'Writes everything, with the installation’s secret, to FILE; also while Heed runs. Keep it where only you can read it.',
  options: {},
  run: (line) => atWork(line, async ({ installation }) => {
    const [file] = line.words
    if (file === undefined) throw new UsageError('Say which file to write.')
    if (await access(file).then(() => true, () => false)) throw new UsageError(`${file} exists already.`)
    const { rows } = await writeBackup(installation.owner, file, { heed: version, secret: Buffer.from(installation.master).toString('base64') })
    await line.print(`${rows} rows are in ${file}.`)
  }),
}
