import { expect, test } from 'vitest'
import { IMAGES_MAX, LINKS_MAX, readHtml } from './html-text.ts'

test.each([
  ['a paragraph is a line', '<p>one</p><p>two</p>', 'one\ntwo'],
  ['a break is a line', 'one<br>two<br/>three', 'one\ntwo\nthree'],
  ['list items are lines', '<ul><li>one<li>two</ul>', 'one\ntwo'],
  ['inline tags do not part words', 'un<b>believ</b>able <i>really</i>', 'unbelievable really'],
  ['cells of a table are parted', '<table><tr><td>a</td><td>b</td></tr></table>', 'a b'],
  ['entities are letters', '&quot;fish &amp; chips&quot; &#x5D0;&#1489; &eacute; &lt;b&gt;', '"fish & chips" אב é <b>'],
  ['space is one space', '<b>  one \n\t two </b> ', 'one two'],
  ['scripts and styles say nothing', 'a<script>alert("<p>x</p>")</script><style>p{}</style><template>t</template>b', 'ab'],
  ['comments say nothing', 'a<!-- hidden -->b', 'ab'],
  ['a lone sign is a sign', 'price < 5 & rising > 3', 'price < 5 & rising > 3'],
  ['broken markup is read as far as it goes', '<p>one<b>two</p>three</div><a href="x', 'onetwo\nthree'],
  ['plain text keeps its lines', 'one\n\n two', 'one\ntwo'],
  ['Hebrew with its points stays', '<p dir="rtl">שָׁלוֹם</p>', 'שָׁלוֹם'],
  ['nothing is nothing', '', ''],
])('%s', (_, html, text) => {
  expect(readHtml(html).text).toBe(text)
})

test('links and images are told, with what the images show', () => {
  const html = '<a href=" /a ">x</a><a href="/a">y</a><a name="n">z</a><img src="/i.png" alt=" a cat "><img alt="none">'
  const { links, images } = readHtml(html)
  expect([links, images]).toEqual([['/a'], [{ url: '/i.png', alt: 'a cat' }]])
})

test('ten thousand links and images are bounded', () => {
  const { links, images } = readHtml(Array.from({ length: 10_000 }, (_, n) => `<a href="/${n}"><img src="/${n}.png"></a>`).join(''))
  expect([links.length, images.length]).toEqual([LINKS_MAX, IMAGES_MAX])
})

test.each([
  ['a million open tags', '<div>'.repeat(1_000_000)],
  ['a million closed ones', '</div>'.repeat(1_000_000)],
  ['a million spaces', '&nbsp;'.repeat(1_000_000)],
  ['an attribute without end', `<a ${'x="'.repeat(1_000_000)}`],
  ['a million signs', '<'.repeat(1_000_000)],
])('reading goes on after %s', (_, html) => {
  expect(readHtml(`<p>words</p>${html}`).text.startsWith('words')).toBe(true)
})
