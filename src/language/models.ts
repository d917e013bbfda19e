import { createHash } from 'node:crypto'
import { readStamp, readWeights, type Weights } from './weights.ts'

/** Every model that comes along, by the name of its file in models/weights. */
const MODELS = [
  'language', 'intent', 'sentiment-en', 'sentiment-he', 'sentiment-he-page', 'sentiment-he-news', 'sentiment-he-source', 'sentiment-other',
] as const
export type ModelName = (typeof MODELS)[number]

/** Reads a model that comes along. Throws `ModelError` when its file is not what it should be. */
export function readModel(name: ModelName): Weights {
  return readWeights(fileOf(name), name)
}

function fileOf(name: ModelName): URL {
  return new URL(`../../models/weights/${name}.bin`, import.meta.url)
}

/** Reads all of them once, so that a damaged one is known before anybody waits for an answer. Throws `ModelError` at the first. */
export function checkModels(): void {
  for (const name of MODELS) readModel(name)
}

/** Names all models together, by what their files say of themselves (hexadecimal): another one makes it another. Reads no model. */
export function modelsStamp(): string {
  return createHash('sha256').update(MODELS.map((name) => readStamp(fileOf(name))).join()).digest('hex')
}
