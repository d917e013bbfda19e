import type { OutputOf, ParsedOf } from '../../base/endpoint.ts'
import { Refusal } from '../../base/error.ts'
import type { Io } from '../../base/io.ts'
import { createLimit } from '../../base/server/limit.ts'
import type { Ctx } from '../../ctx.ts'
import type * as contract from '../contract.ts'
import { askModel, listModels, type Model } from './ask-model.ts'
import { baseAddress } from './base-address.ts'
import { isSameOrigin } from './change-settings.ts'
import { isDemo, keyOf, settingsOf } from './settings.ts'
import { type AssistHouse, wayTo } from './take-turn.ts'

const TOKENS_MAX = 500
const TRIES = { most: 20, withinMs: 60_000 }

/** Proves that a model answers, with the settings as they are typed; of nobody's words, and outside the budget. */
export function tryingSettings(house: AssistHouse) {
  const mayTry = createLimit(TRIES)
  return async (ctx: Ctx, input: ParsedOf<typeof contract.tryAssist>): Promise<OutputOf<typeof contract.tryAssist>> => {
    const { workspaceId } = ctx.actor
    const baseUrl = baseAddress(input.baseUrl)
    if (!mayTry(workspaceId, ctx.now())) throw new Refusal('too_many')
    const key = await ctx.transact(async (db) => {
      if (await isDemo(db, workspaceId)) throw new Refusal('assist.in_demo')
      if (input.key !== undefined) return input.key
      const kept = await settingsOf(db, workspaceId)
      if (kept?.sealed && !isSameOrigin(kept.base_url, baseUrl)) throw new Refusal('assist.key_needed')
      return kept ? keyOf(house.secrets, kept) : null
    })
    const model = { baseUrl, name: input.model, key }
    const io = wayTo(house, ctx.io, baseUrl)
    // Side by side: both together take no longer than whoever asks waits.
    const [models, tookMs] = await Promise.all([listModels(io, model), timeToAnswer(io, model)])
    return { models, tookMs }
  }
}

async function timeToAnswer(io: Io, model: Model): Promise<number> {
  const begunAt = io.now().getTime()
  await askModel(io, model, { task: 'Answer with the JSON {"ready":true} and nothing else.', material: { post: 'Are you ready?' }, tokensMax: TOKENS_MAX })
  return Math.max(0, io.now().getTime() - begunAt)
}
