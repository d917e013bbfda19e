import type { Post } from '../connector.ts'
import type { FakeNetwork } from '../fake-network.ts'
import type { demo } from './connector.ts'
import { type Tell, type Told, placeOf } from './story.ts'

type Settings = (typeof demo.settings)['_output']

/** A test looks whether somebody spoke this often. */
const SOON_MS = 5

/** A story that is written while it is told. */
export type FakeStory = FakeNetwork<Settings> & { readonly tell: Tell }

/** One without a word so far. It was opened a moment ago, and nothing in it is said at the same moment. */
export async function openFakeStory(): Promise<FakeStory> {
  const story: Told[] = []
  const opened = new Date(Date.now() - 60_000)
  const add = (kind: Post['kind'], externalId: string, text: string): void => {
    const at = new Date(opened.getTime() + story.length)
    story.push({ at, post: { ...ASIDE, kind, externalId, text, saidAt: at } })
  }
  return {
    settings: { opened: opened.toISOString() },
    wrong: [{ opened: '2999-01-01T00:00:00.000Z' }],
    tell: (_opened, after, until) => ({
      told: story.slice(after === null ? 0 : story.findIndex((one) => placeOf(one).at === after.at) + 1),
      nextAt: new Date(until.getTime() + SOON_MS),
    }),
    say: async (text) => {
      const id = `line-${story.length}`
      add('said', id, text)
      return id
    },
    edit: async (id, text) => add('edited', id, text),
    remove: async (id) => add('deleted', id, ''),
    listening: async () => undefined,
    cut: () => undefined,
    close: async () => undefined,
  }
}

const ASIDE: Post = {
  kind: 'said',
  externalId: '',
  form: 'post',
  author: { id: 'somebody', handle: 'somebody', name: null, followers: null },
  text: '',
  lang: null,
  url: null,
  saidAt: null,
  links: [],
  tags: [],
  media: [],
  replyTo: null,
}
