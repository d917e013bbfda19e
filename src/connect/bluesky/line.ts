/**
 * A WebSocket that is read at the reader's own pace: what arrives waits in a bounded buffer, and while that is full the
 * network is not read from, so that it holds the rest.
 */
import type { IncomingMessage } from 'node:http'
import type { LookupFunction } from 'node:net'
import { WebSocket } from 'ws'
import { SourceError } from '../../base/error.ts'
import type { Io } from '../../base/io.ts'
import { checkAnswer } from '../../base/server/check-answer.ts'

/** One message is never larger. The protocol allows 5 MB (https://atproto.com/specs/event-stream). */
export const FRAME_BYTES_MAX = 8 * 1024 * 1024

const BUFFER_BYTES_MAX = 16 * 1024 * 1024
const BUFFER_FRAMES_MAX = 10_000
const HANDSHAKE_TIMEOUT_MS = 10_000
/** How often we ask whether the other side is still there. */
const PING_EVERY_MS = 5_000
/** Without a sign of life for so long the line is dead, whatever the operating system believes. */
const SILENCE_MAX_MS = 30_000

export type Frame = { readonly bytes: Buffer; readonly binary: boolean }

export type Line = {
  /** The host as people know it, for sentences. */
  readonly host: string
  /**
   * The frames that have arrived, oldest first, at most `framesMax`. Waits up to `quietMs` for a first one, then `lingerMs` for
   * more; empty if nothing came. Throws the SourceError that ended the line, once all that came before has been taken.
   */
  take(framesMax: number, quietMs: number, lingerMs: number): Promise<readonly Frame[]>
  /** When the last question that was answered had been asked: what was said before is here. Null before the first answer. */
  heardOf(): Date | null
  close(): void
}

/** Connects to the address that was checked. Throws SourceError; once `io.signal` aborts, the line is closed and ends. */
export async function openLine(io: Io, url: string): Promise<Line> {
  const { address, family } = await io.mayReach(url)
  const lookup: LookupFunction = (_host, options, callback) => {
    if (options.all) callback(null, [{ address, family }])
    else callback(null, address, family)
  }
  const socket = new WebSocket(url, {
    lookup,
    perMessageDeflate: false,
    followRedirects: false,
    handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
    maxPayload: FRAME_BYTES_MAX,
    skipUTF8Validation: true, // one broken text must not end the line: whoever reads the frame decides
  })
  const host = new URL(url).host
  const line = buffered(io, socket, host)
  await opened(io, socket, url, host)
  return line
}

function opened(io: Io, socket: WebSocket, url: string, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      socket.terminate()
      reject(io.signal.reason)
    }
    const settle = (act: () => void) => () => {
      io.signal.removeEventListener('abort', abort)
      act()
    }
    if (io.signal.aborted) return abort()
    io.signal.addEventListener('abort', abort, { once: true })
    socket.once('open', settle(resolve))
    socket.once('unexpected-response', (_request, answer: IncomingMessage) => {
      settle(() => reject(refused(io, url, answer)))()
      answer.destroy()
      socket.terminate()
    })
    socket.once('error', (error) => settle(() => reject(new SourceError('retry', `${host} cannot be reached.`, 0, { cause: error })))())
  })
}

/** The error that an answer other than an open line means. */
function refused(io: Io, url: string, answer: IncomingMessage): unknown {
  const headers = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]))
  try {
    checkAnswer({ status: answer.statusCode ?? 0, headers, body: new Uint8Array(), url }, io.now())
  } catch (error) {
    return error
  }
  return new SourceError('retry', `${new URL(url).host} answered, but not with a stream of events.`)
}

function buffered(io: Io, socket: WebSocket, host: string): Line {
  const frames: Frame[] = []
  let bytes = 0
  let ended: SourceError | null = null
  let wake: (() => void) | null = null
  let answered: Date | null = null
  const life = keepAlive(io, socket, (askedAt) => { answered = askedAt })

  socket.on('message', (data: Buffer, binary) => {
    life.seen()
    frames.push({ bytes: data, binary })
    bytes += data.length
    if (bytes > BUFFER_BYTES_MAX || frames.length > BUFFER_FRAMES_MAX) socket.pause()
    wake?.()
  })
  socket.on('error', () => {}) // 'close' follows
  socket.on('close', (code, reason) => {
    const why = reason.length > 0 ? ` It said: ${reason.toString().slice(0, 200)}.` : ''
    ended = new SourceError('retry', `${host} ended the connection (${code}).${why}`)
    wake?.()
  })
  const change = (waitMs: number) => new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, waitMs)
    wake = () => {
      clearTimeout(timer)
      resolve()
    }
  })

  const lacks = (framesMax: number) => frames.length > 0 && frames.length < framesMax && ended === null

  return {
    host,
    async take(framesMax, quietMs, lingerMs) {
      if (frames.length === 0 && !ended) await change(quietMs)
      const until = performance.now() + lingerMs
      while (lacks(framesMax) && performance.now() < until) await change(lingerMs)
      if (frames.length === 0 && ended) throw ended
      const taken = frames.splice(0, framesMax)
      for (const frame of taken) bytes -= frame.bytes.length
      if (socket.isPaused && bytes < BUFFER_BYTES_MAX / 2 && frames.length < BUFFER_FRAMES_MAX / 2) {
        life.seen()
        socket.resume()
      }
      return taken
    },
    heardOf: () => answered,
    close: () => socket.terminate(),
  }
}

/** Asks every few seconds whether the other side lives, and gives the line up when it does not. */
function keepAlive(io: Io, socket: WebSocket, answered: (askedAt: Date) => void): { seen(): void } {
  let seenAt = performance.now()
  let asked: { at: Date; word: string } | null = null
  let asks = 0
  const timer = setInterval(() => {
    if (socket.readyState !== WebSocket.OPEN) return
    if (!socket.isPaused && performance.now() - seenAt > SILENCE_MAX_MS) return socket.terminate()
    if (asked) return
    asked = { at: io.now(), word: String(asks += 1) }
    socket.ping(asked.word)
  }, PING_EVERY_MS)
  const stop = () => socket.terminate()
  io.signal.addEventListener('abort', stop, { once: true })
  socket.on('pong', (word) => {
    seenAt = performance.now()
    if (asked && word.toString() === asked.word) answered(asked.at)
    asked = null
  })
  socket.on('close', () => {
    clearInterval(timer)
    io.signal.removeEventListener('abort', stop)
  })
  return { seen: () => { seenAt = performance.now() } }
}
