/** The ground of every fake network: a real HTTP server on an address of this machine, which can be told to fail. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type FakeServer = {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string
  /** The next request is answered with this instead, once. */
  failNext(status: number, headers?: Readonly<Record<string, string>>): void
  /** Drops every connection. May be called twice. */
  close(): Promise<void>
}

/** Starts a server that answers with `answer`. */
export async function startFakeServer(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<FakeServer> {
  const failures: { status: number; headers: Readonly<Record<string, string>> }[] = []
  const server = createServer((request, response) => {
    const failure = failures.shift()
    if (failure) response.writeHead(failure.status, failure.headers).end()
    else answer(request, response)
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    failNext: (status, headers = {}) => { failures.push({ status, headers }) },
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}
