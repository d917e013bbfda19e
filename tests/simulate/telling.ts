/** What a simulated network hands out: who said, edited and deleted what, in which order, with repeats. */
import type { Post } from '../../src/connect/connector.ts'
import { postOf } from './scene.ts'
import type { Random } from './random.ts'

/** One thing handed out. `at` rises along a telling; what happens to one post may be told out of order. */
export type Told = {
  readonly at: number
  readonly post: Post
  /** An author whose account was deleted right afterwards: nothing of theirs is told later. */
  readonly gone?: string
}

const POSTS_MAX = 30
const STEP_MS_MAX = 60_000
/** Authors who may leave. They edit nothing and tell one story only, so that what remains of them is certain. */
const LEAVERS = ['leaver-1', 'leaver-2']
const WORDS = ['apples', 'heed', 'תפוזים', 'heed apples', 'nothing', 'ולא כלום']

/**
 * Two tellings of one network. The second one tells again what became of some posts of the first, at its own pace; those are
 * never edited, for nobody could know which of two tellings has the later words.
 */
export function tellings(random: Random, start: number): [Told[], Told[]] {
  const first: Post[][] = []
  const second: Post[][] = []
  const posts = random.between(5, POSTS_MAX)
  for (let number = 0; number < posts; number += 1) {
    const isShared = random.percent(30)
    const events = storyOf(random, `post-${number}`, isShared)
    first.push(events)
    if (isShared) second.push(events)
  }
  for (const id of LEAVERS) for (let number = random.between(0, 3); number > 0; number -= 1) first.push([said(random, `${id}-${number}`, id)])
  return [leave(random, tell(random, first, start)), tell(random, second, start)]
}

function said(random: Random, externalId: string, id: string): Post {
  return postOf({ externalId, text: `${random.oneOf(WORDS)} 0`, author: { id, handle: `${id}.example`, name: null, followers: null } })
}

/** Lets authors leave in the middle of a telling. */
function leave(random: Random, telling: readonly Told[]): Told[] {
  return LEAVERS.filter(() => random.percent(50)).reduce((all: Told[], gone) => {
    const place = random.between(0, all.length - 1)
    return all.flatMap((told, number) => {
      if (number === place && told.gone === undefined) return [{ ...told, gone }]
      return number > place && told.post.author.id === gone ? [] : [told]
    })
  }, [...telling])
}

function storyOf(random: Random, externalId: string, isShared: boolean): Post[] {
  const events = [postOf({ externalId, text: `${random.oneOf(WORDS)} 0` })]
  if (!isShared) for (let edit = 1; random.percent(30); edit += 1) events.push(postOf({ externalId, kind: 'edited', text: `${random.oneOf(WORDS)} ${edit}` }))
  if (random.percent(25)) events.push(postOf({ externalId, kind: 'deleted' }))
  return events
}

/** Weaves stories into one, then shuffles it a little and repeats some of it. */
function tell(random: Random, stories: readonly (readonly Post[])[], start: number): Told[] {
  const rest = stories.map((story) => [...story])
  const posts: Post[] = []
  while (rest.some((story) => story.length > 0)) {
    const post = random.oneOf(rest.filter((story) => story.length > 0)).shift()
    if (post) posts.push(post)
  }
  for (let place = 0; place < posts.length; place += 1) {
    if (random.percent(15)) posts.splice(random.between(Math.max(0, place - 4), place), 0, ...posts.splice(place, 1))
    if (random.percent(10)) posts.splice(place, 0, random.oneOf(posts.slice(Math.max(0, place - 4), place + 1)))
  }
  let at = start
  return posts.map((post) => {
    at += random.between(1, STEP_MS_MAX)
    return { at, post }
  })
}
