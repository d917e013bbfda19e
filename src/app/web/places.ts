import { Ear, type LucideIcon, RadioTower, Settings2, Sunrise } from 'lucide-react'
import type { MessageKey } from '../../base/wording.ts'

/** One of the app's main places: where it is, how it is called, and who may see it. */
export type Place = {
  readonly id: string
  readonly path: '/today' | '/listen' | '/sources' | '/settings'
  /** Goes there after `g`. */
  readonly letter: string
  readonly icon: LucideIcon
  readonly title: MessageKey
  /** The permission without which there is nothing to see. */
  readonly needs: string
}

/** The places, in the order of the day. */
export const PLACES: readonly Place[] = [
  { id: 'today', path: '/today', letter: 't', icon: Sunrise, title: 'listen.today.title', needs: 'mention:read' },
  { id: 'listen', path: '/listen', letter: 'l', icon: Ear, title: 'listen.title', needs: 'mention:read' },
  { id: 'sources', path: '/sources', letter: 's', icon: RadioTower, title: 'connect.sources', needs: 'source:read' },
  { id: 'settings', path: '/settings', letter: ',', icon: Settings2, title: 'app.settings', needs: 'workspace:read' },
]
