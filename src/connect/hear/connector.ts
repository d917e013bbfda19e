/** What those who work in the company heard from customers, or have to say themselves. */
import { trayConnector, type TrayDoor } from '../tray/tray.ts'
import { HEAR } from './hear-contract.ts'

export const hear = (door: TrayDoor) => trayConnector({
  id: HEAR, title: 'Hear', can: { edits: false, deletes: false, addressed: true }, termsLink: 'https://heed.example/hear',
}, door)
