/** What a word can hint at. */
export const CUES = [
  'asking', 'opening', 'tail', 'wondering', 'crowd', 'polite', 'order', 'idea', 'you', 'me', 'failure', 'unanswered', 'again', 'refund',
  'angry', 'thanks', 'praising', 'danger', 'leak', 'law', 'press', 'boycott', 'children', 'urgent', 'report', 'advert', 'joking',
  'greeting', 'team', 'role', 'pointed', 'name',
] as const
export type Cue = (typeof CUES)[number]
/** Words, and pairs of words joined by `_`, by what they hint at, with spaces between. */
export type CueWords = { readonly [cue in Cue]?: string }
