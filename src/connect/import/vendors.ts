/**
 * Whose export a file is, by its columns. As documented by the vendor or seen in files that people have published; each may change
 * without telling, so what is recognised is only proposed. docs/connectors.md lists where each was seen.
 */
import type { Field, Mapping } from '../import-contract.ts'

export type Vendor = {
  readonly id: string
  readonly name: string
  /** Columns that only this export has together. */
  readonly has: readonly string[]
  /** Which column is what; of several names the first that is there. */
  readonly columns: Partial<Record<Field, readonly string[]>>
  /** Where it was said, when the export is of one place only. */
  readonly place?: string
  readonly form?: 'comment' | 'review' | 'article'
}

/** Names are compared as `titleKey` makes them. The first that fits counts: the more particular stand first. */
export const VENDORS: readonly Vendor[] = [
  {
    id: 'heed',
    name: 'Heed',
    has: ['said (utc)', 'where it was said', 'text', 'id'],
    columns: {
      id: ['id'], text: ['text'], date: ['said (utc)'], url: ['link'], network: ['where it was said'], lang: ['language'], authorName: ['authors name'],
      authorHandle: ['authors handle'], replyTo: ['in reply to (id)'],
    },
  },
  {
    id: 'heed',
    name: 'Heed',
    has: ['מתי נאמר (utc)', 'איפה נאמר', 'טקסט', 'מזהה'],
    columns: {
      id: ['מזהה'], text: ['טקסט'], date: ['מתי נאמר (utc)'], url: ['קישור'], network: ['איפה נאמר'], lang: ['שפה'], authorName: ['מאת'],
      authorHandle: ['כינוי ברשת'], replyTo: ['בתגובה למזהה'],
    },
  },
  {
    id: 'brandwatch',
    name: 'Brandwatch',
    has: ['query id', 'query name', 'date', 'page type'],
    columns: {
      id: ['resource id', 'mention id'], text: ['full text', 'snippet'], title: ['title'], date: ['date'], url: ['url', 'original url'], network: ['page type', 'content source name', 'domain'],
      lang: ['language'], authorName: ['full name', 'author'], authorHandle: ['author'], authorId: ['x author id', 'twitter author id', 'facebook author id'],
      followers: ['x followers', 'twitter followers', 'instagram followers'], replyTo: ['reply to', 'x reply to', 'twitter reply to'],
    },
  },
  {
    id: 'meltwater',
    name: 'Meltwater',
    has: ['hit sentence', 'opening text', 'url'],
    columns: {
      id: ['document id', 'tweet id'], text: ['hit sentence', 'opening text'], title: ['headline', 'title'], date: ['date'], time: ['time'], url: ['url'],
      network: ['source name', 'source'], lang: ['language'], authorName: ['author name', 'influencer'], authorHandle: ['author handle', 'user profile url', 'twitter screen name'],
      followers: ['twitter followers'],
    },
  },
  {
    id: 'talkwalker',
    name: 'Talkwalker',
    has: ['published', 'content', 'extra_author_attributes.name'],
    columns: {
      id: ['external_id', 'id'], text: ['content', 'content_snippet'], title: ['title'], date: ['published'], url: ['url'], network: ['external_provider', 'domain_url', 'source_type'],
      lang: ['lang'], authorName: ['extra_author_attributes.name'], authorHandle: ['extra_author_attributes.short_name'], authorId: ['extra_author_attributes.id'],
      followers: ['article_extended_attributes.num_followers', 'extra_author_attributes.followers'], replyTo: ['parent_url'],
    },
  },
  {
    id: 'sprinklr',
    name: 'Sprinklr',
    has: ['universalmessageid', 'message', 'createdtime'],
    columns: {
      id: ['universalmessageid'], text: ['message'], title: ['title'], date: ['createdtime'], url: ['permalink'], network: ['socialnetwork', 'source'],
      lang: ['languagecode', 'language'], authorName: ['senderlistedname'], authorHandle: ['senderscreenname'], authorId: ['senderuserid'],
      followers: ['sender followers count', 'senderfollowerscount'],
    },
  },
  {
    id: 'sprout',
    name: 'Sprout Social',
    has: ['message id', 'network', 'message', 'timestamp'],
    columns: {
      id: ['message id'], text: ['message', 'text'], date: ['timestamp', 'timestamp (utc)'], url: ['linked content', 'permalink', 'link'], network: ['network'], lang: ['language'],
      authorName: ['from', 'author', 'sender'], authorHandle: ['username', 'screen name', 'author handle'],
    },
  },
  {
    id: 'hootsuite',
    name: 'Hootsuite',
    has: ['conversation id', 'message', 'channel'],
    columns: {
      id: ['message id'], text: ['message', 'message text', 'content'], date: ['created at', 'sent at', 'date'], network: ['medium', 'channel'], authorName: ['contact primary identifier', 'author'],
      authorId: ['contact profile id'], url: ['permalink', 'url'], lang: ['language'],
    },
  },
  {
    id: 'mention-com',
    name: 'Mention',
    has: ['source type', 'source name', 'published at', 'description'],
    columns: {
      id: ['id'], text: ['description'], title: ['title'], date: ['published at'], url: ['url', 'original url'], network: ['source name', 'source type'], lang: ['language', 'language code'],
      authorName: ['author', 'author name'], authorHandle: ['author handle'],
    },
  },
  {
    id: 'awario',
    name: 'Awario',
    has: ['source', 'author name', 'post snippet', 'post url'],
    columns: {
      text: ['post text', 'post snippet'], title: ['post title', 'title'], date: ['date', 'post date'], url: ['post url'], network: ['source'], lang: ['language'],
      authorName: ['author name'], authorHandle: ['author username'], followers: ['author reach', 'reach'],
    },
  },
  {
    id: 'buzzilla',
    name: 'Buzzilla / Vigo',
    has: ['תוכן', 'תאריך', 'אתר', 'גולש'],
    columns: {
      text: ['תוכן', 'תוכן ההודעה'], title: ['כותרת', 'נושא'], date: ['תאריך', 'תאריך פרסום'], time: ['שעה'], url: ['קישור', 'לינק', 'כתובת'], network: ['אתר', 'מקור', 'פלטפורמה'],
      authorName: ['גולש', 'כותב', 'שם הגולש'],
    },
  },
  {
    id: 'apify-google',
    name: 'Google Maps (Apify)',
    has: ['reviewid', 'publishedatdate', 'stars', 'text'],
    place: 'Google',
    form: 'review',
    columns: { id: ['reviewid'], text: ['text'], date: ['publishedatdate'], url: ['reviewurl'], authorName: ['name'], authorId: ['reviewerid'], lang: ['originallanguage', 'language'] },
  },
  {
    id: 'google-takeout',
    name: 'Google Takeout',
    has: ['starrating', 'comment', 'createtime'],
    place: 'Google',
    form: 'review',
    columns: { id: ['reviewid', 'name'], text: ['comment'], date: ['createtime'], authorName: ['reviewer.displayname', 'reviewer/displayname'] },
  },
  {
    id: 'apify-facebook',
    name: 'Facebook comments (Apify)',
    has: ['commenturl', 'profilename', 'text', 'date'],
    place: 'Facebook',
    form: 'comment',
    columns: { id: ['id', 'feedbackid'], text: ['text'], date: ['date'], url: ['commenturl'], authorName: ['profilename'], authorId: ['profileid'], replyTo: ['replytocommentid'] },
  },
  {
    id: 'apify-instagram',
    name: 'Instagram comments (Apify)',
    has: ['ownerusername', 'posturl', 'text', 'timestamp'],
    place: 'Instagram',
    form: 'comment',
    columns: { id: ['id'], text: ['text'], date: ['timestamp'], url: ['commenturl'], authorName: ['owner.full_name', 'owner/full_name', 'ownerusername'], authorHandle: ['ownerusername'], authorId: ['owner.id', 'owner/id'] },
  },
  {
    id: 'exportcomments',
    name: 'ExportComments',
    has: ['name (click to view profile)', 'comment', 'date'],
    form: 'comment',
    columns: { id: ['comment id'], text: ['comment'], date: ['date'], url: ['(view comment)', 'comment link'], authorName: ['name (click to view profile)'], authorId: ['profile id'] },
  },
  {
    id: 'zendesk',
    name: 'Zendesk',
    has: ['requester', 'subject', 'id', 'via'],
    columns: { id: ['id'], text: ['description', 'subject'], title: ['subject'], date: ['created at', 'requested'], authorName: ['requester', 'requester name'], authorId: ['requester id', 'requester email'], network: ['via'], lang: ['language', 'locale'] },
  },
  {
    id: 'freshdesk',
    name: 'Freshdesk',
    has: ['ticket id', 'subject', 'created time', 'source'],
    columns: { id: ['ticket id'], text: ['description', 'subject'], title: ['subject'], date: ['created time'], authorName: ['full name', 'requester name', 'contact name'], authorId: ['contact id', 'email', 'requester email'], network: ['source'], lang: ['language'] },
  },
]

