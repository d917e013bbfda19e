/** What the engine may know about a post. Only `text` is always there; spans are UTF-16 offsets into it. */
export type Post = {
  readonly text: string
  readonly lang?: string | null | undefined
  readonly network?: string | null | undefined
  readonly author?: string | null | undefined
  readonly url?: string | null | undefined
  readonly links?: readonly string[] | undefined
  readonly kind?: string | null | undefined
  readonly tags?: readonly string[] | undefined
  /** How many follow the author, when that is known. */
  readonly followers?: number | null | undefined
  /** What it carries: link, image, video. */
  readonly has?: readonly string[] | undefined
}
