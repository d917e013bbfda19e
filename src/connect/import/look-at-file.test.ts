import { describe, expect, test } from 'vitest'
import { detectEncoding } from './encodings.ts'
import { lookAtFile } from './look-at-file.ts'
import { titleKey, VENDORS } from './vendors.ts'

const look = (content: string | Uint8Array, given = {}) => {
  const bytes = Buffer.from(content as Uint8Array)
  return lookAtFile(async (at, count) => bytes.subarray(at, at + count), bytes.length, given)
}
/** A text in an old encoding, through a table of what `TextDecoder` makes of each byte. */
function encoded(text: string, label: string): Buffer {
  const table = new Map(Array.from({ length: 256 }, (_, byte) => [new TextDecoder(label).decode(Uint8Array.of(byte)), byte]))
  return Buffer.from(Array.from(text, (sign) => table.get(sign) ?? 63))
}
const fieldsOf = ({ mapping, columns }: Awaited<ReturnType<typeof look>>) =>
  Object.fromEntries(Object.entries(mapping).map(([field, key]) => [field, columns.find((column) => column.key === key)?.name]))

describe('the encoding', () => {
  test.each([
    ['windows-1255', 'תאריך,תוכן\n1.2.2026,שלום עולם, יש כאן "מירכאות" ו־abc\n'],
    ['windows-1252', 'fecha,texto\n1.2.2026,¿Qué tal? Mañana café à la crème déjà vu\n'],
    ['utf-8', 'תאריך,תוכן\n1.2.2026,שלום עולם 👋🏽\n'],
  ] as const)('%s is told by its bytes', async (encoding, text) => {
    const bytes = encoding === 'utf-8' ? Buffer.from(text) : encoded(text, encoding)
    expect(detectEncoding([bytes])).toBe(encoding)
    const { rows, reading } = await look(bytes)
    expect([reading.encoding, rows[0]?.[1]]).toEqual([encoding, text.split('\n')[1]?.slice('1.2.2026,'.length).split(',')[0]])
  })

  test('UTF-16 is told with and without its mark', () => {
    const text = 'date\ttext\r\n2026-01-01\tשלום\r\n'
    expect(detectEncoding([Buffer.from(`\ufeff${text}`, 'utf16le')])).toBe('utf-16le')
    expect(detectEncoding([Buffer.from(text, 'utf16le')])).toBe('utf-16le')
    expect(detectEncoding([Buffer.from(text, 'utf16le').swap16()])).toBe('utf-16be')
  })

  test('is told by letters that come only far into the file, also where a sample cuts one', async () => {
    const bytes = Buffer.concat([Buffer.from(`text\n${'plain words\n'.repeat(60_000)}`), encoded('שלום לכולם\n'.repeat(30_000), 'windows-1255')])
    expect((await look(bytes)).reading.encoding).toBe('windows-1255')
    expect((await look(`text\n${'שלום לכולם\n'.repeat(60_000)}`)).reading.encoding).toBe('utf-8')
  })
})

describe('the table', () => {
  test.each([[','], [';'], ['\t'], ['|']] as const)('with %j between its cells is told by its rows', async (delimiter) => {
    const rows = ['date,text,author', '2026-01-01,"one, two; three",Dana', '2026-01-02,"four | five",Gil'].map((row) => row.replaceAll(/,(?! )/g, delimiter))
    const { reading, columns } = await look(rows.join('\r\n'))
    expect([reading.delimiter, columns.map(({ name }) => name)]).toEqual([delimiter, ['date', 'text', 'author']])
  })

  test('has its titles after what the export says of itself', async () => {
    const { reading, vendor, rows } = await look('Report:,Bulk Mentions Download\nBrand:,Lantern\n\nQuery Id,Query Name,Date,Title,Url,Page Type,Language,Full Name,Author,Full Text\n1,Lantern,2026-03-15 14:05:00.0,,https://x.example/1,twitter,he,Dana,dana,שלום\n')
    expect([reading.headerRow, vendor?.id, rows.length]).toEqual([4, 'brandwatch', 1])
  })

  test('may have no titles: then its columns are told by what is in them', async () => {
    const { reading, mapping } = await look('2026-03-15,https://x.example/1,They broke and nobody answers\n2026-03-16,https://x.example/2,Still waiting for somebody\n')
    expect([reading.headerRow, mapping]).toEqual([0, { date: '0', url: '1', text: '2' }])
  })

  test('of Hebrew titles that nobody knows is guessed by their names', async () => {
    expect(fieldsOf(await look('תאריך,שם הלקוח,תוכן הפנייה,ערוץ,קישור\n15.3.2026,דנה,נשבר,טלפון,https://x.example/1\n'))).toEqual({
      date: 'תאריך', authorName: 'שם הלקוח', text: 'תוכן הפנייה', network: 'ערוץ', url: 'קישור',
    })
  })
})