/** Names by which a column is guessed where the export is nobody's that is known; the likelier first. */
export const NAMES: Record<Field, readonly string[]> = {
  text: ['full text', 'text', 'message', 'content', 'body', 'comment', 'review', 'post', 'mention', 'caption', 'description', 'snippet', 'feedback', 'answer', 'טקסט', 'תוכן', 'תוכן הפוסט', 'תוכן ההודעה', 'הודעה', 'תגובה', 'פוסט', 'ביקורת', 'חוות דעת', 'תיאור', 'פנייה', 'תוכן הפנייה', 'מלל'],
  title: ['title', 'headline', 'subject', 'כותרת', 'נושא'],
  date: ['date', 'published', 'published at', 'publish date', 'created at', 'created', 'created time', 'creation date', 'timestamp', 'datetime', 'date and time', 'posted at', 'said at', 'time stamp', 'תאריך', 'תאריך פרסום', 'תאריך ושעה', 'תאריך יצירה', 'מועד', 'פורסם', 'נוצר'],
  time: ['time', 'hour', 'שעה', 'שעת פרסום'],
  authorName: ['author name', 'author', 'name', 'full name', 'from', 'user', 'user name', 'reviewer', 'customer', 'customer name', 'display name', 'profile name', 'שם', 'שם מלא', 'שם הכותב', 'כותב', 'מחבר', 'מאת', 'גולש', 'משתמש', 'שם משתמש', 'לקוח', 'שם הלקוח'],
  authorHandle: ['author handle', 'handle', 'username', 'screen name', 'screen_name', 'author username', 'כינוי', 'ניק'],
  authorId: ['author id', 'user id', 'profile id', 'author_id', 'מזהה כותב', 'מזהה משתמש'],
  followers: ['followers', 'follower count', 'followers count', 'author followers', 'עוקבים', 'מספר עוקבים'],
  url: ['url', 'link', 'permalink', 'post url', 'mention url', 'comment url', 'href', 'קישור', 'לינק', 'כתובת', 'קישור לפוסט'],
  network: ['network', 'social network', 'platform', 'source', 'channel', 'site', 'place', 'source name', 'רשת', 'רשת חברתית', 'פלטפורמה', 'מקור', 'אתר', 'ערוץ'],
  lang: ['language', 'lang', 'language code', 'locale', 'שפה'],
  id: ['id', 'mention id', 'post id', 'message id', 'comment id', 'review id', 'external id', 'document id', 'uuid', 'guid', 'מזהה', 'מספר פנייה', 'מס פנייה'],
  replyTo: ['reply to', 'in reply to', 'parent id', 'parent', 'in reply to id', 'בתגובה ל'],
}

