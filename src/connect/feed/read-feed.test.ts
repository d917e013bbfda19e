import { expect, test } from 'vitest'
import { postsOf } from './entry-post.ts'
import { readFeed } from './read-feed.ts'

const URL_OF_FEED = 'https://site.example/feed'
const heard = (text: string) => postsOf(readFeed(text) ?? { title: null, home: null, entries: [] }, URL_OF_FEED)

test('RSS 2.0: the whole article, its author, tags, enclosure and date', () => {
  const [post] = heard(`<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>A blog</title><link>https://www.site.example/</link><item>
    <title><![CDATA[Fish &amp; <b>chips</b>]]></title><link>https://site.example/fish</link><guid>https://site.example/?p=1</guid>
    <dc:creator>דנה לוי</dc:creator><category>food</category><category>food</category><dc:language>he_IL</dc:language>
    <description>short</description>
    <content:encoded><![CDATA[<p>Long <a href="/more">words</a></p><img src="/f.jpg" alt="a fish">]]></content:encoded>
    <enclosure url="https://site.example/a.mp3" type="audio/mpeg" length="1"/><pubDate>Mon, 23 Nov 2026 11:00:00 +0200</pubDate>
    </item></channel></rss>`)
  expect(post).toMatchObject({
    kind: 'said',
    form: 'article',
    text: 'Fish & chips\n\nLong words',
    lang: 'he-IL',
    url: 'https://site.example/fish',
    tags: ['food'],
    author: { id: 'site.example/דנה לוי', handle: 'site.example', name: 'דנה לוי', followers: null },
    saidAt: new Date('2026-11-23T09:00:00Z'),
    links: ['https://site.example/fish', 'https://site.example/more'],
    replyTo: null,
  })
  expect(post?.media).toEqual([
    { kind: 'image', url: 'https://site.example/f.jpg', alt: 'a fish' },
    { kind: 'link', url: 'https://site.example/a.mp3', alt: null },
  ])
})

test('an alert feed: the title is text, the link is the article’s, its publisher is the author', () => {
  const [post] = heard(`<feed xmlns="http://www.w3.org/2005/Atom"><title>Google Alert - heed</title>
    <entry><id>tag:google.com,2013:googlealerts/feed:77</id><title type="html">We &lt;b&gt;heed&lt;/b&gt; you &amp;amp; yours</title>
    <link href="https://www.google.com/url?rct=j&amp;url=https://www.paper.example/a&amp;ct=ga"></link>
    <content type="html">All about &lt;b&gt;heed&lt;/b&gt;&amp;nbsp;...</content><author><name></name></author></entry></feed>`)
  expect(post).toMatchObject({
    text: 'We heed you & yours\n\nAll about heed\u00a0...', url: 'https://www.paper.example/a',
    author: { id: 'paper.example', handle: 'paper.example', name: 'paper.example' },
  })
})

test('a news search: the publisher it names is the author', () => {
  const [post] = heard(`<rss version="2.0"><channel><title>heed - News</title><link>https://news.example/</link><item><title>Heed</title>
    <link>https://news.example/rss/articles/abc</link><source url="https://www.paper.example">The Paper</source></item></channel></rss>`)
  expect(post?.author).toMatchObject({ id: 'paper.example', name: 'The Paper' })
})

test('Atom: XHTML, plain text and links of several kinds', () => {
  const posts = heard(`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>T</title><entry xml:lang="he"><id>urn:uuid:1</id>
    <title type="text">a &lt;b&gt; c</title><link rel="self" href="/self"/><link rel="alternate" href="/a"/>
    <link rel="enclosure" type="video/mp4" href="/v"/><updated>2026-11-23T09:00:00Z</updated>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>one</p><p>two</p></div></content>
    </entry></feed>`)
  expect(posts).toMatchObject([{
    text: 'a <b> c\n\none\ntwo',
    lang: 'he',
    url: 'https://site.example/a',
    media: [{ kind: 'video', url: 'https://site.example/v' }],
  }])
})

test('RDF, which is RSS 1.0', () => {
  const posts = heard(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://site.example/"><title>T</title></channel>
    <item rdf:about="https://site.example/1"><title>One</title><link>https://site.example/1</link><dc:date>2026-11-23</dc:date>
    <dc:creator>Avi</dc:creator></item></rdf:RDF>`)
  expect(posts).toMatchObject([{ text: 'One', author: { name: 'Avi' }, saidAt: new Date('2026-11-23') }])
})

test('JSON Feed: plain text is plain', () => {
  const posts = heard(JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'T',
    authors: [{ name: 'Noa' }],
    items: [{ id: '1', url: 'https://site.example/1', content_text: 'a <b> c', tags: ['x'], language: 'he' }],
  }))
  expect(posts).toMatchObject([{ text: 'a <b> c', author: { name: 'Noa' }, tags: ['x'], lang: 'he' }])
})

test.each([
  ['a page', '<!doctype html><html><head><title>x</title></head><body><item>no</item></body></html>'],
  ['a page that speaks of feeds', '<html><body><p>Use <rss version="2.0"> here</p></body></html>'],
  ['nothing', ''], ['words', 'hello'], ['other JSON', '{"a":1}'], ['a list', '[1,2]'], ['other XML', '<?xml version="1.0"?><svg/>'],
])('%s is not a feed', (_, text) => {
  expect(readFeed(text)).toBeNull()
})

const rss = (inside: string) => `<rss version="2.0"><channel>${inside}</channel></rss>`
const ONE = '<item><title>One</title></item>'

test.each([
  ['cut short', `<rss version="2.0"><channel>${ONE}<item><title>Tw`],
  ['with an undeclared entity', rss('<item><title>One&nbsp;&nosuch; </title></item>')],
  ['with a bomb of entities', `<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>${rss('<item><title>&b;One</title></item>')}`],
  ['nested a hundred thousand deep', rss(`${'<x>'.repeat(100_000)}${'</x>'.repeat(100_000)}${ONE}`)],
  ['with comments without end', rss(`${'<!--'.repeat(100_000)}${ONE}`)],
])('a feed %s is read as far as it goes, or not at all', (_, text) => {
  const feed = readFeed(text)
  expect(feed === null || feed.entries.length <= 2).toBe(true)
})
