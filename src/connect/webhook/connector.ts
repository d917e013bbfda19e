/** What programs of the company hand in: reviews from a shop system, tickets, posts of networks that Heed does not know. */
import type { Connector } from '../connector.ts'
import { trayConnector, type TrayDoor } from '../tray/tray.ts'
import { WEBHOOK } from './webhook-contract.ts'

export const webhook = (door: TrayDoor) => trayConnector({
  id: WEBHOOK,
  title: 'Webhook',
  // Whether all of it is heard is a choice of each source.
  can: { edits: true, deletes: true, addressed: true },
  terms: TERMS,
}, door)

/** What is handed in was somebody’s before: who hands it in must be allowed to, and has no terms for us. */
const TERMS: Connector['terms'] = {
  keepForDays: null,
  refreshEveryDays: null,
  deleteWithinHours: null,
  mayExportText: true,
  mayQuotePublicly: false,
  mayReplyUnasked: false,
  needsApproval: false,
  link: 'https://www.standardwebhooks.com/',
  readOn: '2026-11-23',
}
