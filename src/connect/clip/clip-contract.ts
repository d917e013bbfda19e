/** Filing by hand. Part of handed-in-contract.ts, the door. */
import { z } from 'zod'
import { endpoint } from '../../base/endpoint.ts'

/** The network of what is filed by hand. */
export const CLIP = 'clip'

export const PICTURE_BYTES_MAX = 5 * 1024 * 1024
export const CLIP_TEXT_UNITS_MAX = 20_000

const Link = z.url({ protocol: /^https?$/ }).max(2_000)

/** That something was filed before: when, and by whom as far as is known. */
const Filed = z.object({ externalId: z.string(), filedAt: z.iso.datetime(), filedBy: z.string().nullable() })

export const fileClip = endpoint({
  name: 'connect.clip',
  kind: 'act',
  needs: 'mention:file',
  about: 'Files a post, a link or a screenshot by hand. What was filed before is not filed again, and is named.',
  bodyBytesMax: 8 * 1024 * 1024,
  input: z.object({
    text: z.string().trim().max(CLIP_TEXT_UNITS_MAX).default(''),
    url: Link.nullable().default(null),
    author: z.string().trim().max(200).default(''),
    /** Where it was said, as people call the place. */
    origin: z.string().trim().max(60).default(''),
    saidAt: z.iso.datetime({ offset: true }).nullable().default(null),
    picture: z.object({ base64: z.base64().max(Math.ceil(PICTURE_BYTES_MAX / 3) * 4), alt: z.string().trim().max(1_000).default('') }).nullable().default(null),
  }),
  output: Filed.extend({ known: z.boolean() }),
})

export const lookAtPage = endpoint({
  name: 'connect.look_at_page',
  kind: 'read',
  needs: 'mention:file',
  about: 'What a page says of itself (title, author, date), to propose it to whoever files it; and whether it was filed before.',
  input: z.object({ url: Link }),
  output: z.object({
    /** Without what does not make it another page. */
    url: z.string(),
    text: z.string(),
    author: z.string(),
    origin: z.string(),
    saidAt: z.iso.datetime().nullable(),
    /** Why it could not be looked at; null when it could. */
    problem: z.string().nullable(),
    filed: Filed.nullable(),
  }),
})

export const clipPicture = endpoint({
  name: 'connect.clip_picture',
  kind: 'file',
  needs: 'mention:read',
  about: 'The screenshot that was filed with a clip, without what a camera wrote into it.',
  input: z.object({ clipId: z.uuid() }),
  output: z.object({}),
})

export const clipAddress = endpoint({
  name: 'connect.clip_address',
  kind: 'act',
  needs: 'mention:file',
  about: 'What the asker adds to the address of a mailbox that Heed listens to (after a plus sign) to file a mail by forwarding it.',
  input: z.object({}),
  output: z.object({ token: z.string(), addresses: z.array(z.string()) }),
})
