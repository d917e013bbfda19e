import type { WrittenModel } from './write-weights.ts'

/** Makes one model from models/data and the folder named with --data. The same data: the same bytes. */
export type Recipe = (data: string) => WrittenModel

/** Every model that ships, by its name; the one that takes longest first. Each is made in a process of its own. */
export const RECIPES: Readonly<Record<string, () => Promise<Recipe>>> = {
  'sentiment-en': async () => (await import('./sentiment.ts')).englishModel,
  'sentiment-he': async () => (await import('./sentiment.ts')).hebrewModel,
  'sentiment-he-news': async () => (await import('./sentiment.ts')).hebrewNewsModel,
  'sentiment-he-source': async () => (await import('./sentiment.ts')).hebrewSourceModel,
  'sentiment-he-page': async () => (await import('./sentiment.ts')).hebrewPageModel,
  'sentiment-other': async () => (await import('./sentiment.ts')).otherModel,
  intent: async () => (await import('./intent.ts')).intentModel,
  language: async () => (await import('./language-model.ts')).languageModel,
}
