import {
  AUTHOR, COMMENT, type Fields, fields, FOLLOWERS, HANDLE, HAS_IMAGE, HAS_VIDEO, LANGUAGE, LINK, none, one, ORIGINAL, REVIEW, SITE, TAG,
} from './field.ts'
import { COMMON, type Grammar } from './grammar.ts'
import { gone, wider } from './kept.ts'
import { spelled } from './words.ts'

const FIELDS: Fields = {
  ...fields('title ingress content body', 'part'),
  site: SITE,
  containslink: LINK,
  language: LANGUAGE,
  ...fields('author from', AUTHOR),
  ...fields('to mention', HANDLE),
  hashtag: TAG,
  casesensitive: (value) => spelled(value, 'cased'),
  followers: FOLLOWERS,
  attachmenttype: one({ image: HAS_IMAGE, video: HAS_VIDEO, reel: HAS_VIDEO }),
  socialtype: one({ social_comments: COMMENT, social_reviews: REVIEW }),
  // Quotes are neither reposts nor replies to us, so this hears them as well.
  posttype: (value) => (value.toLowerCase() === 'og' ? wider(ORIGINAL, 'kind') : gone('field')),
  country: none('place'),
  ...fields(
    'likes shares reach authority enrichments.socialscores.tw_likes enrichments.socialscores.fb_post_reactions infotype sourcename authorhuman '
    + 'spam nsfw verified authorverified authorverifiedtype imagetext imageentity imageobject imagescene imageemotion',
    none('field'),
  ),
}

/**
 * Meltwater Explore. Read: "How to Master Boolean Search" 1 and 2 (help.meltwater.com, article 4064557; support.meltwater.com, article
 * 360023166073), "Explore search performance" (article 11465451), and, for the fields, extracts of its Boolean Library. NEAR
 * means at most 4 words between, NEAR/n at most n; NOT binds before AND, AND before OR; capitals are no longer needed.
 */
export const meltwater: Grammar = {
  ...COMMON,
  fields: FIELDS,
  joints: { ...COMMON.joints, XNOT: 'XNOT' },
  anyCase: true,
  near: 4,
  mixes: true,
  suffixes: ['weight', 'times'],
  escapes: true,
}
