/** Everything that can happen in Heed, past tense, by slice in story order. Types only: each slice declares its own. */
import type { AskFacts } from './ask/facts.ts'
import type { AssistFacts } from './assist/facts.ts'
import type { ConnectFacts } from './connect/facts.ts'
import type { IngestFacts } from './ingest/facts.ts'
import type { ListenFacts } from './listen/facts.ts'
import type { PeopleFacts } from './people/facts.ts'

export type Facts = PeopleFacts & ConnectFacts & IngestFacts & ListenFacts & AssistFacts & AskFacts
