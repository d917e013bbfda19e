import type { Post } from '../../connect/connector.ts'
import { match } from './match.ts'
import { normalise } from './normalise.ts'
import type { Standing } from './standing.ts'
import { type Understood, understand } from './understand.ts'

/** Where posts come from, when, and who tells of a bug. */
export type Origin = {
  readonly network: string
  readonly streamId: string
  readonly heardAt: Date
  readonly standing: Standing
  readonly onBug: (error: Error) => void
}

/**
 * The stages that only think: normalise → match → understand. A post that breaks one of them is a bug of ours (or of its
 * connector); it is told of and left out, and all the others go on: nobody's listening may hang on one post.
 */
export function hear(posts: readonly Post[], { network, streamId, heardAt, standing, onBug }: Origin): Understood[] {
  const think = (some: readonly Post[]) => understand(network, match(normalise(some, heardAt), { network, streamId }, standing))
  try {
    return think(posts)
  } catch {
    return posts.flatMap((post) => {
      try {
        return think([post])
      } catch (cause) {
        onBug(new Error(`the post ${post.externalId} could not be heard: ${cause instanceof Error ? cause.message : cause}`, { cause }))
        return []
      }
    })
  }
}
