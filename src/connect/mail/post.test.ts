import { expect, test } from 'vitest'
import { readHeader } from '../../base/mail/header.ts'
import { clipToken } from './post.ts'

const header = (...lines: string[]) => readHeader(Buffer.from(lines.join('\r\n')))

test.each([
  ['To: Service <service+clip-abcdefghjk@example.org>', 'clip-abcdefghjk'],
  ['X-Original-To: Service+Clip-ABCDEFGHJK@Example.org', 'clip-abcdefghjk'],
  ['To: other@example.com, service+clip-abcdefghjk@example.org', 'clip-abcdefghjk'],
  ['To: service@example.org', null],
  ['To: other+clip-abcdefghjk@example.org', null],
  ['To: service+clip-abcdefghjk@example.com', null],
  ['To: service+clip-@example.org', null],
  ["To: service+clip-a'b<>cdefgh@example.org", null],
  ['Subject: service+clip-abcdefghjk@example.org', null],
])('%s was filed by %s', (line, token) => expect(clipToken(header(line), 'Service@Example.org')).toBe(token))
