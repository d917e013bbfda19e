import { AudioLines, DoorOpen, Ear, EarOff, FileText, FileUp, Handshake, ListChecks, MessageSquarePlus, Paperclip, RadioTower, Scale, SearchCheck, Settings, Sunrise, UserPlus, type LucideIcon } from 'lucide-react'
import type { MessageKey } from '../../base/wording.ts'

/** One of the app's main places: where it is, how it is called, and who may see it. */
export type Place = {
  readonly id: string
  readonly path: '/today' | '/listen' | '/asks' | '/sources' | '/settings'
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
  { id: 'asks', path: '/asks', letter: 'a', icon: Handshake, title: 'ask.list.title', needs: 'ask:read' },
  { id: 'sources', path: '/sources', letter: 's', icon: RadioTower, title: 'connect.sources', needs: 'source:read' },
  { id: 'settings', path: '/settings', letter: ',', icon: Settings, title: 'app.settings', needs: 'workspace:read' },
]

/** What can be begun from anywhere: the address where it is done. */
export type Deed = { readonly id: string; readonly href: string; readonly icon: LucideIcon; readonly title: MessageKey; readonly needs: string }

/** The deeds, for the palette. */
export const DEEDS: readonly Deed[] = [
  { id: 'new-ask', href: '/asks/new', icon: MessageSquarePlus, title: 'ask.raise.title', needs: 'ask:raise' },
  { id: 'service-cards', href: '/asks/cards', icon: FileText, title: 'ask.card.title', needs: 'ask:read' },
  { id: 'ledger', href: '/asks/ledger', icon: Scale, title: 'ask.ledger.title', needs: 'ledger:read' },
  { id: 'new-query', href: '/listen/query/new', icon: SearchCheck, title: 'listen.query.new', needs: 'query:manage' },
  { id: 'reach', href: '/listen/reach', icon: EarOff, title: 'listen.reach.title', needs: 'source:read' },
  { id: 'voices', href: '/listen/voices', icon: AudioLines, title: 'listen.voices.title', needs: 'mention:read' },
  { id: 'understood', href: '/listen/understood', icon: ListChecks, title: 'listen.understood.title', needs: 'mention:read' },
  { id: 'add-source', href: '/sources/add', icon: RadioTower, title: 'connect.sources.add', needs: 'source:manage' },
  { id: 'clip', href: '/clip', icon: Paperclip, title: 'connect.clip', needs: 'mention:file' },
  { id: 'import', href: '/import', icon: FileUp, title: 'connect.import.title', needs: 'import:manage' },
  { id: 'hear', href: '/hear', icon: DoorOpen, title: 'connect.hear_links', needs: 'hear:manage' },
  { id: 'invite', href: '/settings?section=people', icon: UserPlus, title: 'app.palette.invite', needs: 'people:invite' },
]
