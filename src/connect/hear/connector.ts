/** What those who work in the company heard from customers, or have to say themselves. */
import type { Connector } from '../connector.ts'
import { trayConnector, type TrayDoor } from '../tray/tray.ts'
import { HEAR } from './hear-contract.ts'

export const hear = (door: TrayDoor) => trayConnector({ id: HEAR, title: 'Hear', can: { edits: false, deletes: false, addressed: true }, terms: TERMS }, door)

/** Entrusted, and never for others’ eyes. */
const TERMS: Connector['terms'] = {
  keepForDays: null,
  refreshEveryDays: null,
  deleteWithinHours: null,
  mayExportText: true,
  mayQuotePublicly: false,
  mayReplyUnasked: false,
  needsApproval: false,
  link: 'https://heed.example/hear',
  readOn: '2026-11-23',
}
