import { askJobs, type Inbox, ledgerChores } from '../ask/index.ts'
import { systemNow } from '../base/server/clock.ts'
import type { Doors } from '../base/server/database.ts'
import type { Chore, Job } from '../base/server/jobs.ts'
import type { Mail } from '../base/server/mail.ts'
import type { Secrets } from '../base/server/secrets.ts'
import { type Connectors, fileChores } from '../connect/index.ts'
import { ingestChores, ingestJobs } from '../ingest/index.ts'
import { listenChores, listenJobs, mailAlert, runningQueries } from '../listen/index.ts'
import { callWebhook } from '../people/index.ts'
import { tellDemoAsks } from './demo-asks/tell.ts'

type House = {
  readonly doors: Doors
  readonly connectors: Connectors
  readonly secrets: Secrets
  /** The installation's, for hashes of forgotten posts. */
  readonly key: Buffer
  readonly asks: { readonly mail: Mail; readonly inbox: Inbox; readonly secrets: Secrets; readonly url: string }
  /** Told of what failed, and about what. */
  readonly onError: (about: string, error: unknown) => void
}

/** The work that is handed to the queue, in the order of the story. */
export const jobsOf = ({ doors, connectors, secrets, key, asks, onError }: House): Job[] => [
  callWebhook(secrets),
  ...ingestJobs({ doors, connectors, secrets, key, loadQueries: runningQueries, onError }),
  ...listenJobs({ doors }),
  mailAlert(asks),
  ...askJobs(asks),
  tellDemoAsks,
]

/** The work that the clock begins, in the order of the story. */
export const choresOf = ({ doors, connectors, key }: House): Chore[] => [
  ...fileChores({ doors, now: systemNow }),
  ...ingestChores({ doors, connectors, key, now: systemNow, loadQueries: runningQueries }),
  ...listenChores({ doors, now: systemNow }),
  ...ledgerChores({ doors, now: systemNow }),
]
