import {
  asks, AUTHOR, type Fields, fields, followers, HANDLE, HAS_IMAGE, HAS_LINK, HAS_MEDIA, HAS_VIDEO, LANGUAGE, LINK, none, one, REPLY, REPOST,
} from './field.ts'
import { COMMON, type Grammar } from './grammar.ts'
import { gone, wider } from './kept.ts'
import { spelled, words } from './words.ts'

const ATTACHED = { links: HAS_LINK, images: HAS_IMAGE, videos: HAS_VIDEO, media: HAS_MEDIA }

const FIELDS: Fields = {
  from: AUTHOR,
  to: (value) => {
    const { node } = HANDLE(value)
    return node ? wider(node, 'to') : gone('value')
  },
  url: LINK,
  lang: LANGUAGE,
  is: one({ retweet: REPOST, reply: REPLY }),
  has: one({ ...ATTACHED, video_link: HAS_VIDEO }),
  filter: one({ ...ATTACHED, replies: REPLY, nativeretweets: REPOST, twimg: HAS_IMAGE, native_video: HAS_VIDEO, consumer_video: HAS_VIDEO }),
  followers_count: asks((value) => {
    const [, least = '', most = ''] = /^(\d{1,12})(?:\.\.(\d{1,12}))?$/.exec(value) ?? []
    return followers(least, most)
  }),
  min_followers: asks((value) => (/^\d{1,12}$/.test(value) ? followers(value, '') : null)),
  ...fields('place place_country point_radius bounding_box near within geocode profile_country', none('place')),
  ...fields('since until since_time until_time since_id max_id within_time', none('time')),
  ...fields(
    'retweets_of retweets_of_tweet_id in_reply_to_tweet_id quotes_of_tweet_id conversation_id context entity list bio bio_name bio_location '
    + 'url_title url_description url_contains tweets_count following_count listed_count sample source min_faves min_retweets min_replies '
    + 'min_likes min_reposts include card_domain card_url card_name quoted_tweet_id quoted_user_id',
    none('field'),
  ),
}

/**
 * X: its search, and the rules of its filtered stream. Read: "Build a query" and "Operators" of Search Posts and of Filtered Stream
 * (docs.x.com/x-api/posts), "Enterprise operators" (developer.x.com), and, for the search box, github.com/igorbrigadir/twitter-advanced-search. A
 * space is AND and binds before OR; "…"~N reaches over N words; a lone * in a phrase is any word; there is no NOT.
 */
export const x: Grammar = {
  ...COMMON,
  fields: FIELDS,
  joints: { AND: 'AND', OR: 'OR' },
  minus: true,
  mixes: true,
  wildcards: { bare: 'none', quoted: 'words' },
  suffixes: ['near'],
  signs: [
    ['+', (value) => words(value, 'none')],
    ['$', (value) => {
      const { node } = spelled(value, 'folded')
      return node ? wider(node, 'punctuation') : gone('no_letters')
    }],
  ],
}
