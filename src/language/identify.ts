import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { eld as Detector } from 'eld/small'
import { writingOf } from './scripts.ts'
import { isYiddish } from './yiddish.ts'

/** A language (ISO 639-1, or `und` when it cannot be told) and how sure we are, from 0 to 1. */
export type Identified = { readonly lang: string; readonly confidence: number }

const UNDETERMINED: Identified = { lang: 'und', confidence: 0 }
/** A language shows within this many UTF-16 units; more of a long text is not read. */
const READ_LENGTH_MAX = 5_000
/** Addresses, mail addresses and mentions. The look behind keeps it linear: a run of letters is tried only from its beginning. */
const NOT_PROSE = /(?:https?:\/\/|www\.)\S+|(?<![\p{L}\p{N}._-])[\p{L}\p{N}._-]*@[\p{L}\p{N}_.@-]+/giu

/**
 * The language of a short post: by its script where that decides, by a rule for Yiddish, otherwise by its letter sequences.
 * Addresses and @mentions are not read. A text without two letters side by side is `und`.
 */
export function identify(text: string): Identified {
  const prose = text.slice(0, READ_LENGTH_MAX).toWellFormed().replaceAll(NOT_PROSE, ' ')
  if (!/\p{L}\p{M}*\p{L}/u.test(prose)) return UNDETERMINED
  const writing = writingOf(prose)
  if (!writing) return UNDETERMINED
  const { script, lang, share } = writing
  if (lang !== null) return { lang, confidence: share }
  if (script === 'Hebrew') return { lang: isYiddish(prose) ? 'yi' : 'he', confidence: share }
  if (script === 'Other') return UNDETERMINED
  return bySequences(prose, share)
}

function bySequences(prose: string, share: number): Identified {
  const result = detector().detect(prose)
  if (result.language === '') return UNDETERMINED
  const [best = 0, next = 0] = Object.values(result.getScores()).toSorted((a, b) => b - a)
  return { lang: result.language, confidence: best === 0 ? 0 : share * Math.min(1, 0.5 + (best - next) / best) }
}

let loaded: typeof Detector | undefined

/** The letter-sequence tables take a second and tens of megabytes, so they are loaded when a text first needs them, once. */
function detector(): typeof Detector {
  loaded ??= (createRequire(import.meta.url)(fileURLToPath(import.meta.resolve('eld/small'))) as { eld: typeof Detector }).eld
  return loaded
}
