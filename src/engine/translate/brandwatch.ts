import {
  asks, AUTHOR, COMMENT, type Fields, fields, followers, HAS_IMAGE, HAS_VIDEO, LANGUAGE, LINK, none, one, REPLY, REPOST, SITE, TAG, URL,
} from './field.ts'
import { COMMON, type Grammar } from './grammar.ts'
import { spelled } from './words.ts'

const FIELDS: Fields = {
  title: 'part',
  site: SITE,
  url: URL,
  links: LINK,
  language: LANGUAGE,
  tags: TAG,
  raw: (value) => spelled(value, 'exact'),
  ...fields('author blogname weblogtitle', AUTHOR),
  authorfollowers: asks((value) => {
    const [, least = '', most = ''] = /^\[\s*(\d{1,12})\s+TO\s+(\d{1,12})\s*\]$/.exec(value) ?? []
    return followers(least, most)
  }),
  engagementtype: one({ comment: COMMENT, reply: REPLY, retweet: REPOST }),
  imagetype: one({ image: HAS_IMAGE }),
  publishersubtype: one({ image: HAS_IMAGE, video: HAS_VIDEO }),
  ...fields('continent country region city latitude longitude location', none('place')),
  ...fields(
    'channelid authorgender authorverified authorverifiedtype parentblogname rootblogname parentpostid rootpostid brandids objects '
    + 'engagingwith engagingwithguid guid itemreview rating minuteofday pubtype publication '
    + 'sensitivecontent subreddit subredditnsfw subreddittopics topleveldomain',
    none('field'),
  ),
}

/**
 * Brandwatch Consumer Research. Read: "Query Operators" (consumer-research-help.brandwatch.com, article 360012098098); "Wildcard &
 * Question Mark" (community.brandwatch.com, Boolean Explained); for `raw:`, "Advanced Query Operators" of January 2016. NEAR/x counts the words
 * between. The product refuses AND and OR side by side without brackets.
 */
export const brandwatch: Grammar = {
  ...COMMON,
  fields: FIELDS,
  near: 5,
  suffixes: ['near'],
  braces: true,
  comments: true,
}
