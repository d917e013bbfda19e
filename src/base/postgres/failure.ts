import { Obstacle } from '../error.ts'

const SENTENCES = {
  no_binaries: 'PostgreSQL is not bundled for {platform}; set DATABASE_URL to a PostgreSQL of your own.',
  not_as_root: 'PostgreSQL refuses to run as root and this machine forbids what would work around it ({detail}); start as another user.',
  not_writable: 'The data folder {folder} cannot be written ({detail}).',
  disk_full: 'No space is left on the disk of {folder}.',
  not_a_cluster: 'The folder {folder} holds something that is not a PostgreSQL data folder.',
  other_version: 'The data in {folder} was written by PostgreSQL {found}; this version brings PostgreSQL {ours}.',
  socket_folder: 'The folder {folder} belongs to someone else; remove it or set TMPDIR.',
  still_running: 'An earlier PostgreSQL (process {pid}) still works in {folder} and does not stop.',
  wrong_password: 'The database in {folder} does not accept our password: the secrets beside it are not the ones it was made with.',
  cannot_start: 'PostgreSQL cannot start in {folder}: {detail}',
} as const

export type PostgresFailureCode = keyof typeof SENTENCES

/** PostgreSQL cannot be started or kept running here. `message` is one sentence for whoever started us; `code` and `params` are for machines. */
export class PostgresFailure extends Obstacle {
  override name = 'PostgresFailure'
  readonly code: PostgresFailureCode
  readonly params: Record<string, string | number>

  constructor(code: PostgresFailureCode, params: Record<string, string | number>, options?: ErrorOptions) {
    super(SENTENCES[code].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name])), options)
    this.code = code
    this.params = params
  }
}

/** The failures of a folder or its disk that a person can mend, by the words of a program or system call; null for any other. */
export function folderFailure(words: string, folder: string): PostgresFailure | null {
  if (/no space left|ENOSPC|disk quota|EDQUOT/i.test(words)) return new PostgresFailure('disk_full', { folder })
  const forbidden = /permission denied|EACCES|EPERM|read-only file system|EROFS|EEXIST|ENOTDIR|ENOENT:/i.test(words)
  return forbidden ? new PostgresFailure('not_writable', { folder, detail: telling(words) }) : null
}

/** What made PostgreSQL fail, by its own words or those of a system call. */
export function failureFrom(words: string, folder: string): PostgresFailure {
  return folderFailure(words, folder) ?? new PostgresFailure('cannot_start', { folder, detail: telling(words) })
}

/** The line that says most, without the severity PostgreSQL puts before it. */
function telling(words: string): string {
  const lines = words.split('\n').map((line) => line.trim()).filter((line) => line !== '')
  const line = lines.findLast((line) => /\b(?:FATAL|PANIC|error):/.test(line)) ?? lines.at(-1) ?? 'it gave no reason'
  return line.replace(/^.*?\b(?:FATAL|PANIC|error):\s*/, '')
}
