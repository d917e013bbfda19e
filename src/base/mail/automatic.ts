import { addressesIn, type Header } from './header.ts'

/**
 * Whether nobody wrote this: an answer while away, a bounce, a mass mailing. RFC 3834 (`Auto-Submitted`), RFC 5321 section 4.5.5
 * (an empty return path), and what programs wrote before there were rules. `Precedence: list` alone is none: a group that several
 * people read is a list too.
 */
export function isAutomatic(header: Header): boolean {
  const has = (name: string, pattern: RegExp) => (header.get(name) ?? []).some((value) => pattern.test(value))
  return has('auto-submitted', /^(?!no\b)./i)
    || has('precedence', /^(?:bulk|junk|auto_reply)\b/i)
    || has('x-auto-response-suppress', /\b(?:all|oof|autoreply)\b/i)
    || has('x-autoreply', /^yes\b/i)
    || has('x-autorespond', /./)
    || has('return-path', /^<\s*>$/)
    || has('content-type', /^multipart\/report\b/i)
    || addressesIn(header, 'from').some(({ address }) => /^(?:mailer-daemon|postmaster)@/.test(address))
}
