import type { Reason } from '../../ask-contract.ts'

/** What people are told of, in letters that gather: each is a sentence `ask.mail.news.KEY`. */
export const NEWS = [
  'yes_by', 'yes_needs_date', 'yes_but', 'yes_but_by', 'no_because', 'no_because_hidden',
  'kept', 'moved', 'not_kept', 'silent', 'commented', 'unread',
  'not_arrived', 'maybe_arrived', 'share_wanted', 'due_soon', 'due_today', 'overdue',
  'accepted', 'accepted_undated', 'declined', 'withdrawn', 'disputed', 'thanks', 'condition_met',
] as const

/** One thing to tell of an ask. `by`: who did it; `to`: whom a message was for; `day`: an ISO date; `words`: people’s own. */
export type News = {
  /** Of which side of the ask whoever reads it is. */
  readonly side: 'asking' | 'asked'
  readonly what: (typeof NEWS)[number]
  readonly by?: string
  readonly to?: string
  readonly day?: string
  readonly words?: string
  readonly reason?: Reason
  /** What would make a no a yes. */
  readonly condition?: string
}
