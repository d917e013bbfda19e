import type { Card, CardWords } from '../contract.ts'

/** A card while it is written: numbers are what is typed, and `key` tells rows apart that say the same. */
export type CardDraft = {
  readonly about: string
  readonly answerDays: string
  readonly contactId: string | null
  readonly deputyId: string | null
  readonly ticketAddress: string
  readonly items: readonly DraftItem[]
  readonly freezes: readonly DraftFreeze[]
}

export type DraftItem = { readonly kind: string; readonly kindName: string | null; readonly leadDays: string; readonly needs: string }
export type DraftFreeze = { readonly key: string; readonly from: string; readonly until: string; readonly why: string }

const ANSWER_DAYS_USUAL = '3'

/** What is written at first: the card as it is, or an empty one. */
export function draftOf(card: Card | null): CardDraft {
  return {
    about: card?.about ?? '',
    answerDays: card ? String(card.answerDays) : ANSWER_DAYS_USUAL,
    contactId: card?.contact?.id ?? null,
    deputyId: card?.deputy?.id ?? null,
    ticketAddress: card?.ticketAddress ?? '',
    items: card?.items.map((item) => ({ ...item, leadDays: String(item.leadDays) })) ?? [],
    freezes: card?.freezes.map((freeze) => ({ ...freeze, key: crypto.randomUUID() })) ?? [],
  }
}

/** What a draft says. */
export function wordsOf(draft: CardDraft): CardWords {
  return {
    about: draft.about,
    answerDays: Number(draft.answerDays),
    contactId: draft.contactId,
    deputyId: draft.deputyId,
    ticketAddress: draft.ticketAddress.trim() || null,
    items: draft.items.map(({ kind, leadDays, needs }) => ({ kind, leadDays: Number(leadDays), needs })),
    freezes: draft.freezes.map(({ from, until, why }) => ({ from, until, why })),
  }
}

/** A freeze that ends before it begins. */
export const endsBeforeItBegins = ({ from, until }: DraftFreeze): boolean => from !== '' && until !== '' && until < from
