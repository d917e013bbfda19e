import { expect, test } from 'vitest'
import { feedAddresses } from './discover.ts'

const PAGE = 'https://site.example/blog/'

test('the feeds a page names come first, resolved, each once', () => {
  const html = `<!doctype html><html><head>
    <link rel="alternate" type="application/rss+xml" title="News" href="feed.xml">
    <LINK REL='Alternate home' TYPE='application/atom+xml; charset=utf-8' HREF='//cdn.example/atom'>
    <link rel=alternate type=application/feed+json href=feed.xml>
    <link rel="alternate" hreflang="he" href="/he/"><link rel="stylesheet" type="text/css" href="/s.css">
    <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">`
  expect(feedAddresses(html, PAGE).slice(0, 3)).toEqual([
    'https://site.example/blog/feed.xml', 'https://cdn.example/atom', 'https://site.example/feed',
  ])
})

test('a base address is honoured', () => {
  const [first] = feedAddresses('<base href="/there/"><link rel="alternate" type="application/rss+xml" href="rss">', PAGE)
  expect(first).toBe('https://site.example/there/rss')
})

test('a page that names a thousand feeds is not believed', () => {
  const html = Array.from({ length: 1_000 }, (_, n) => `<link rel="alternate" type="application/rss+xml" href="/${n}">`).join('')
  expect(feedAddresses(html, PAGE).length).toBeLessThan(20)
})
