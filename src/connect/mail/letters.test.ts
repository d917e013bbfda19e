/** Letters as people's programs write them (letters/*.eml), read through a real server. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Imap, imapAvailable, PASSWORD } from '../../../tests/support/imap.ts'
import type { Post } from '../connector.ts'
import { openMailServer } from './fake-mailbox.ts'
import { oneRound } from './one-round.test-support.ts'

const { available, reason } = imapAvailable()
let imap: Imap
beforeAll(async () => {
  if (available) imap = await openMailServer()
})
afterAll(() => imap?.stop())

/** What is heard of these letters, sent to service@example.org one after another. */
async function heard(...names: readonly string[]): Promise<readonly Post[]> {
  const user = imap.newUser()
  for (const name of names) await imap.append(user, readFileSync(new URL(`letters/${name}.eml`, import.meta.url)))
  const way = await imap.way()
  const { posts } = await oneRound({
    address: 'service@example.org', user, password: PASSWORD, host: 'localhost', port: way.port, security: 'tls', folders: 'INBOX', daysBack: 1,
  })
  await way.close()
  return posts
}

describe.skipIf(!available)(`letters${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  it('in Hebrew in UTF-8: a reply, without what it answers', async () => {
    expect(await heard('hebrew-utf-8')).toEqual([{
      kind: 'said',
      externalId: 'reply-1@mail.example.com',
      form: 'reply',
      author: { id: 'dana.levi@example.com', handle: 'dana.levi@example.com', name: 'דנה לוי', followers: null },
      text: 'Re: החולצה שהזמנתי\n\nהחולצה הגיעה קרועה 😕 ואני רוצה החלפה.\nhttps://example.com/p/12?a=1.',
      lang: null,
      url: null,
      saidAt: new Date('2026-11-23T07:24:00Z'),
      links: ['https://example.com/p/12?a=1'],
      tags: [],
      media: [],
      replyTo: { parent: 'offer-1@service.example.org', root: 'first-1@service.example.org' },
      filedBy: null,
    }])
  })

  it('in Hebrew in windows-1255, from Outlook', async () => {
    expect(await heard('hebrew-windows-1255')).toMatchObject([{
      form: 'post', author: { id: 'yossi@example.com', name: 'יוסי כהן' }, text: 'תלונה על המשלוח\n\nהמשלוח איחר בשבוע, ואיש לא ענה לי.', replyTo: null,
    }])
  })

  it('in Hebrew in ISO-8859-8-I, as HTML alone', async () => {
    expect(await heard('hebrew-iso-8859-8-i')).toMatchObject([{
      author: { name: 'Noa' }, text: 'שאלה על אחריות\n\nהאם יש אחריות\u00a0על הסיר?\nתודה, נועה', links: ['https://example.com/pot'],
    }])
  })

  it('in Hebrew that call themselves Western, with a subject that calls itself nothing', async () => {
    expect(await heard('hebrew-mislabelled')).toMatchObject([{ text: 'מחיר שגוי\n\nהמחיר באתר לא נכון, price 12.' }])
  })

  it('with attachments, which are named and never read, and a signature', async () => {
    expect(await heard('attachments')).toMatchObject([{
      author: { name: 'Miller, Ann' },
      text: 'Broken blade\n\nThe blade broke on the second day. See the picture.\n\nAnn',
      media: [{ kind: 'image', url: null, alt: 'blade.jpg' }, { kind: 'link', url: null, alt: 'קבלה.pdf' }, { kind: 'link', url: null, alt: 'log.txt' }],
    }])
  })

  it('with a winmail.dat, which is named as what it is', async () => {
    expect(await heard('winmail')).toMatchObject([{ text: 'Invoice\n\nThe invoice is wrong.', media: [{ alt: 'winmail.dat' }] }])
  })

  it('that nobody wrote are left out; what people write to a group is not', async () => {
    const posts = await heard('automatic-away', 'automatic-bulk', 'automatic-bounce', 'list')
    expect(posts.map(({ externalId }) => externalId)).toEqual(['list-1@example.com'])
  })

  it('that somebody files by hand tell who wrote them first', async () => {
    const posts = await heard('filed-gmail-hebrew', 'filed-outlook', 'filed-apple-hebrew', 'filed-enclosed', 'filed-unreadable')
    expect(posts.map(({ author, text, filedBy, replyTo }) => ({ author: `${author.name} ${author.id}`, text, filedBy, replyTo }))).toEqual([
      { author: 'רותי לוי ruti@example.com', text: 'אכזבה\n\nהסיר נשבר אחרי יום.\nרותי' },
      { author: 'Tom Hill tom@example.com', text: 'Late again\n\nMy parcel is late again.\nTom' },
      { author: 'גיל בר gil@example.com', text: 'תודה\n\nשירות נהדר, תודה!' },
      { author: 'עדי adi@example.com', text: 'The handle\n\nThe handle is loose.' },
      { author: 'null clerk@example.org', text: 'From a letter\n\nA customer wrote to us on paper: the pot leaks.' },
    ].map((one) => ({ ...one, filedBy: 'clip-abcdefghjk', replyTo: null })))
  })
})
