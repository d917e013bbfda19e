/** What can be asked of a department and how a workspace asks: service cards, absences, kinds, settings, emergencies. Part of contract.ts. */
import { z } from 'zod'
import { endpoint } from '../base/endpoint.ts'
import { Email, Name } from '../people/contract.ts'
import { Kind } from './ask-contract.ts'

const Id = z.uuid()
const Day = z.iso.date()
const Moment = z.iso.datetime()
const Done = z.object({})
const ById = z.object({ id: Id })
const OfDepartment = z.object({ departmentId: Id })

export const CARD_ITEMS_MAX = 60
export const CARD_FREEZES_MAX = 40

/** One thing that can be asked: how many working days it needs after a yes, and what the department needs to see. */
export const CardItem = z.object({ kind: Kind, leadDays: z.int().min(0).max(250), needs: z.string().trim().max(1_000).default('') })
export type CardItem = z.infer<typeof CardItem>

/** Days, the last included, on which a department changes nothing. */
export const Freeze = z.object({ from: Day, until: Day, why: z.string().trim().min(1).max(200).regex(/^[^\p{Cc}\p{Cs}]*$/u) })
  .refine(({ from, until }) => from <= until, { path: ['until'] })
export type Freeze = z.infer<typeof Freeze>

/** All that is written on a card. At most one item for each kind. */
export const CardWords = z.object({
  about: z.string().trim().max(2_000).default(''),
  /** Working days in which it answers. */
  answerDays: z.int().min(1).max(30),
  contactId: Id.nullable().default(null),
  /** Who stands in for the contact. */
  deputyId: Id.nullable().default(null),
  /** Where its ticket system takes mail. */
  ticketAddress: Email.nullable().default(null),
  items: z.array(CardItem).max(CARD_ITEMS_MAX).refine((items) => new Set(items.map(({ kind }) => kind)).size === items.length),
  freezes: z.array(Freeze).max(CARD_FREEZES_MAX),
})
export type CardWords = z.infer<typeof CardWords>

const PersonNamed = z.object({ id: Id, name: z.string() })
/** Heed's kinds have no name here: theirs is in messages/. */
const ItemNamed = CardItem.extend({ kindName: z.string().nullable() })

/** A card as it is read. Freezes that are over are left out. */
export const Card = CardWords.omit({ contactId: true, deputyId: true }).extend({
  /** `awayUntil`: they are away today; the last day on which they are. */
  contact: PersonNamed.extend({ awayUntil: Day.nullable() }).nullable(),
  deputy: PersonNamed.nullable(),
  /** Null for those who may not change the card. */
  ticketAddress: Email.nullable(),
  items: z.array(ItemNamed),
  isPublished: z.boolean(),
  revision: z.int().positive(),
})
export type Card = z.infer<typeof Card>

/** Whose card it is. */
export const CardHolder = z.object({
  departmentId: Id,
  department: z.string(),
  isOutside: z.boolean(),
  /** The reader works there. */
  isOwn: z.boolean(),
  mayEdit: z.boolean(),
  /** Of the department's own calendar. */
  today: Day,
})
export type CardHolder = z.infer<typeof CardHolder>

/** A department's card and what is needed to write it. */
export const CardPage = CardHolder.extend({
  /** Null: there is none, or none that is published and the reader may not change it. */
  card: Card.nullable(),
  /** Who can be named on it: nobody for those who may not change it. */
  persons: z.array(PersonNamed),
})
export type CardPage = z.infer<typeof CardPage>

export const cards = endpoint({
  name: 'ask.cards',
  kind: 'read',
  needs: 'ask:read',
  about: 'The published cards: what can be asked of whom, how fast, and when not; and the departments that have none.',
  input: z.object({}),
  output: z.object({
    cards: z.array(CardHolder.extend({ card: Card })),
    /** `isDraft`: there is one that is not published; said to those who may change it. */
    without: z.array(CardHolder.extend({ isDraft: z.boolean() })),
  }),
})

export const card = endpoint({
  name: 'ask.card',
  kind: 'read',
  needs: 'ask:read',
  about: 'One department’s card.',
  input: OfDepartment,
  output: CardPage,
})

export const saveCard = endpoint({
  name: 'ask.save_card',
  kind: 'act',
  needs: 'card:manage',
  about: 'Writes a department’s card, whole. When somebody else did since this revision it is refused as `conflict`, with the card as it is now.',
  /** `revision`: of the card that was changed; 0 where there was none. */
  input: CardWords.extend({ departmentId: Id, revision: z.int().nonnegative() }),
  output: CardPage,
})

export const publishCard = endpoint({
  name: 'ask.publish_card',
  kind: 'act',
  needs: 'card:manage',
  about: 'Shows a card to everybody who asks.',
  input: OfDepartment,
  output: CardPage,
})

export const unpublishCard = endpoint({
  name: 'ask.unpublish_card',
  kind: 'act',
  needs: 'card:manage',
  about: 'Takes a card back: those who may change it still see it.',
  input: OfDepartment,
  output: CardPage,
})

