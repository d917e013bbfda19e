import type { Node } from './query.ts'

type Whole = Node & { readonly is: 'and' | 'or' }

/**
 * A query without what says nothing: AND within AND, OR within OR, a part that stands there already, NOT NOT. In time that grows with
 * the query alone, however it is nested. `moved` is told which node stands for which.
 */
export function simplify(root: Node, moved: (from: Node, to: Node) => void): Node {
  return new Simplifier(moved).simple(root)
}

class Simplifier {
  readonly #moved: (from: Node, to: Node) => void
  /** A number for each different node, and the number of each that is simple. */
  readonly #numbers = new Map<string, number>()
  readonly #numberOf = new Map<Node, number>()

  constructor(moved: (from: Node, to: Node) => void) {
    this.#moved = moved
  }

  simple(node: Node): Node {
    const simple = this.#simple(node)
    if (simple !== node) this.#moved(node, simple)
    return simple
  }

  #simple(node: Node): Node {
    if (node.is === 'not') {
      const of = this.simple(node.of)
      return of.is === 'not' ? of.of : this.#numbered({ is: 'not', of }, `not ${this.#number(of)}`)
    }
    if (node.is === 'near') {
      const [left, right] = [this.simple(node.of[0]), this.simple(node.of[1])]
      const name = `${node.ordered ? 'o' : ''}near/${node.within} ${this.#number(left)} ${this.#number(right)}`
      return this.#numbered({ ...node, of: [left, right] }, name)
    }
    if (!isWhole(node)) return this.#numbered(node, JSON.stringify(node))
    const parts = new Map<number, Node>()
    this.#gather(node, node.is, parts)
    const [only, another] = parts.values()
    if (only && !another) return only
    return this.#numbered({ is: node.is, of: [...parts.values()] }, `${node.is} ${[...parts.keys()].join(' ')}`)
  }

  /** Adds the parts of a node, and those of its parts of the same kind, each once. */
  #gather(node: Whole, is: Whole['is'], parts: Map<number, Node>): void {
    for (const part of node.of) {
      if (isWhole(part) && part.is === is) {
        this.#gather(part, is, parts)
        continue
      }
      const simple = this.simple(part)
      // Equal parts of the other kind can have left one of this kind.
      for (const one of isWhole(simple) && simple.is === is ? simple.of : [simple]) {
        const number = this.#number(one)
        if (!parts.has(number)) parts.set(number, one)
      }
    }
  }

  #number(simple: Node): number {
    return this.#numberOf.get(simple) ?? -1
  }

  #numbered(simple: Node, name: string): Node {
    const number = this.#numbers.get(name) ?? this.#numbers.size
    this.#numbers.set(name, number)
    this.#numberOf.set(simple, number)
    return simple
  }
}

function isWhole(node: Node): node is Whole {
  return node.is === 'and' || node.is === 'or'
}
