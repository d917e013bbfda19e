/** What programs of the company hand in: reviews from a shop system, tickets, posts of networks that Heed does not know. */
import { trayConnector, type TrayDoor } from '../tray/tray.ts'
import { WEBHOOK } from './webhook-contract.ts'

export const webhook = (door: TrayDoor) => trayConnector({
  id: WEBHOOK,
  title: 'Webhook',
  // Whether all of it is heard is a choice of each source.
  can: { edits: true, deletes: true, addressed: true },
  termsLink: 'https://www.standardwebhooks.com/',
}, door)
