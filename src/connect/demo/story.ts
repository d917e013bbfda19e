/** The bundled story: files of lines, each something said, edited or taken back at its time. docs/demo-story.md tells what happens in it. */
import { readFile, readdir } from 'node:fs/promises'
import { z } from 'zod'
import type { Post } from '../connector.ts'
import { StoryTime, WEEKS_TOLD, calendarOf } from './story-day.ts'

const Said = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  at: StoryTime,
  kind: z.literal('said').default('said'),
  /** Where it was said, as people call the place. */
  origin: z.string().min(1).max(60),
  form: z.enum(['post', 'reply', 'repost', 'review', 'comment', 'article']),
  author: z.object({ id: z.string().min(1), handle: z.string(), name: z.string().nullable(), followers: z.int().nonnegative().nullable() }),
  /** As its network labels it, where it does. */
  lang: z.string().nullable(),
  text: z.string().min(1),
  links: z.array(z.url()).default([]),
  tags: z.array(z.string()).default([]),
  /** What its picture shows. */
  picture: z.string().optional(),
  /** The line that it answers. */
  replyTo: z.string().optional(),
  /** The text that it copies, shares or spreads; absent from what somebody wrote. */
  copyOf: z.string().optional(),
  /** What it is about, by whoever wrote it: tests hold queries to it, and later chapters find their posts by it. */
  about: z.array(z.string()),
})
const Edited = z.object({ id: z.string(), at: StoryTime, kind: z.literal('edited'), text: z.string().min(1) })
const Deleted = z.object({ id: z.string(), at: StoryTime, kind: z.literal('deleted') })

/** One line of the story. */
export type Line = z.output<typeof Line>
const Line = z.union([Edited, Deleted, Said])

/** Something of the story at its moment. */
export type Told = { readonly at: Date; readonly post: Post }

/** A place in the telling: all up to this has been told. */
export const Place = z.object({ at: z.iso.datetime(), id: z.string() })
export type Place = z.output<typeof Place>

/** What has been said after a place and until a moment, oldest first; and when more will be said. */
export type Tell = (opened: Date, after: Place | null, until: Date) => { readonly told: readonly Told[]; readonly nextAt: Date }

const FOLDER = new URL('./story/', import.meta.url)

/** All lines of the bundled story, in the order of its files. */
export async function readStory(): Promise<Line[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.jsonl')).toSorted()
  const files = await Promise.all(names.map((name) => readFile(new URL(name, FOLDER), 'utf8')))
  return files.flatMap((file) => file.split('\n').filter((line) => line !== '').map((line) => Line.parse(JSON.parse(line))))
}

/** Tells these lines. The story never ends: eight weeks after it was said, everything is said again, under new ids. */
export function teller(lines: readonly Line[]): Tell {
  const said = new Map(lines.flatMap((line) => (line.kind === 'said' ? [[line.id, line]] : [])))
  return (opened, after, until) => {
    const told: Told[] = []
    for (let round = roundAt(opened, after); ; round += 1) {
      const last = told.at(-1)
      const place = last ? placeOf(last) : after
      const ahead = tellingOf(lines, said, opened, round).filter((one) => place === null || isAfter(one, place))
      told.push(...ahead.filter(({ at }) => at <= until))
      const next = ahead.find(({ at }) => at > until)
      if (next) return { told, nextAt: next.at }
    }
  }
}

export const placeOf = ({ at, post }: Told): Place => ({ at: at.toISOString(), id: post.externalId })

const isAfter = (one: Told, { at, id }: Place): boolean => {
  const order = one.at.getTime() - Date.parse(at)
  return order > 0 || (order === 0 && one.post.externalId > id)
}

const ROUND_MS = WEEKS_TOLD * 7 * 86_400_000

/** A round that has not ended at this place. */
const roundAt = (opened: Date, after: Place | null): number =>
  after === null ? 0 : Math.max(0, Math.floor((Date.parse(after.at) - opened.getTime()) / ROUND_MS))

/** One telling of the whole story, in order. */
function tellingOf(lines: readonly Line[], said: ReadonlyMap<string, Line>, opened: Date, round: number): Told[] {
  const momentOf = calendarOf(opened)
  return lines
    .flatMap((line) => {
      const at = momentOf(line.at, round)
      return at ? [{ at, post: postOf(line, said, at, round) }] : []
    })
    .toSorted((one, other) => one.at.getTime() - other.at.getTime() || (one.post.externalId < other.post.externalId ? -1 : 1))
}

function postOf(line: Line, said: ReadonlyMap<string, Line>, at: Date, round: number): Post {
  const own = said.get(line.id)
  if (own?.kind !== 'said') throw new Error(`the story tells of ${line.id} before it is said`)
  const idOf = (id: string) => (round === 0 ? id : `${id}~${round}`)
  return {
    kind: line.kind,
    externalId: idOf(line.id),
    form: own.form,
    author: own.author,
    text: line.kind === 'deleted' ? '' : line.text,
    lang: own.lang,
    url: null,
    saidAt: at,
    links: own.links,
    tags: own.tags,
    media: own.picture === undefined ? [] : [{ kind: 'image', url: null, alt: own.picture }],
    replyTo: own.replyTo === undefined ? null : { parent: idOf(own.replyTo), root: idOf(rootOf(own.replyTo, said)) },
    origin: own.origin,
  }
}

function rootOf(id: string, said: ReadonlyMap<string, Line>): string {
  const line = said.get(id)
  return line?.kind === 'said' && line.replyTo !== undefined ? rootOf(line.replyTo, said) : id
}
