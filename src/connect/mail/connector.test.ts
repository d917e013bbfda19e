import { afterAll, beforeAll, describe } from 'vitest'
import { type Imap, imapAvailable } from '../../../tests/support/imap.ts'
import { conforms } from '../conformance.ts'
import { mail } from './connector.ts'
import { openMailbox, openMailServer } from './fake-mailbox.ts'

const { available, reason } = imapAvailable()
let imap: Imap
beforeAll(async () => {
  if (available) imap = await openMailServer()
})
afterAll(() => imap?.stop())

describe.skipIf(!available)(`on a real server${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  conforms(mail, () => openMailbox(imap))
})
