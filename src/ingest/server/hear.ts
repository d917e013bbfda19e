import type { Post } from '../../connect/connector.ts'
import { match, type Place } from './match.ts'
import { normalise } from './normalise.ts'
import type { Standing } from './standing.ts'
import { type Understood, understand } from './understand.ts'

/** Where posts come from, when, and who tells of a bug. */
export type Origin = Place & { readonly standing: Standing; readonly onBug: (error: Error) => void }

/**
 * The stages that only think: normalise → match → understand. A post that breaks one of them is a bug of ours (or of its
 * connector); it is told of and left out, and all the others go on: nobody's listening may hang on one post.
 */
export function hear(posts: readonly Post[], { standing, onBug, ...place }: Origin): Understood[] {
  const think = (some: readonly Post[]) => understand(place.network, match(normalise(some, place.heardAt), place, standing))
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
