/** All tables, by slice in story order. Types only: each slice documents its own in `server/tables.ts`. */
import type { AskTables } from './ask/server/tables.ts'
import type { AssistTables } from './assist/server/tables.ts'
import type { BaseTables } from './base/server/tables.ts'
import type { ConnectTables } from './connect/server/tables.ts'
import type { IngestTables } from './ingest/server/tables.ts'
import type { ListenTables } from './listen/server/tables.ts'
import type { PeopleTables } from './people/server/tables.ts'

export type Database = BaseTables & PeopleTables & ConnectTables & IngestTables & ListenTables & AssistTables & AskTables
