import { say } from '../../../base/messages.ts'
import type { Letter } from '../../../base/server/mail.ts'
import type { Language } from '../../../people/index.ts'
import type * as contract from '../../contract.ts'
import { surgeWords } from '../../surge-words.ts'

/** The letter that tells somebody of a surge: what is said, by how many, what is usual, against what that is judged, and where its mentions are. */
export function alertLetter({ to, language, workspace, zone, surge, rule, url }: {
  readonly to: string
  readonly language: Language
  readonly workspace: string
  readonly zone: string
  readonly surge: contract.Surge
  /** The name of the workspace's alert by which they are told; null: as they have set for themselves. */
  readonly rule: string | null
  readonly url: string
}): Letter {
  const params = surgeWords(surge, language, zone)
  const link = new URL('/listen', url)
  link.search = new URLSearchParams({ surge: surge.id }).toString()
  return {
    to,
    subject: say(language, 'listen.alert.mail.subject', { ...params, workspace: inOneLine(workspace) }),
    text: [
      say(language, 'listen.surge.said', params),
      say(language, surge.days < 28 ? 'listen.surge.young' : 'listen.surge.why', params),
      ...(rule === null ? [] : [say(language, 'listen.alert.by_rule', { rule: inOneLine(rule), workspace: inOneLine(workspace) })]),
      say(language, 'listen.alert.mail.open', { link: link.href }),
      say(language, 'listen.alert.mail.settings', { link: new URL('/settings?section=alerts', url).href }),
    ].join('\n\n'),
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}

const inOneLine = (words: string): string => words.replace(/[\p{Cc}\s]+/gu, ' ').trim().slice(0, 100)
