import { AUTHOR, COMMENT, type Fields, fields, FOLLOWERS, HANDLE, HAS_IMAGE, HAS_LINK, HAS_VIDEO, LANGUAGE, none, one, REPLY, REPOST, SITE, TAG } from './field.ts'
import { COMMON, type Grammar } from './grammar.ts'
import { exact } from './kept.ts'
import { spelled } from './words.ts'

const IS = one({ comment: COMMENT, retweet: REPOST })

const FIELDS: Fields = {
  ...fields('title content', 'part'),
  ...fields('author authorshort', AUTHOR),
  mention: HANDLE,
  hashtag: TAG,
  lang: LANGUAGE,
  ...fields('site domainurl', SITE),
  followers: FOLLOWERS,
  contains: one({ image: HAS_IMAGE, video: HAS_VIDEO }),
  posttype: one({ image: HAS_IMAGE, video: HAS_VIDEO, link: HAS_LINK }),
  // Replies are told by network.
  is: (value) => (/^\w+_reply$/i.test(value) ? exact(REPLY) : IS(value)),
  ...fields('sourcecountry authorcountry', none('place')),
  ...fields(
    'gender author_id source_id authordescription sourcetype score device image demographic customerentity sentiment engagement reach',
    none('field'),
  ),
}

/**
 * Talkwalker. Read: "Search Syntax" of Talkwalker Alerts (talkwalker.com/syntax-alerts), the pages of its Search API
 * (developer.talkwalker.com/docs), and a summary of their query syntax. NEAR means a distance of 15 when it does not say; a phrase with ~ is also
 * found in one word; several site: side by side are alternatives; + and ++ mind punctuation, ++ capitals too. What AND and OR mean side by side is not said.
 */
export const talkwalker: Grammar = {
  ...COMMON,
  fields: FIELDS,
  near: 15,
  minus: true,
  sitesEither: true,
  suffixes: ['near', 'alike'],
  signs: [['++', (value) => spelled(value, 'exact')], ['+', (value) => spelled(value, 'folded')]],
}
