import { say } from '../../../base/messages.ts'
import type { Letter } from '../../../base/server/mail.ts'
import type { Language } from '../../../people/index.ts'
import { dayInWords, inLines, inOneLine, paragraphs } from './letter-words.ts'
import type { News } from './news.ts'

/** Things that one letter tells; the others wait for the next. */
export const NEWS_IN_LETTER = 30

/** One thing to tell, with the ask it is about. `link` is null for whom no page is open. */
export type NewsItem = { readonly news: News; readonly number: number; readonly title: string; readonly link: string | null }

/** What has happened since the last such letter, in one: plain text, in the reader's language. `items` are in order, at least one. */
export function writeNewsLetter(
  { language, name, workspace, items, now }: { language: Language; name: string | null; workspace: string; items: readonly NewsItem[]; now: Date },
): Pick<Letter, 'subject' | 'text'> {
  const [first] = items
  const asks = new Set(items.map(({ number }) => number)).size
  const subject = first && asks === 1
    ? say(language, 'ask.mail.subject.news', { number: first.number, title: inOneLine(first.title, 160) })
    : say(language, 'ask.mail.subject.digest', { count: asks })
  const text = paragraphs(
    name === null ? say(language, 'ask.mail.hello') : say(language, 'ask.mail.hello_name', { name: inOneLine(name, 80) }),
    ...[...Map.groupBy(items, ({ number }) => number).values()].map((those) => aboutOne(language, those, now)),
    say(language, 'ask.mail.news_signature', { workspace: inOneLine(workspace, 80) }),
  )
  return { subject, text: `${text}\n` }
}

/** All news of one ask. */
function aboutOne(language: Language, items: readonly NewsItem[], now: Date): string {
  const [first] = items
  if (!first) return ''
  const heading = say(language, 'ask.mail.news_of', { number: first.number, title: inOneLine(first.title, 160) })
  return [heading, ...items.map(({ news }) => sentence(language, news, now)), ...(first.link === null ? [] : [first.link])].join('\n')
}

function sentence(language: Language, news: News, now: Date): string {
  const { what, by, to, day, words, reason, condition } = news
  return [
    say(language, `ask.mail.news.${what}`, {
      by: inOneLine(by ?? '', 80), to: inOneLine(to ?? '', 254), day: day === undefined ? '' : dayInWords(language, day, now),
      reason: reason === undefined ? '' : say(language, `ask.reason.${reason}`),
    }),
    ...(words ? [say(language, 'ask.mail.quote', { words: inLines(words, 1_000) })] : []),
    ...(condition ? [say(language, 'ask.mail.condition', { words: inLines(condition, 1_000) })] : []),
  ].join('\n')
}
