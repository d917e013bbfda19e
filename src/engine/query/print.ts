import { lex } from './lex.ts'
import type { Node, Query, Words } from './query.ts'

/** The canonical text of a query: reading it again gives the same query, and equal queries print alike. */
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
    case 'words':
      return `${node.how === 'exact' ? '=' : ''}${isBare(node) ? node.text : `"${node.text}"`}`
    case 'tag':
      return `#${node.value}`
    case 'handle':
      return `@${node.value}`
    case 'stem':
      return `${node.text}*`
    case 'near':
      return node.of.map((part) => (part.is === 'or' ? `(${printed(part)})` : printed(part))).join(` ${node.ordered ? 'O' : ''}NEAR/${node.within} `)
    case 'followers':
      return `followers:${node.sign}${node.than}`
    default:
      return `${node.is}:${/[\s()"]/.test(node.value) ? `"${node.value}"` : node.value}`
  }
}

/** Whether the words read the same without quotation marks. */
function isBare(words: Words): boolean {
  const written = `${words.how === 'exact' ? '=' : ''}${words.text}`
  const [only, ...others] = lex(written, [])
  return only?.is === 'term' && only.to === written.length && others.length === 0
    && only.node?.is === 'words' && only.node.text === words.text && only.node.how === words.how
}
