import { resumeAsks } from '../../ask/index.ts'
import { BackupError, readBackupHeader, restoreBackup } from '../../base/server/backup.ts'
import { migrationNames } from '../../base/server/migrate.ts'
import { resumeCalls } from '../../people/index.ts'
import { type Run, UsageError } from '../command.ts'
import { InstallationError, placeSecret } from '../installation.ts'
import { atWork } from '../workplace.ts'

/** Puts a backup into a new installation (a HEED_DATA folder or database that holds nothing yet). */
export const restore: Run = async (line) => {
  const [file] = line.words
  if (file === undefined) throw new UsageError('Say which file to read.')
  const header = await readBackupHeader(file)
  const known = await migrationNames()
  const newest = header.migrations.at(-1) ?? ''
  if (!known.includes(newest)) throw new BackupError(`${file} was written by a newer Heed (${header.heed}); restore it with that version.`)
  await placeSecret(line.config, Buffer.from(header.secret, 'base64'))
  await atWork(line, async ({ installation, owner }) => {
    if (installation.runningAt !== null) throw new InstallationError('Stop Heed first: a backup goes into an installation that is not in use.')
    const workspaces = await owner.selectFrom('workspace').select('slug').limit(1).execute()
    if (workspaces.length > 0) throw new InstallationError('This installation is not empty; restore into another HEED_DATA folder or database.')
    const { rows } = await restoreBackup(installation.owner, file)
    await line.print(`${rows} rows are back.`)
  }, { migrateUpTo: newest })
  // With the migrations that the backup had not seen; and what the queue had, which no backup holds.
  await atWork(line, async ({ owner, ctxIn }) => {
    for (const { workspace_id } of await owner.selectFrom('workspace').select('workspace_id').execute()) {
      const { transact, now } = ctxIn(workspace_id)
      await transact(async (db) => {
        await resumeAsks(db, workspace_id)
        await resumeCalls(db, now())
      })
    }
  })
}
