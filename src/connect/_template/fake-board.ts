import type { FakeNetwork } from '../fake-network.ts'
import { startFakeServer } from '../fake-server.ts'
import type { template } from './connector.ts'

type Settings = (typeof template.settings)['_output']

/** An invented message board, with one reader whose token may expire. */
export async function openFakeBoard(): Promise<FakeNetwork<Settings>> {
  const changes: object[] = []
  let token = 'good'
  const server = await startFakeServer((request, response) => {
    if (request.headers.authorization !== `Bearer ${token}`) return response.writeHead(401).end()
    const after = Number(new URL(request.url ?? '/', server.url).searchParams.get('after'))
    return response.setHeader('content-type', 'application/json').end(JSON.stringify({ changes: changes.slice(after, after + 100) }))
  })
  const change = (kind: 'said' | 'edited' | 'deleted', id: string, text: string) => {
    changes.push({ number: changes.length + 1, kind, id, author: 'dana', text, at: new Date().toISOString() })
  }
  return {
    settings: { url: server.url, token },
    wrong: [{ url: server.url, token: 'bad' }],
    say: async (text) => {
      const id = `post-${changes.length + 1}`
      change('said', id, text)
      return id
    },
    edit: async (id, text) => change('edited', id, text),
    remove: async (id) => change('deleted', id, ''),
    failNext: server.failNext,
    expireToken: () => { token = 'another' },
    close: server.close,
  }
}
