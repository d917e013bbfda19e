/**
 * The directory of identities (did:plc) that a personal data server needs, kept in one file: just enough of the directory's
 * HTTP interface (https://web.plc.directory/api/redoc), with every operation checked by the official library.
 */
import { appendFileSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const BODY_BYTES_MAX = 100_000

/** Starts it on a free port. `plc` is `@did-plc/lib`; `path` holds one JSON line per operation. */
export async function startDirectory(plc, path) {
  const logs = kept(path)
  const server = createServer((request, response) => {
    answer(plc, path, logs, request).then(
      ([status, body]) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      (error) => response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ message: String(error) })),
    )
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((resolve) => {
      server.close(resolve)
      server.closeAllConnections()
    }),
  }
}

async function answer(plc, path, logs, request) {
  const [did = '', ...rest] = decodeURIComponent(request.url ?? '/').slice(1).split('/')
  if (did === '_health') return [200, { version: 'test' }]
  const log = logs.get(did) ?? []
  if (request.method === 'POST') {
    const op = JSON.parse(await bodyOf(request))
    await plc.validateOperationLog(did, [...log, op])
    logs.set(did, [...log, op])
    appendFileSync(path, `${JSON.stringify({ did, op })}\n`)
    return [200, {}]
  }
  if (log.length === 0) return [404, { message: `DID not registered: ${did}` }]
  const what = rest.join('/')
  if (what === 'log') return [200, log]
  if (what === 'log/last') return [200, log.at(-1)]
  const found = await plc.validateOperationLog(did, log)
  if (found === null) return [410, { message: `DID not available: ${did}` }]
  return what === 'data' ? [200, found] : [200, plc.formatDidDoc(found)]
}

async function bodyOf(request) {
  let body = ''
  for await (const chunk of request) {
    body += chunk
    if (body.length > BODY_BYTES_MAX) throw new Error('too large')
  }
  return body
}

function kept(path) {
  const logs = new Map()
  let lines = []
  try {
    lines = readFileSync(path, 'utf8').split('\n').filter(Boolean)
  } catch {
    return logs
  }
  for (const line of lines) {
    const { did, op } = JSON.parse(line)
    logs.set(did, [...(logs.get(did) ?? []), op])
  }
  return logs
}
