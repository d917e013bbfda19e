import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deriveToken } from '../../../base/server/derived-token.ts'
import { openSecrets } from '../../../base/server/secrets.ts'
import { linkKey } from '../link/make-link.ts'
import { inboxAt } from './inbox.ts'
import { linksIn, MARK_LENGTH, markKey, markOf } from './mark.ts'

const secrets = openSecrets(Buffer.from('a secret for tests that nobody keeps'))
const key = markKey(secrets)
const LINK = '0197a000-0000-7000-8000-00000000000a'
const MARK = markOf(key, LINK)
const token = deriveToken(linkKey(secrets), { workspaceId: '0197a000-0000-7000-8000-000000000001', id: LINK })
const settings = { secrets, sender: 'heed@lantern.example', address: 'answers@lantern.example', hasPlus: true, trouble: () => null }

describe('the mark of a link in mail', () => {
  it('leads back to its link, whatever stands around it and in whatever case', () => {
    fc.assert(fc.property(fc.uuid(), (id) => {
      const mark = markOf(key, id)
      expect(mark).toMatch(new RegExp(`^[0-9a-z]{${MARK_LENGTH}}$`))
      for (const text of [mark, mark.toUpperCase(), `answers+${mark}@lantern.example`, `<${mark}.0197a000@lantern.example>`]) expect(linksIn(key, text)).toEqual([id])
    }))
  })

  it('cannot be made up, changed or made with another key', () => {
    fc.assert(fc.property(fc.nat(MARK_LENGTH - 1), fc.constantFrom(...'0123456789abcdefghijklmnopqrstuvwxyz'), (at, digit) => {
      fc.pre(MARK[at] !== digit)
      expect(linksIn(key, `${MARK.slice(0, at)}${digit}${MARK.slice(at + 1)}`)).toEqual([])
    }))
    expect(linksIn(markKey(openSecrets(Buffer.from('another secret'))), MARK)).toEqual([])
    expect(linksIn(key, `${MARK}0 0${MARK} ${'z'.repeat(MARK_LENGTH)} ${MARK.slice(1)}`)).toEqual([])
  })

  it('is found once, in the order in which several stand, among at most so many that look like one', () => {
    const other = markOf(key, '0197a000-0000-7000-8000-00000000000b')
    expect(linksIn(key, `${other} ${MARK} ${other}`)).toEqual(['0197a000-0000-7000-8000-00000000000b', LINK])
    expect(linksIn(key, `${`${'a'.repeat(MARK_LENGTH)} `.repeat(100_000)}${MARK}`)).toEqual([])
  })
})

describe('the mailbox for answers', () => {
  it('gives each link an address and each letter an id of its own', () => {
    const inbox = inboxAt(settings)
    expect(inbox.addressFor(token)).toBe(`answers+${MARK}@lantern.example`)
    expect(inbox.returnAddressFor(token)).toBe(`answers+${MARK}@lantern.example`)
    expect(inbox.messageIdFor(token, '0197a000-0000-7000-8000-0000000000ff')).toBe(`<${MARK}.0197a0000000700080000000000000ff@lantern.example>`)
  })

  it('has one address where its server knows no plus, or its name leaves no room for a mark', () => {
    expect(inboxAt({ ...settings, hasPlus: false }).addressFor(token)).toBe('answers@lantern.example')
    const local = 'a'.repeat(64 - MARK_LENGTH)
    expect(inboxAt({ ...settings, address: `${local}@lantern.example` }).addressFor(token)).toBe(`${local}@lantern.example`)
    expect(inboxAt({ ...settings, address: `${local.slice(1)}@lantern.example` }).addressFor(token)).toBe(`${local.slice(1)}+${MARK}@lantern.example`)
  })

  it('has none where none is read, and asks no other domain to take letters back', () => {
    const none = inboxAt({ ...settings, address: null })
    expect([none.isRead, none.addressFor(token), none.returnAddressFor(token)]).toEqual([false, null, null])
    expect(inboxAt({ ...settings, address: 'answers@mail.example' }).returnAddressFor(token)).toBeNull()
  })
})
