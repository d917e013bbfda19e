import type { Node } from '../query/query.ts'
import { exact, gone, joined, type Kept, term, wider } from './kept.ts'
import type { LostCode } from './lost.ts'

/** A field that asks for its value. */
export type Asked = (value: string) => Kept
/** What a field of another product asks; `part` looks at a part of the text for what stands behind it. */
export type Field = Asked | 'part'
/** Fields by their names in small letters. */
export type Fields = Readonly<Record<string, Field>>

/** The same field for several names, which are separated by spaces. */
export function fields(names: string, field: Field): Fields {
  return Object.fromEntries(names.split(' ').map((name) => [name, field]))
}

/** A field of our language with this value; null when that is no value for it. */
export function mark(field: string, value: string): Node | null {
  return term(`${field}:${value}`) ?? term(`${field}:"${value}"`)
}

/** A field that can be asked here as well. */
export function asks(read: (value: string) => Node | null): Asked {
  return (value) => {
    const node = read(value)
    return node ? exact(node) : gone('value')
  }
}

/** A field that nothing here answers to. */
export function none(code: LostCode): Asked {
  return () => gone(code)
}

/** A field of a few known values; any other cannot be asked. */
export function one(values: Readonly<Record<string, Node>>): Asked {
  const known = new Map(Object.entries(values))
  return (value) => {
    const node = known.get(value.toLowerCase())
    return node ? exact(node) : gone('field')
  }
}

/** The site a post is from. Ours also hears who links there, and takes `*.` and `www.` for nothing. */
export const SITE: Asked = (value) => found(mark('site', value.replace(/^\*\./, '')))
/** The address a post stands at, or below. Ours also hears who links there. */
export const URL: Asked = (value) => found(mark('url', value))

function found(node: Node | null): Kept {
  return node ? wider(node, 'site', node) : gone('value')
}

/** Who wrote it. A name of several words is no handle. */
export const AUTHOR: Asked = (value) => {
  if (/\s/.test(value.trim())) return gone('name')
  const node = mark('author', value.trim())
  return node ? exact(node) : gone('value')
}

export const LANGUAGE = asks((value) => mark('lang', value))
export const LINK = asks((value) => mark('url', value))
export const HANDLE = asks((value) => term(`@${value.replace(/^@/, '')}`))
export const TAG = asks((value) => term(`#${value.replace(/^#/, '')}`))

export const REPOST: Node = { is: 'kind', value: 'repost' }
export const REPLY: Node = { is: 'kind', value: 'reply' }
export const COMMENT: Node = { is: 'kind', value: 'comment' }
export const REVIEW: Node = { is: 'kind', value: 'review' }
export const HAS_LINK: Node = { is: 'has', value: 'link' }
export const HAS_IMAGE: Node = { is: 'has', value: 'image' }
export const HAS_VIDEO: Node = { is: 'has', value: 'video' }
export const HAS_MEDIA: Node = { is: 'or', of: [HAS_IMAGE, HAS_VIDEO] }
/** Neither a repost nor a reply. */
export const ORIGINAL: Node = { is: 'and', of: [{ is: 'not', of: REPOST }, { is: 'not', of: REPLY }] }

/** How many follow the author: `>100`, `<=5`, `100` (exactly so many). */
export const FOLLOWERS = asks((value) => {
  const [, sign = '', than = ''] = /^\s*(>=|<=|>|<)?\s*(\d{1,15})\s*$/.exec(value) ?? []
  return sign === '' ? followers(than, than) : mark('followers', sign + than)
})

/** From so many followers to so many, both included; '' is no bound. Null when neither is a number. */
export function followers(least: string, most: string): Node | null {
  const parts = [least === '' || Number(least) === 0 ? null : mark('followers', `>=${least}`), most === '' ? null : mark('followers', `<=${most}`)]
  return joined('and', parts.flatMap((part) => part ?? []))
}
