import { expect, test } from 'vitest'
import { unwrapped } from './redirect-links.ts'

const BASE = 'https://site.example/blog/feed.xml'

test.each([
  ['https://www.google.com/url?rct=j&sa=t&url=https://paper.example/a%3Fid%3D1&ct=ga&cd=x', 'https://paper.example/a?id=1'],
  ['https://www.google.co.il/url?q=https://paper.example/a', 'https://paper.example/a'],
  ['http://www.bing.com/news/apiclick.aspx?ref=FexRss&url=https%3a%2f%2fpaper.example%2fa&c=1', 'https://paper.example/a'],
  ['https://duckduckgo.com/l/?uddg=https%3A%2F%2Fpaper.example%2F', 'https://paper.example/'],
  ['https://www.google.com/url?url=javascript:alert(1)', 'https://www.google.com/url?url=javascript:alert(1)'],
  ['https://google.com.evil.example/url?url=https://paper.example/', 'https://google.com.evil.example/url?url=https://paper.example/'],
  ['https://site.example/url?url=https://paper.example/', 'https://site.example/url?url=https://paper.example/'],
  ['https://site.example/a?utm_source=rss&id=7&fbclid=x', 'https://site.example/a?id=7'],
  ['/a', 'https://site.example/a'],
  ['javascript:alert(1)', null],
  ['mailto:a@b.example', null],
  ['http://', null],
])('%s leads to %s', (link, target) => {
  expect(unwrapped(link, BASE)).toBe(target)
})