test('JSON Lines are looked at by the paths of their values', async () => {
  const { reading, mapping } = await look('{"content":"שלום","published":1770000000000,"extra_author_attributes":{"name":"Dana"},"url":"https://x.example/1"}\n{"content":"two","published":1770000000001}\n')
  expect([reading.format, mapping]).toEqual(['jsonl', { text: 'content', date: 'published', authorName: 'extra_author_attributes.name', url: 'url' }])
})

describe('an export of', () => {
  test.each([
    ['heed', 'Said (UTC),Where it was said,Form,Language,Author’s name,Author’s handle,Text,Link,Queries,In reply to (ID),Edited,Deleted there,ID', { id: 'ID', text: 'Text', date: 'Said (UTC)', authorName: 'Author’s name', replyTo: 'In reply to (ID)' }],
    ['heed', 'מתי נאמר (UTC),איפה נאמר,סוג,שפה,מאת,כינוי ברשת,טקסט,קישור,שאילתות,בתגובה למזהה,נערך,נמחק במקור,מזהה', { id: 'מזהה', text: 'טקסט', date: 'מתי נאמר (UTC)', network: 'איפה נאמר' }],
    ['meltwater', 'Date\tTime\tDocument ID\tURL\tInput Name\tSource Type\tSource Name\tAuthor Name\tAuthor Handle\tTitle\tOpening Text\tHit Sentence\tLanguage', { text: 'Hit Sentence', date: 'Date', time: 'Time', id: 'Document ID', authorHandle: 'Author Handle', network: 'Source Name' }],
    ['talkwalker', 'url,published,title,content,lang,source_type,extra_author_attributes.name', { text: 'content', date: 'published', authorName: 'extra_author_attributes.name', network: 'source_type' }],
    ['sprinklr', 'UniversalMessageId,SocialNetwork,SenderUserId,SenderScreenName,SenderListedName,Title,Message,MessageType,CreatedTime,LanguageCode,Permalink', { id: 'UniversalMessageId', text: 'Message', date: 'CreatedTime', url: 'Permalink', authorHandle: 'SenderScreenName' }],
    ['apify-google', 'title,stars,name,publishedAtDate,text,reviewId,reviewUrl,reviewerId', { id: 'reviewId', text: 'text', date: 'publishedAtDate', authorName: 'name' }],
    ['apify-facebook', 'facebookUrl,commentUrl,profileName,profileId,text,date', { text: 'text', url: 'commentUrl', authorName: 'profileName' }],
    ['zendesk', 'ID,Requester,Requester id,Subject,Description,Created at,Via', { id: 'ID', text: 'Description', title: 'Subject', authorName: 'Requester' }],
    ['freshdesk', 'Ticket ID,Subject,Status,Source,Created time,Full name', { id: 'Ticket ID', text: 'Subject', date: 'Created time', authorName: 'Full name' }],
    ['buzzilla', 'תאריך,שעה,אתר,גולש,כותרת,תוכן,קישור', { text: 'תוכן', date: 'תאריך', time: 'שעה', network: 'אתר', authorName: 'גולש' }],
  ])('%s is recognised by its columns', async (id, titles, fields) => {
    const found = await look(`${titles}\n${titles.split(/[\t,]/).map((_, n) => `cell ${n}`).join(titles.includes('\t') ? '\t' : ',')}\n`)
    expect(found.vendor?.id).toBe(id)
    expect(fieldsOf(found)).toMatchObject(fields)
  })

  test('every vendor that is known has columns written as they are compared, and a text', () => {
    for (const { id, has, columns } of VENDORS) {
      const titles = [...has, ...Object.values(columns).flat()]
      expect([id, titles.filter((title) => title !== titleKey(title))]).toEqual([id, []])
      expect([id, columns.text?.length ?? 0]).not.toEqual([id, 0])
    }
  })
})
