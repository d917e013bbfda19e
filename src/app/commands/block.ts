import { throughPages } from '../../base/paging.ts'
import { addBlock, contract as ingest, pageOfBlocks, removeBlock } from '../../ingest/index.ts'
import type { Ctx } from '../../ctx.ts'
import { type Run, UsageError } from '../command.ts'
import { inWorkspace } from '../workplace.ts'

const PAGE = 200
const KINDS = 'author, site or words'

/** Hides an author, a site or certain words, from now on and in the past. */
export const blockAdd: Run = (line) => inWorkspace(line, async (ctx) => {
  const { data } = ingest.addBlock.input.safeParse({ kind: line.words[0], value: line.words[1] })
  if (!data || line.words.length > 2) throw new UsageError(`Say what to block: ${KINDS}, and which. Quote words.`)
  const { kind, value } = await addBlock(ctx, data)
  await line.print(`Blocked: ${kind} ${value}. What was heard before is hidden as Heed gets to it.`)
})

/** Takes an entry off the block list; what it alone has hidden is shown again. */
export const blockRemove: Run = (line) => inWorkspace(line, async (ctx) => {
  const [kind, value] = line.words
  for await (const block of blocksOf(ctx)) {
    if (block.kind !== kind || block.value !== value) continue
    await removeBlock(ctx, { blockId: block.id })
    return line.print(`No longer blocked: ${kind} ${value}.`)
  }
  throw new UsageError(`There is no such entry: heed block list shows them (${KINDS}, then the value as listed).`)
})

/** The block list. */
export const blockList: Run = (line) => inWorkspace(line, async (ctx) => {
  for await (const block of blocksOf(ctx)) {
    await line.print(line.values['json'] ? JSON.stringify(block) : `${block.kind}\t${block.value}`)
  }
})

const blocksOf = (ctx: Ctx) => throughPages(async (after) => {
  const { blocks: rows, next } = await ctx.transact((db) => pageOfBlocks(db, { limit: PAGE, after }))
  return { rows, next }
})