/** A title as it is compared: small letters, single spaces, no quotes or marks of direction. */
export function titleKey(title: string): string {
  return title.replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"'’׳״]/g, '').replaceAll(/[\s\u00a0]+/g, ' ').trim().toLowerCase()
}

type Column = { readonly key: string; readonly name: string }

/** The vendor whose export has these columns, if one is known. */
export function vendorOf(columns: readonly Column[]): Vendor | null {
  const titles = new Set(columns.map(({ name }) => titleKey(name)))
  return VENDORS.find(({ has }) => has.every((title) => titles.has(title))) ?? null
}

/** Which of these columns is what, as far as their names tell. No column is two things. */
export function mappingByNames(columns: readonly Column[], vendor: Vendor | null): Mapping {
  const byTitle = new Map(columns.toReversed().map(({ key, name }) => [titleKey(name), key]))
  const loose = new Map([...byTitle].map(([title, key]) => [title.replaceAll(/[_\-./]+/g, ' '), key]))
  const mapping: Mapping = {}
  for (const field of Object.keys(NAMES) as Field[]) {
    const wanted = vendor ? (vendor.columns[field] ?? []) : NAMES[field]
    const found = wanted.map((title) => byTitle.get(title) ?? (vendor ? undefined : loose.get(title))).find((key) => key !== undefined && !isTaken(mapping, key))
    if (found !== undefined) mapping[field] = found
  }
  return mapping
}

const isTaken = (mapping: Mapping, key: string): boolean => Object.values(mapping).includes(key)
