import { SourceError } from '../../error.ts'
import type { Io } from '../../io.ts'
import type { Account } from './account.ts'
import { NoUsableAnswer } from './failure.ts'
import type { Mailbox } from './mailbox.ts'

/** The line of one reading: made anew when its sign-in grows old, or when an answer has broken it; then in the folder that was open. */
export class Line {
  readonly #io: Io
  readonly #account: Account
  #mailbox: Mailbox | null = null
  #folder: string | null = null

  constructor(io: Io, account: Account) {
    this.#io = io
    this.#account = account
  }

  /** Signs in. Throws SourceError. */
  async open(): Promise<void> {
    const { openMailbox } = await import('./mailbox.ts') // only when it is used: its library weighs 30 MB in memory
    this.#mailbox = await openMailbox(this.#io, this.#account)
    if (this.#folder !== null) await this.#mailbox.examine(this.#folder)
  }

  /** Opens a folder anew. */
  async examine(folder: string): ReturnType<Mailbox['examine']> {
    this.#folder = folder
    return this.ask((mailbox) => mailbox.examine(folder))
  }

  /** Asks what must be answered. Throws SourceError. */
  async ask<T>(question: (mailbox: Mailbox) => Promise<T>): Promise<T> {
    try {
      return await question(this.#open())
    } catch (error) {
      if (!(error instanceof NoUsableAnswer)) throw error
      throw new SourceError('retry', `${this.#account.host} ${error.message}.`, 0, { cause: error })
    }
  }

  /** Asks what may have no answer that can be used; it is then null, and the line is whole again. Throws SourceError. */
  async askIfAnswerable<T>(question: (mailbox: Mailbox) => Promise<T>): Promise<T | null> {
    try {
      return await question(this.#open())
    } catch (error) {
      if (!(error instanceof NoUsableAnswer)) throw error
      this.close()
      await this.open()
      return null
    }
  }

  async renewIfOld(): Promise<void> {
    const until = this.#mailbox?.until
    if (!until || this.#io.now() < until) return
    this.close()
    await this.open()
  }

  close(): void {
    this.#mailbox?.close()
    this.#mailbox = null
  }

  #open(): Mailbox {
    if (!this.#mailbox) throw new Error('a line is opened before it is used')
    return this.#mailbox
  }
}
