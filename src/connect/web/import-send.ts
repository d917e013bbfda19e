import { useEffect, useRef, useState } from 'react'
import { base64Of } from '../../base/web/base64-of.ts'
import { call, CallError } from '../../base/web/call.ts'
import { useWorkspaceId } from '../../base/web/workspace.ts'
import { beginUpload, PART_BYTES_MAX, putPart } from '../import-contract.ts'

const PART_BYTES = { first: 256 * 1024, least: 64 * 1024 }
/** A part that takes longer is too large for this line, one that takes less too small. */
const GOOD_MS = { least: 1_000, most: 8_000 }
const WAIT_MS = 2_000

/** A file on its way. `isWaiting`: the line is lost, and it goes on by itself. */
export type Sending = { readonly name: string; readonly sent: number; readonly total: number; readonly perSecond: number | null; readonly isWaiting: boolean }

/** Sends files part by part, each as far as it is not there yet; `sent` when one is wholly there. */
export function useSending(sent: (uploadId: string) => void): { readonly sending: Sending | null; readonly error: unknown; readonly send: (file: File) => void; readonly stop: () => void } {
  const workspaceId = useWorkspaceId()
  const [sending, setSending] = useState<Sending | null>(null)
  const [error, setError] = useState<unknown>(null)
  const stopping = useRef<AbortController>(undefined)
  useEffect(() => () => stopping.current?.abort(), [])
  const stop = () => {
    stopping.current?.abort()
    setSending(null)
  }
  const send = (file: File) => {
    stop()
    const { signal } = (stopping.current = new AbortController())
    setError(null)
    const over = (tell: () => void) => {
      if (signal.aborted) return
      setSending(null)
      tell()
    }
    sendFile(file, workspaceId, signal, setSending).then(
      (uploadId) => over(() => sent(uploadId)),
      (problem: unknown) => over(() => setError(problem)),
    )
  }
  return { sending, error, send, stop }
}

async function sendFile(file: File, workspaceId: string | null, signal: AbortSignal, tell: (sending: Sending) => void): Promise<string> {
  const { name, size } = file
  const options = { workspaceId, signal }
  const said = { name, total: size, isWaiting: false }
  const begin = () => call(beginUpload, { name: name.slice(0, 200), bytes: size, modifiedAt: new Date(file.lastModified).toISOString() }, options)
  const { uploadId, received } = await patiently(begin, () => tell({ ...said, sent: 0, perSecond: null, isWaiting: true }), signal)
  const begun = { at: received, ms: performance.now() }
  let partBytes = PART_BYTES.first
  for (let at = received; at < size;) {
    const perSecond = at > begun.at ? ((at - begun.at) * 1_000) / (performance.now() - begun.ms) : null
    tell({ ...said, sent: at, perSecond })
    const base64 = await base64Of(file.slice(at, at + partBytes))
    const beganMs = performance.now()
    try {
      at = (await call(putPart, { uploadId, at, base64 }, options)).received
      const tookMs = performance.now() - beganMs
      if (tookMs < GOOD_MS.least) partBytes = Math.min(partBytes * 2, PART_BYTES_MAX)
      if (tookMs > GOOD_MS.most) partBytes = Math.max(partBytes / 2, PART_BYTES.least)
    } catch (problem) {
      const there = placeIn(problem)
      if (there === null && !mayPass(problem)) throw problem
      if (there === null) {
        partBytes = Math.max(partBytes / 2, PART_BYTES.least)
        tell({ ...said, sent: at, perSecond: null, isWaiting: true })
        await wait(signal)
      }
      at = there ?? at
    }
  }
  return uploadId
}

/** Again and again while nobody answers. */
async function patiently<T>(work: () => Promise<T>, waiting: () => void, signal: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (problem) {
      if (!mayPass(problem)) throw problem
      waiting()
      await wait(signal)
    }
  }
}

const mayPass = (problem: unknown) => problem instanceof CallError && (problem.code === 'unreachable' || problem.code === 'too_many')

/** From where the server wants the file to go on. */
function placeIn(problem: unknown): number | null {
  if (!(problem instanceof CallError) || problem.code !== 'connect.part_elsewhere') return null
  const { received } = problem.details
  return typeof received === 'number' ? received : null
}

function wait(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    setTimeout(() => (signal.aborted ? reject(signal.reason) : resolve()), WAIT_MS)
  })
}
