/** What is understood of a post, in words that pages know too. */
export { INTENTS, type Intent, type Probabilities, type Reason, type Sentiment, SENTIMENTS, type Understanding } from './understanding.ts'
