/** What people of the company file by hand: a post, a link, a screenshot. */
import type { Connector } from '../connector.ts'
import { trayConnector, type TrayDoor } from '../tray/tray.ts'
import { CLIP } from './clip-contract.ts'

export const clip = (door: TrayDoor) => trayConnector({ id: CLIP, title: 'Clip', can: { edits: false, deletes: false, addressed: true }, terms: TERMS }, door)

/** Copied by hand from wherever it was said: to be quoted no further than anybody may quote. */
const TERMS: Connector['terms'] = {
  keepForDays: null,
  refreshEveryDays: null,
  deleteWithinHours: null,
  mayExportText: true,
  mayQuotePublicly: false,
  mayReplyUnasked: false,
  needsApproval: false,
  link: 'https://heed.example/clip',
  readOn: '2026-11-23',
}