/** Somebody is away, the last day included. */
export const Absence = z.object({
  id: Id,
  person: PersonNamed,
  from: Day,
  until: Day,
  /** Null: whoever the card of their department names. */
  deputy: PersonNamed.nullable(),
})
export type Absence = z.infer<typeof Absence>

export const absences = endpoint({
  name: 'ask.absences',
  kind: 'read',
  needs: 'ask:read',
  about: 'Who is away or will be, soonest first, and whose absence the reader may say. An outsider sees those of their own side.',
  input: z.object({}),
  output: z.object({
    absences: z.array(Absence.extend({ mayRemove: z.boolean() })),
    /** Whose absence the reader may say. */
    persons: z.array(PersonNamed),
    /** Who may stand in for them. */
    deputies: z.array(PersonNamed),
  }),
})

export const addAbsence = endpoint({
  name: 'ask.add_absence',
  kind: 'act',
  needs: 'card:manage',
  about: 'Says that somebody of one’s own department is away: what would go to them goes to their deputy. Managers say it of anybody.',
  input: z.object({ personId: Id, from: Day, until: Day, deputyId: Id.nullable().default(null) }),
  output: Absence,
})

export const removeAbsence = endpoint({
  name: 'ask.remove_absence',
  kind: 'act',
  needs: 'card:manage',
  about: 'Says that somebody is not away after all.',
  input: ById,
  output: Done,
})

/** A kind of ask that the workspace has besides those Heed knows. */
export const OwnKind = z.object({ id: Id, name: Name })
export type OwnKind = z.infer<typeof OwnKind>

export const kinds = endpoint({
  name: 'ask.kinds',
  kind: 'read',
  needs: 'ask:read',
  about: 'The workspace’s own kinds of ask, by name.',
  input: z.object({}),
  output: z.object({ kinds: z.array(OwnKind) }),
})

export const addKind = endpoint({
  name: 'ask.add_kind',
  kind: 'act',
  needs: 'ask:manage',
  about: 'Adds a kind of ask; no two have the same name.',
  input: OwnKind.omit({ id: true }),
  output: OwnKind,
})

export const renameKind = endpoint({
  name: 'ask.rename_kind',
  kind: 'act',
  needs: 'ask:manage',
  about: 'Gives one of the workspace’s own kinds another name, in old asks too.',
  input: OwnKind,
  output: OwnKind,
})

export const removeKind = endpoint({
  name: 'ask.remove_kind',
  kind: 'act',
  needs: 'ask:manage',
  about: 'No longer offers a kind, on no card either. Old asks keep its name.',
  input: ById,
  output: Done,
})

/** How the workspace asks. */
export const AskSettings = z.object({
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** A yes to more than this is confirmed by a code that is mailed; null: none is. */
  confirmAbove: z.int().nonnegative().max(1_000_000_000_000).nullable(),
  /** The company's own domains of mail: who answers from elsewhere confirms it. None: nobody has to for that. */
  mailDomains: z.array(z.string().trim().toLowerCase().max(253).regex(/^([a-z0-9-]+\.)+[a-z][a-z0-9-]+$/)).max(50),
  /** Nothing is sent from Friday afternoon to Saturday night, and on holidays. */
  quietSabbath: z.boolean(),
  /** Nothing is sent on memorial days, from the evening before. */
  quietMemorial: z.boolean(),
})
export type AskSettings = z.infer<typeof AskSettings>

export const settings = endpoint({
  name: 'ask.settings',
  kind: 'read',
  needs: 'ask:manage',
  about: 'How the workspace asks: its currency, which answers are confirmed by a code, and when nothing is sent.',
  input: z.object({}),
  output: AskSettings,
})

export const changeSettings = endpoint({
  name: 'ask.change_settings',
  kind: 'act',
  needs: 'ask:manage',
  about: 'Changes how the workspace asks.',
  input: AskSettings.partial(),
  output: AskSettings,
})

/** A time in which clocks and reminders stand still; null: there is none now. */
export const Emergency = z.object({ begunAt: Moment, by: z.string().nullable() }).nullable()
export type Emergency = z.infer<typeof Emergency>

export const emergency = endpoint({
  name: 'ask.emergency',
  kind: 'read',
  needs: 'ask:read',
  about: 'Whether there is an emergency: clocks and reminders of all asks stand still.',
  input: z.object({}),
  output: z.object({ emergency: Emergency }),
})

export const beginEmergency = endpoint({
  name: 'ask.begin_emergency',
  kind: 'act',
  needs: 'ask:manage',
  about: 'Stops the clocks and reminders of all asks, at once.',
  input: z.object({}),
  output: z.object({ emergency: Emergency }),
})

export const endEmergency = endpoint({
  name: 'ask.end_emergency',
  kind: 'act',
  needs: 'ask:manage',
  about: 'Lets the clocks and reminders of all asks go on; the time between counts for nobody.',
  input: z.object({}),
  output: z.object({ emergency: Emergency }),
})
