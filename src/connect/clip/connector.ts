/** What people of the company file by hand: a post, a link, a screenshot. */
import { trayConnector, type TrayDoor } from '../tray/tray.ts'
import { CLIP } from './clip-contract.ts'

export const clip = (door: TrayDoor) => trayConnector({
  id: CLIP, title: 'Clip', can: { edits: false, deletes: false, addressed: true }, termsLink: 'https://heed.example/clip',
}, door)
