import { lex } from './lex.ts'
import type { Node, Query } from './query.ts'

/**
 * The canonical text of a query: reading it again gives the same query, and equal queries print alike. Every operator is written out,
 * NEAR with its number; brackets and quotation marks stand only where they are needed, and around a NEAR within another; fields,
 * tags and handles are in small letters. Words keep their letters, and all parts their order: a person finds his query as he wrote it.
 * Because it says AND where a person may write a space, it can be longer than `CHARACTERS_MAX`.
 */
export function print(query: Query): string {
  return printed(query.root)
}

function printed(node: Node): string {
  switch (node.is) {
    case 'and':
      return node.of.map((part) => (part.is === 'or' ? `(${printed(part)})` : printed(part))).join(' AND ')
    case 'or':
      return node.of.map(printed).join(' OR ')
    case 'not':
      return node.of.is === 'and' || node.of.is === 'or' ? `NOT (${printed(node.of)})` : `NOT ${printed(node.of)}`
    case 'near':
      return node.of.map(group).join(` ${node.ordered ? 'O' : ''}NEAR/${node.within} `)
    case 'stem':
      return `${node.text}*`
    case 'tag':
      return `#${node.value}`
    case 'handle':
      return `@${node.value}`
    case 'followers':
      return `followers:${node.sign}${node.than}`
    case 'words':
      return bareOrQuoted({ folded: '', exact: '=', cased: 'case:' }[node.how], node.text, node)
    default:
      return bareOrQuoted(`${node.is}:`, node.value, node)
  }
}

function group(node: Node): string {
  return node.is === 'or' || node.is === 'near' ? `(${printed(node)})` : printed(node)
}

/** Quotation marks stand only where the value reads otherwise without them. */
function bareOrQuoted(sign: string, value: string, node: Node): string {
  const bare = sign + value
  const [only, ...others] = lex(bare, [])
  const isSame = others.length === 0 && only?.is === 'term' && only.to === bare.length && JSON.stringify(only.node) === JSON.stringify(node)
  return isSame ? bare : `${sign}"${value}"`
}
