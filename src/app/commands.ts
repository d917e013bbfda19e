import type { Command } from './command.ts'
import { backup } from './commands/backup.ts'
import { gaps } from './commands/gaps.ts'
import { init } from './commands/init.ts'
import { mentions } from './commands/mentions.ts'
import { migrate } from './commands/migrate.ts'
import { queryAdd, queryList } from './commands/query.ts'
import { restore } from './commands/restore.ts'
import { sourceAdd, sourceList } from './commands/source.ts'
import { up } from './commands/up.ts'

/** Every verb of the command line, in the order in which a newcomer needs them. */
export const commands: readonly Command[] = [up, migrate, init, queryAdd, queryList, sourceAdd, sourceList, mentions, gaps, backup, restore]
